package io.meepa.credentials.sops.age;

import static org.assertj.core.api.Assertions.assertThat;

import com.exceptionfactory.jagged.DecryptingChannelFactory;
import com.exceptionfactory.jagged.framework.armor.ArmoredDecryptingChannelFactory;
import com.exceptionfactory.jagged.framework.stream.StandardDecryptingChannelFactory;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaReaderFactory;
import io.meepa.credentials.sops.crypto.ValueMac;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Rule 7: the public test vectors of the age format that concern X25519 identities, headers, streams and armor. Twice:
 * what our reader makes of them, and why, which our reader does not tell.
 */
@DisplayName("age vectors")
class AgeVectorsTest {

    /** For vectors without an identity: what they test comes before. */
    private static final byte[] SOMEBODY = X25519.generate();

    /** A data key has 32 bytes, so we read no more than this. Vectors about longer streams we refuse for that alone. */
    private static final int LONGEST_CONTENT = 1024;

    /**
     * The format calls a malformed X25519 stanza a broken header; the library skips it as if it were somebody else's. Either
     * way the file is not opened, and to skip it cannot open more: what a stanza wraps is authenticated.
     */
    private static final Set<String> SKIPPED_STANZAS = Set.of(
            "x25519_extra_argument",
            "x25519_identity",
            "x25519_long_file_key",
            "x25519_long_share",
            "x25519_low_order",
            "x25519_not_canonical_share",
            "x25519_short_share");

    /** By simple names, for not all of the library's exceptions are public. A short nonce ends a header too early. */
    private static final Map<String, String> OUTCOMES = Map.of(
            "ArmoredDecodingException", "armor failure",
            "HeaderDecodingException", "header failure",
            "InvalidParameterSpecException", "header failure",
            "UnsupportedRecipientStanzaException", "no match",
            "SignatureException", "HMAC failure",
            "PayloadException", "payload failure");

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
        KeyUnwrapper unwrapper = X25519.unwrapper(vector.identity().orElse(SOMEBODY));
        boolean opens = vector.expected().equals("success") && vector.bytes().length < LONGEST_CONTENT;
        assertThat(unwrapper.unwrap(vector.armored()).map(AgeVectorsTest::digest))
                .isEqualTo(vector.payload().filter(digest -> opens));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void failForTheReasonThatTheyAreMadeFor(AgeVector vector) {
        String expected = SKIPPED_STANZAS.contains(vector.name()) ? "no match" : vector.expected();
        assertThat(outcome(vector)).isEqualTo(expected);
    }

    private static String outcome(AgeVector vector) {
        try (ReadableByteChannel channel = open(vector)) {
            assertThat(vector.payload()).contains(digest(channel));
            return "success";
        } catch (GeneralSecurityException | IOException e) {
            String name = e.getClass().getSimpleName();
            return OUTCOMES.getOrDefault(name, name);
        }
    }

    private static ReadableByteChannel open(AgeVector vector) throws IOException, GeneralSecurityException {
        DecryptingChannelFactory factory =
                vector.isArmored() ? new ArmoredDecryptingChannelFactory() : new StandardDecryptingChannelFactory();
        byte[] identity = vector.identity().orElse(SOMEBODY);
        return factory.newDecryptingChannel(
                Channels.newChannel(new ByteArrayInputStream(vector.bytes())),
                List.of(X25519RecipientStanzaReaderFactory.newRecipientStanzaReader(
                        new String(identity, StandardCharsets.US_ASCII))));
    }

    private static String digest(ReadableByteChannel channel) throws IOException {
        MessageDigest digest = ValueMac.digest("SHA-256");
        ByteBuffer chunk = ByteBuffer.allocate(1 << 16);
        while (channel.read(chunk) >= 0) {
            digest.update(chunk.flip());
            chunk.clear();
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String digest(byte[] content) {
        return HexFormat.of().formatHex(ValueMac.digest("SHA-256").digest(content));
    }
}
