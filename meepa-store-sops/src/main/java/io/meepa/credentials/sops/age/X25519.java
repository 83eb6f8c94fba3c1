package io.meepa.credentials.sops.age;

import com.exceptionfactory.jagged.RecipientStanzaReader;
import com.exceptionfactory.jagged.RecipientStanzaWriter;
import com.exceptionfactory.jagged.bech32.Bech32;
import com.exceptionfactory.jagged.framework.armor.ArmoredDecryptingChannelFactory;
import com.exceptionfactory.jagged.framework.armor.ArmoredEncryptingChannelFactory;
import com.exceptionfactory.jagged.x25519.X25519KeyFactory;
import com.exceptionfactory.jagged.x25519.X25519KeyPairGenerator;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaReaderFactory;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaWriterFactory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;

/** The age X25519 recipient type, done by jagged. The one place that knows that library and its exceptions. */
public final class X25519 {

    private static final int KEY_BYTES = 32;
    private static final int LONGEST_FILE = 64 * 1024;
    private static final int LONGEST_CONTENT = 1024;

    private X25519() {}

    /**
     * Makes a new identity.
     *
     * @return its Bech32 text, for the caller to wipe
     */
    public static byte[] generate() {
        try {
            return new X25519KeyPairGenerator().generateKeyPair().getPrivate().getEncoded();
        } catch (GeneralSecurityException | RuntimeException e) {
            throw unsupported();
        }
    }

    /**
     * Tells whether a text is Bech32 for 32 bytes under a prefix.
     *
     * @param text the text
     * @param prefix the human-readable part, in the case expected
     * @return true if it is
     */
    public static boolean isKey(CharSequence text, String prefix) {
        try {
            var address = Bech32.getDecoder().decode(text);
            boolean named = address.getHumanReadablePart().toString().equals(prefix);
            return named && address.getData().length == KEY_BYTES;
        } catch (RuntimeException e) {
            return false;
        }
    }

    /**
     * Derives the recipient of an identity.
     *
     * @param identity a valid identity's Bech32 text; stays the caller's
     * @return the recipient's text
     */
    public static String recipientOf(byte[] identity) {
        try {
            byte[] recipient = new X25519KeyFactory()
                    .translateKey(new SecretKeySpec(identity, "X25519"))
                    .getEncoded();
            return new String(recipient, StandardCharsets.US_ASCII);
        } catch (GeneralSecurityException | RuntimeException e) {
            throw unsupported();
        }
    }

    /**
     * Makes a wrapper for a recipient. Keep it: making one costs as much as using it.
     *
     * @param recipient a valid recipient
     * @return the wrapper
     */
    public static KeyWrapper wrapper(String recipient) {
        try {
            RecipientStanzaWriter writer = X25519RecipientStanzaWriterFactory.newRecipientStanzaWriter(recipient);
            return key -> wrap(key, writer, recipient);
        } catch (GeneralSecurityException | RuntimeException e) {
            throw unsupported();
        }
    }

    /**
     * Makes an unwrapper for an identity. Keep it: making one costs twice as much as using it.
     *
     * @param identity a valid identity's Bech32 text; stays the caller's
     * @return the unwrapper
     */
    public static KeyUnwrapper unwrapper(byte[] identity) {
        try {
            RecipientStanzaReader reader = X25519RecipientStanzaReaderFactory.newRecipientStanzaReader(
                    StandardCharsets.US_ASCII.decode(ByteBuffer.wrap(identity)));
            return armored -> unwrap(armored, reader);
        } catch (GeneralSecurityException | RuntimeException e) {
            throw unsupported();
        }
    }

    private static String wrap(byte[] key, RecipientStanzaWriter writer, String recipient) {
        ByteArrayOutputStream armored = new ByteArrayOutputStream(512);
        try (WritableByteChannel file = new ArmoredEncryptingChannelFactory()
                .newEncryptingChannel(Channels.newChannel(armored), List.of(writer))) {
            file.write(ByteBuffer.wrap(key));
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            // A low-order public key ends here too: the agreement refuses an all-zero secret.
            throw new IllegalArgumentException("cannot encrypt to the age recipient " + recipient);
        }
        return armored.toString(StandardCharsets.US_ASCII);
    }

    private static Optional<byte[]> unwrap(String armored, RecipientStanzaReader reader) {
        if (armored.length() > LONGEST_FILE) {
            return Optional.empty();
        }
        ByteBuffer content = ByteBuffer.allocate(LONGEST_CONTENT);
        byte[] file = armored.getBytes(StandardCharsets.UTF_8);
        try (ReadableByteChannel channel = new ArmoredDecryptingChannelFactory()
                .newDecryptingChannel(Channels.newChannel(new ByteArrayInputStream(file)), List.of(reader))) {
            // To the very end: only then is the last chunk known to be genuine.
            while (channel.read(content) >= 0) {
                if (!content.hasRemaining()) {
                    return Optional.empty();
                }
            }
            return Optional.of(Arrays.copyOf(content.array(), content.position()));
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            // The library throws one type for another's file and for a damaged one, and unchecked ones for the rest.
            return Optional.empty();
        } finally {
            Arrays.fill(content.array(), (byte) 0);
        }
    }

    // No cause: the library's exceptions may quote a key.
    private static IllegalStateException unsupported() {
        return new IllegalStateException("this Java runtime has no working X25519");
    }
}
