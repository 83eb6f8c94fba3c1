package io.meepa.credentials.sops.traversal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.sops.crypto.DataKey;
import io.meepa.credentials.sops.crypto.ValueCipher;
import io.meepa.credentials.sops.crypto.ValueMac;
import io.meepa.credentials.sops.text.BeyondLimitException;
import io.meepa.credentials.sops.text.Limits;
import io.meepa.credentials.sops.tree.EncryptionRule;
import io.meepa.credentials.sops.tree.SopsLeaf;
import io.meepa.credentials.sops.tree.SopsNode;
import io.meepa.credentials.sops.tree.SopsType;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TreeWriterTest {

    private final SecureRandom random = new SecureRandom();
    private final DataKey key = DataKey.generate(random);

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void nestsAsDeeplyAsTheLimitSays(boolean lists) {
        SopsNode.Fields deepest = top(nested(Limits.DEPTH - 1, lists));

        // Side by side, twice: only what stands within another counts.
        SopsNode.Fields twice = SopsNode.Fields.copyOf(
                Map.of("a", deepest.members().get("a"), "b", deepest.members().get("a")));

        assertThat(encrypted(deepest).members()).hasSize(1);
        assertThat(encrypted(twice).members()).hasSize(2);
        assertThatThrownBy(() -> encrypted(top(nested(Limits.DEPTH, lists))))
                .isInstanceOf(BeyondLimitException.class)
                .hasMessageContaining("nested deeper than " + Limits.DEPTH);
    }

    /** All values count, also those that stand in clear. */
    @Test
    void takesValuesOfAsManyBytesAsTheLimitSays() {
        SopsLeaf half = zeros(Limits.DOCUMENT_BYTES / 2);

        assertThat(encrypted(pair(half, half)).members()).hasSize(2);
        assertThatThrownBy(() -> encrypted(pair(half, zeros(Limits.DOCUMENT_BYTES / 2 + 1))))
                .isInstanceOf(BeyondLimitException.class)
                .hasMessageContaining("larger than the " + Limits.DOCUMENT_BYTES + " bytes");
    }

    @Test
    void refusesInClearWhatIsNoText() {
        SopsLeaf text = SopsLeaf.wrap(SopsType.TEXT, new byte[] {(byte) 0xFF});

        assertThatThrownBy(() -> encrypted(top(text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("[\"a\"]", "is not UTF-8");
    }

    @ParameterizedTest
    @EnumSource(names = {"COMMENT", "TIME", "BYTES"})
    void refusesInClearWhatWouldBeReadBackAsAnotherType(SopsType type) {
        assertThatThrownBy(() -> encrypted(top(SopsLeaf.ascii(type, "2026-01-02T03:04:05Z"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("[\"a\"]", type.name());
    }

    private SopsNode.Fields encrypted(SopsNode.Fields tree) {
        try (ValueCipher cipher = new ValueCipher(key, random)) {
            return new TreeWriter(cipher, new ValueMac(false), CipherTexts.none())
                    .encrypted(tree, EncryptionRule.encryptedRegex("^nothing here$"));
        }
    }

    private static SopsNode.Fields top(SopsNode value) {
        return SopsNode.Fields.copyOf(Map.of("a", value));
    }

    private static SopsNode.Fields pair(SopsNode a, SopsNode b) {
        Map<String, SopsNode> members = SopsNode.Fields.room(2);
        members.put("a", a);
        members.put("b", b);
        return SopsNode.Fields.copyOf(members);
    }

    private static SopsNode nested(int levels, boolean lists) {
        SopsNode node = SopsLeaf.flag(true);
        for (int level = 0; level < levels; level++) {
            node = lists ? new SopsNode.Elements(List.of(node)) : top(node);
        }
        return node;
    }

    private static SopsLeaf zeros(int length) {
        return SopsLeaf.wrap(SopsType.TEXT, new byte[length]);
    }
}
