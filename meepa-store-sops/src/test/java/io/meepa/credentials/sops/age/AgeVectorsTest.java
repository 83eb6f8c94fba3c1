package io.meepa.credentials.sops.age;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.sops.crypto.ValueMac;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * R7: the public test vectors of the age format that concern X25519 identities, headers, streams and armor. Twice:
 * what our reader makes of them, and why, which it does not report to its callers.
 */
@DisplayName("age vectors")
class AgeVectorsTest {

    /** For vectors without an identity: what they test comes before. */
    private static final byte[] SOMEBODY = X25519.generate().getPrivate().getEncoded();

    /** A data key has 32 bytes, so we read no more than this. Vectors about longer streams we refuse for that alone. */
    private static final int LONGEST_CONTENT = 1024;

    private static final Map<AgeDefect.Part, String> OUTCOMES = Map.of(
            AgeDefect.Part.ARMOR, "armor failure",
            AgeDefect.Part.HEADER, "header failure",
            AgeDefect.Part.RECIPIENT, "no match",
            AgeDefect.Part.HMAC, "HMAC failure",
            AgeDefect.Part.PAYLOAD, "payload failure");

    static Stream<AgeVector> vectors() {
        return AgeVector.all().stream();
    }

    @Test
    void areAllThere() {
        assertThat(vectors()).hasSize(98);
        assertThat(vectors().map(AgeVector::expected).distinct())
                .containsExactlyInAnyOrder(
                        "success", "header failure", "HMAC failure", "payload failure", "armor failure", "no match");
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void areOpenedWhereTheyShouldBeAndNowhereElse(AgeVector vector) {
        boolean opens = vector.expected().equals("success") && isShort(vector);
        assertThat(identity(vector).unwrap(vector.armored()).map(AgeVectorsTest::digest))
                .isEqualTo(vector.payload().filter(digest -> opens));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void failForTheReasonThatTheyAreMadeFor(AgeVector vector) {
        String expected =
                vector.expected().equals("success") && !isShort(vector) ? "payload failure" : vector.expected();
        assertThat(outcome(vector)).isEqualTo(expected);
    }

    private static boolean isShort(AgeVector vector) {
        return vector.bytes().length < LONGEST_CONTENT;
    }

    private static X25519Identity identity(AgeVector vector) {
        byte[] identity = vector.identity().orElse(SOMEBODY);
        return (X25519Identity) X25519.unwrapper(identity, X25519.recipientOf(identity));
    }

    private static String outcome(AgeVector vector) {
        try {
            byte[] file = vector.isArmored() ? Armor.decode(vector.file()) : vector.bytes();
            identity(vector).open(file);
            return "success";
        } catch (AgeDefect e) {
            return OUTCOMES.getOrDefault(e.part(), "unknown");
        }
    }

    private static String digest(byte[] content) {
        return HexFormat.of().formatHex(ValueMac.digest("SHA-256").digest(content));
    }
}
