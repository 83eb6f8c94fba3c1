package io.meepa.credentials.sops.crypto;

import java.security.MessageDigest;
import java.security.SecureRandom;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** The AES-256 key of one file. Immutable; prints as a fixed text. */
public final class DataKey {

    /** The length in bytes. */
    public static final int BYTES = 32;

    private final SecretKeySpec key;

    private DataKey(byte[] bytes) {
        key = new SecretKeySpec(bytes, "AES");
    }

    /**
     * Creates a key of a copy of the bytes.
     *
     * @param bytes 32 bytes
     * @return the key
     */
    public static DataKey copyOf(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a data key has " + BYTES + " bytes");
        }
        return new DataKey(bytes);
    }

    /**
     * Creates a new key.
     *
     * @param random where it comes from
     * @return the key
     */
    public static DataKey generate(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new DataKey(bytes);
    }

    /**
     * Returns a copy of the bytes, for the caller to wipe.
     *
     * @return the bytes
     */
    public byte[] bytes() {
        return key.getEncoded();
    }

    SecretKey forCipher() {
        return key;
    }

    /**
     * Compares in constant time.
     *
     * @param other the other key
     * @return whether both are the same key
     */
    public boolean matches(DataKey other) {
        return MessageDigest.isEqual(bytes(), other.bytes());
    }

    /**
     * Returns a fixed text.
     *
     * @return the same for every key
     */
    @Override
    public String toString() {
        return "DataKey[redacted]";
    }
}
