package io.meepa.credentials.sops;

import io.meepa.credentials.error.CorruptDocumentException;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.sops.age.KeyUnwrapper;
import io.meepa.credentials.sops.age.X25519;
import java.io.ByteArrayOutputStream;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;

/**
 * An age X25519 identity: a private key that opens files. Immutable and thread-safe; prints its recipient only.
 *
 * <p>Copies that the security provider made of the key live as long as this object and until they are collected.
 */
public final class Identity {

    private static final String PREFIX = "AGE-SECRET-KEY-";
    private static final int LENGTH = 74;

    private final transient Secret text;
    private final transient KeyUnwrapper unwrapper;
    private final Recipient recipient;

    /** Takes over valid Bech32 text. */
    private Identity(byte[] text, String recipient) {
        this.text = Secret.wrap(text);
        this.recipient = Recipient.parse(recipient);
        this.unwrapper = X25519.unwrapper(text, recipient);
    }

    /**
     * Creates a new identity.
     *
     * @return the identity
     */
    public static Identity generate() {
        KeyPair pair = X25519.generate();
        String recipient = new String(pair.getPublic().getEncoded(), StandardCharsets.US_ASCII);
        return new Identity(pair.getPrivate().getEncoded(), recipient);
    }

    /**
     * Reads a single identity.
     *
     * @param text the Bech32 text {@code AGE-SECRET-KEY-1…}, with or without white space around it
     * @return the identity
     * @throws CorruptDocumentException if it is none
     */
    public static Identity parse(Secret text) {
        return text.withBytes(bytes -> parse(bytes, 0, bytes.length, "the age identity"));
    }

    static Identity parse(byte[] file, int from, int to, String where) {
        int start = from;
        int end = to;
        while (start < end && file[start] <= ' ' && file[start] >= 0) {
            start++;
        }
        while (end > start && file[end - 1] <= ' ' && file[end - 1] >= 0) {
            end--;
        }
        byte[] text = Arrays.copyOfRange(file, start, end);
        if (text.length != LENGTH || !isKey(text)) {
            String defect = IdentityDefect.of(text, LENGTH);
            Arrays.fill(text, (byte) 0);
            throw new CorruptDocumentException(where + " is not an age X25519 identity: " + defect
                    + ". One is AGE-SECRET-KEY-1… in upper case, " + LENGTH
                    + " characters with a matching check sum; take it from the age-keygen output again");
        }
        return new Identity(text, X25519.recipientOf(text));
    }

    /** Reports whether a part of a file is this key. */
    boolean isAt(byte[] file, int from, int to) {
        byte[] part = Arrays.copyOfRange(file, from, to);
        try {
            return text.withBytes(key -> MessageDigest.isEqual(key, part));
        } finally {
            Arrays.fill(part, (byte) 0);
        }
    }

    private static boolean isKey(byte[] text) {
        char[] characters = new char[text.length];
        for (int i = 0; i < text.length; i++) {
            characters[i] = (char) (text[i] & 0xFF);
        }
        try {
            return X25519.isKey(CharBuffer.wrap(characters), PREFIX);
        } finally {
            Arrays.fill(characters, '\0');
        }
    }

    /**
     * Returns the public half.
     *
     * @return the recipient
     */
    public Recipient recipient() {
        return recipient;
    }

    /**
     * Returns the key in the form that age reads.
     *
     * @return the Bech32 text, for the caller to close
     */
    public Secret secret() {
        return text.withBytes(Secret::copyOf);
    }

    /**
     * Writes an identity file as age-keygen does: two comment lines and the key.
     *
     * @param created the time to note, in whole seconds of UTC
     * @return the file, for the caller to close
     */
    public Secret file(Instant created) {
        String comments =
                "# created: " + created.truncatedTo(ChronoUnit.SECONDS) + "\n# public key: " + recipient + "\n";
        return text.withBytes(key -> {
            WipedBuffer file = new WipedBuffer();
            file.writeBytes(comments.getBytes(StandardCharsets.US_ASCII));
            file.writeBytes(key);
            file.write('\n');
            return file.secret();
        });
    }

    KeyUnwrapper unwrapper() {
        return unwrapper;
    }

    /**
     * Returns the recipient, never the key.
     *
     * @return a text that may be seen
     */
    @Override
    public String toString() {
        return "Identity[" + recipient + "]";
    }

    private static final class WipedBuffer extends ByteArrayOutputStream {

        WipedBuffer() {
            // Large enough never to grow, which would leave a copy behind.
            super(512);
        }

        synchronized Secret secret() {
            Secret secret = Secret.copyOf(toByteArray());
            Arrays.fill(buf, (byte) 0);
            return secret;
        }
    }
}
