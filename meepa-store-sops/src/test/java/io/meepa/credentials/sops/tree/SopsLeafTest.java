package io.meepa.credentials.sops.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.model.Secret;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SopsLeafTest {

    private static final long LARGEST_EXACT = 1L << 53;

    @ParameterizedTest
    @ValueSource(longs = {LARGEST_EXACT, -LARGEST_EXACT, 0})
    void keepsAWholeNumberThatEveryToolKeeps(long number) {
        assertThat(SopsLeaf.integer(number).reveal()).isEqualTo(Long.toString(number));
    }

    @ParameterizedTest
    @ValueSource(longs = {LARGEST_EXACT + 1, -LARGEST_EXACT - 1, Long.MAX_VALUE, Long.MIN_VALUE})
    void refusesAWholeNumberThatSomeToolsRound(long number) {
        assertThatThrownBy(() -> SopsLeaf.integer(number))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("beyond 2^53")
                .hasMessageNotContaining(Long.toString(number));
    }

    @Test
    void takesOnlyTextsOfASecret() {
        try (Secret text = Secret.of("é");
                Secret bytes = Secret.copyOf(new byte[] {(byte) 0xC3})) {
            assertThat(SopsLeaf.text(text).matches(SopsLeaf.text("é"))).isTrue();
            assertThatThrownBy(() -> SopsLeaf.text(bytes))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("base64");
        }
    }

    @Test
    void wipesTheCopyThatItPassed() {
        AtomicReference<byte[]> kept = new AtomicReference<>(new byte[0]);
        SopsLeaf leaf = SopsLeaf.text("abc");

        leaf.withBytes(bytes -> {
            kept.set(bytes);
            return "";
        });

        assertThat(kept.get()).containsExactly(0, 0, 0);
        assertThat(leaf.reveal()).isEqualTo("abc");
    }

    @Test
    void comparesTypeAndBytesOrBytesAlone() {
        SopsLeaf number = SopsLeaf.integer(1);

        assertThat(number.matches(SopsLeaf.integer(1))).isTrue();
        assertThat(number.matches(SopsLeaf.text("1"))).isFalse();
        assertThat(number.hasBytesOf(SopsLeaf.text("1"))).isTrue();
        assertThat(number.hasBytesOf(SopsLeaf.text("2"))).isFalse();
        assertThat(number.contentHash()).isNotEqualTo(SopsLeaf.integer(2).contentHash());
    }

    @Test
    void printsTypesAndPlacesAndNoValues() {
        assertThat(SopsLeaf.text("abc")).hasToString("SopsLeaf[TEXT]");
        assertThat(SopsNode.Fields.copyOf(Map.of("abc", SopsLeaf.text("abc")))).hasToString("SopsNode.Fields");
        assertThat(SopsPath.of("a").index(1)).hasToString("[\"a\"][1]");
        assertThat(new SopsPath(List.of())).hasToString("the top level");
        assertThat(EncryptionRule.encryptedRegex("^a$")).hasToString("encrypted_regex: ^a$");
    }
}
