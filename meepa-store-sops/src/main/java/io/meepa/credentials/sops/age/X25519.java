package io.meepa.credentials.sops.age;

import com.exceptionfactory.jagged.FileKey;
import com.exceptionfactory.jagged.RecipientStanza;
import com.exceptionfactory.jagged.RecipientStanzaWriter;
import com.exceptionfactory.jagged.bech32.Bech32;
import com.exceptionfactory.jagged.framework.armor.ArmoredEncryptingChannelFactory;
import com.exceptionfactory.jagged.x25519.X25519KeyPairGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.List;

/**
 * The age X25519 recipient type: new keys and age files made by jagged, file keys wrapped and age files opened here. The one
 * place that knows that library and its exceptions.
 */
public final class X25519 {

    private static final int KEY_BYTES = 32;

    private X25519() {}

    /**
     * Creates a new identity.
     *
     * @return its Bech32 text as private key, for the caller to wipe, and that of its recipient as public key
     */
    public static KeyPair generate() {
        try {
            return new X25519KeyPairGenerator().generateKeyPair();
        } catch (GeneralSecurityException | RuntimeException e) {
            throw unsupported();
        }
    }

    /**
     * Reports whether a text is Bech32 for 32 bytes under a prefix.
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
        byte[] key = bytes(StandardCharsets.US_ASCII.decode(ByteBuffer.wrap(identity)));
        try {
            byte[] recipient = X25519Identity.publicKey(key);
            return Bech32.getEncoder().encode("age", recipient).toString();
        } catch (GeneralSecurityException | RuntimeException e) {
            throw unsupported();
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    /**
     * Creates a wrapper for a recipient.
     *
     * @param recipient a valid recipient
     * @return the wrapper
     */
    public static KeyWrapper wrapper(String recipient) {
        X25519Recipient wrapping = new X25519Recipient(bytes(recipient));
        return key -> wrap(key, fileKey -> List.of(wrapped(fileKey, wrapping)), recipient);
    }

    private static RecipientStanza wrapped(FileKey fileKey, X25519Recipient recipient) throws GeneralSecurityException {
        byte[] key = fileKey.getEncoded();
        try {
            return new WrittenStanza(recipient.wrap(key));
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    /**
     * Creates an unwrapper for an identity.
     *
     * @param identity a valid identity's Bech32 text; stays the caller's
     * @param recipient its recipient's text
     * @return the unwrapper
     */
    public static KeyUnwrapper unwrapper(byte[] identity, String recipient) {
        byte[] key = bytes(StandardCharsets.US_ASCII.decode(ByteBuffer.wrap(identity)));
        try {
            return new X25519Identity(key, bytes(recipient));
        } catch (GeneralSecurityException | RuntimeException e) {
            throw unsupported();
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    private static byte[] bytes(CharSequence bech32) {
        return Bech32.getDecoder().decode(bech32).getData();
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

    // No cause: the library's exceptions may quote a key.
    private static IllegalStateException unsupported() {
        return new IllegalStateException("this Java runtime has no working X25519");
    }

    /** A stanza as jagged takes it. */
    private record WrittenStanza(Stanza stanza) implements RecipientStanza {

        @Override
        public String getType() {
            return stanza.kind();
        }

        /** What stands behind the type. */
        @Override
        public List<String> getArguments() {
            return stanza.arguments().subList(1, stanza.arguments().size());
        }

        @Override
        public byte[] getBody() {
            return stanza.body();
        }
    }
}
