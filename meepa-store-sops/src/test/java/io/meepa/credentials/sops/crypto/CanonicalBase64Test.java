package io.meepa.credentials.sops.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalBase64Test {

    private static final List<String> ALPHABET =
            List.of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".split(""));

    /** Every text of two signs and of three: what the encoder never writes is not read. */
    @Test
    void readsWhatTheEncoderWritesAndNothingElse() {
        for (String second : ALPHABET) {
            assertOneSpelling("w" + second, "==");
            for (String third : ALPHABET) {
                assertOneSpelling("w" + second + third, "=");
            }
        }
    }

    private static void assertOneSpelling(String unpadded, String padding) {
        byte[] bytes = Base64.getDecoder().decode(unpadded);
        boolean canonical =
                Base64.getEncoder().withoutPadding().encodeToString(bytes).equals(unpadded);
        assertThat(CanonicalBase64.unpadded(unpadded).isPresent()).as(unpadded).isEqualTo(canonical);
        assertThat(CanonicalBase64.padded(unpadded + padding).isPresent())
                .as(unpadded)
                .isEqualTo(canonical);
        assertThat(CanonicalBase64.padded(unpadded)).as(unpadded).isEmpty();
        assertThat(CanonicalBase64.unpadded(unpadded + padding)).as(unpadded).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "====", "AAAA=", "AAA==", "AA=A", "AA A", "AAAA\n", "AA-_", "AAAAA"})
    void refusesWhatIsNoBase64(String text) {
        assertThat(CanonicalBase64.padded(text)).isEmpty();
        assertThat(CanonicalBase64.unpadded(text)).isEmpty();
    }

    @Test
    void readsTheEmptyText() {
        assertThat(CanonicalBase64.padded(""))
                .hasValueSatisfying(bytes -> assertThat(bytes).isEmpty());
        assertThat(CanonicalBase64.unpadded(""))
                .hasValueSatisfying(bytes -> assertThat(bytes).isEmpty());
    }
}
