package io.meepa.credentials.sops.age;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.exceptionfactory.jagged.bech32.Bech32;
import com.exceptionfactory.jagged.framework.armor.ArmoredDecryptingChannelFactory;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaReaderFactory;
import java.io.ByteArrayInputStream;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R7: what is wrapped here, read by jagged; {@code RealAgeTest} reads it with the program age. */
class X25519RecipientTest {

    private static final byte[] IDENTITY = X25519.generate().getPrivate().getEncoded();
    private static final String RECIPIENT = X25519.recipientOf(IDENTITY);
    private static final byte[] KEY = HexFormat.of().parseHex("00ff".repeat(16));

    @Test
    void wrapsWhatJaggedOpens() throws Exception {
        String armored = X25519.wrapper(RECIPIENT).wrap(KEY);

        var reader = X25519RecipientStanzaReaderFactory.newRecipientStanzaReader(
                new String(IDENTITY, StandardCharsets.US_ASCII));
        var file = Channels.newChannel(new ByteArrayInputStream(armored.getBytes(StandardCharsets.US_ASCII)));
        try (ReadableByteChannel opened =
                new ArmoredDecryptingChannelFactory().newDecryptingChannel(file, List.of(reader))) {
            assertThat(Channels.newInputStream(opened).readAllBytes()).isEqualTo(KEY);
        }
    }

    @Test
    void wrapsWhatTheIdentityAloneOpens() {
        String armored = X25519.wrapper(RECIPIENT).wrap(KEY);
        byte[] other = X25519.generate().getPrivate().getEncoded();

        assertThat(X25519.unwrapper(IDENTITY, RECIPIENT).unwrap(armored)).contains(KEY);
        assertThat(X25519.unwrapper(other, X25519.recipientOf(other)).unwrap(armored))
                .isEmpty();
    }

    @Test
    void usesAKeyPairOnce() throws Exception {
        X25519Recipient recipient =
                new X25519Recipient(Bech32.getDecoder().decode(RECIPIENT).getData());
        Stanza one = recipient.wrap(new byte[16]);
        Stanza other = recipient.wrap(new byte[16]);

        assertThat(one.arguments()).hasSize(2).startsWith("X25519");
        assertThat(one.arguments().get(1))
                .hasSize(43)
                .isNotEqualTo(other.arguments().get(1));
        assertThat(one.body()).hasSize(32).isNotEqualTo(other.body());
    }

    @ParameterizedTest
    @DisplayName("A recipient of low order is refused: what anybody can compute would be the secret")
    @ValueSource(
            strings = {
                "0000000000000000000000000000000000000000000000000000000000000000",
                "0100000000000000000000000000000000000000000000000000000000000000",
                "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
                "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"
            })
    void refusesLowOrder(String point) {
        byte[] bytes = HexFormat.of().parseHex(point);
        String recipient = Bech32.getEncoder().encode("age", bytes).toString();

        assertThatThrownBy(() -> new X25519Recipient(bytes).wrap(new byte[16])).isInstanceOf(InvalidKeyException.class);
        assertThatThrownBy(() -> X25519.wrapper(recipient).wrap(KEY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cannot encrypt to the age recipient " + recipient);
    }
}
