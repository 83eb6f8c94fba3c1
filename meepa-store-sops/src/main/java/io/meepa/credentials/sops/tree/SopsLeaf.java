package io.meepa.credentials.sops.tree;

import io.meepa.credentials.model.Secret;
import io.meepa.credentials.sops.text.GoText;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.function.Function;

/**
 * A single value of a decrypted document. Immutable and thread-safe; prints only its type, and equals nothing but
 * itself: compare with {@link #matches}.
 *
 * <p>The bytes are those that SOPS encrypts: UTF-8 for a text, decimal digits for a number, {@code True} or
 * {@code False} for a flag.
 */
public final class SopsLeaf implements SopsNode {

    private static final long LARGEST_EXACT = 1L << 53;
    private static final SopsLeaf NOTHING = new SopsLeaf(SopsType.NOTHING, new byte[0]);
    private static final SopsLeaf TRUE = ascii(SopsType.FLAG, "True");
    private static final SopsLeaf FALSE = ascii(SopsType.FLAG, "False");

    private final SopsType type;
    private final byte[] plaintext;

    private SopsLeaf(SopsType type, byte[] plaintext) {
        this.type = type;
        this.plaintext = plaintext;
    }

    /**
     * Creates a leaf of bytes in the form that SOPS encrypts. Saving refuses a document whose leaf does not have the form
     * of its type.
     *
     * @param type the type
     * @param plaintext the bytes; taken over, so the caller must leave them as they are
     * @return the leaf
     * @throws IllegalArgumentException if the type is that of the null, which has no bytes
     */
    public static SopsLeaf wrap(SopsType type, byte[] plaintext) {
        if (type == SopsType.NOTHING) {
            throw new IllegalArgumentException("the null has no bytes");
        }
        return new SopsLeaf(type, plaintext);
    }

    /**
     * Creates a leaf of characters in the form that SOPS encrypts.
     *
     * @param type the type
     * @param plaintext ASCII characters, for instance the digits of a number
     * @return the leaf
     * @throws IllegalArgumentException if the type is that of the null, which has no bytes
     */
    public static SopsLeaf ascii(SopsType type, String plaintext) {
        return wrap(type, plaintext.getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * Creates a text.
     *
     * @param value the text; the caller's string cannot be wiped
     * @return the leaf
     * @throws IllegalArgumentException if the text holds half of a surrogate pair
     */
    public static SopsLeaf text(String value) {
        if (!GoText.isWellFormed(value)) {
            throw new IllegalArgumentException("a text holds half of a surrogate pair and has no UTF-8 form");
        }
        return new SopsLeaf(SopsType.TEXT, value.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Creates a text of a copy of a secret's content.
     *
     * @param value the text, in UTF-8
     * @return the leaf
     * @throws IllegalArgumentException if the content is not UTF-8
     */
    public static SopsLeaf text(Secret value) {
        byte[] bytes = value.withBytes(byte[]::clone);
        if (!GoText.isUtf8(bytes)) {
            Arrays.fill(bytes, (byte) 0);
            throw new IllegalArgumentException("a text is not UTF-8; encode bytes as base64 first");
        }
        return new SopsLeaf(SopsType.TEXT, bytes);
    }

    /**
     * Creates a whole number.
     *
     * @param value at most 2^53 away from zero: sops before 3.13.2 keeps numbers as doubles
     * @return the leaf
     * @throws IllegalArgumentException if it is further away
     */
    public static SopsLeaf integer(long value) {
        if (value > LARGEST_EXACT || value < -LARGEST_EXACT) {
            throw new IllegalArgumentException("a number beyond 2^53 loses digits in other tools; store it as a text");
        }
        return ascii(SopsType.INTEGER, Long.toString(value));
    }

    /**
     * Returns a flag.
     *
     * @param value the flag
     * @return the leaf
     */
    public static SopsLeaf flag(boolean value) {
        return value ? TRUE : FALSE;
    }

    /**
     * Returns the null.
     *
     * @return the leaf
     */
    public static SopsLeaf nothing() {
        return NOTHING;
    }

    /**
     * Returns the type.
     *
     * @return the type
     */
    public SopsType type() {
        return type;
    }

    /**
     * Reports whether there are no bytes: the null or an empty text, which SOPS leaves in clear.
     *
     * @return true if there are none
     */
    public boolean isEmpty() {
        return plaintext.length == 0;
    }

    /**
     * Returns how many bytes there are.
     *
     * @return the count
     */
    public int length() {
        return plaintext.length;
    }

    /**
     * Returns a copy of the bytes as a secret.
     *
     * @return the secret, for the caller to close
     */
    public Secret secret() {
        return Secret.copyOf(plaintext);
    }

    /**
     * Passes a copy of the bytes and wipes it afterwards.
     *
     * @param <T> the result of the action
     * @param action uses the bytes; must not keep the array
     * @return the result of the action
     */
    public <T> T withBytes(Function<byte[], T> action) {
        byte[] copy = plaintext.clone();
        try {
            return action.apply(copy);
        } finally {
            Arrays.fill(copy, (byte) 0);
        }
    }

    /**
     * Adds the bytes to a digest. No copy of them is left behind.
     *
     * @param digest receives them
     */
    public void addTo(MessageDigest digest) {
        digest.update(plaintext);
    }

    /**
     * Adds the bytes to a buffer. No other copy of them is left behind.
     *
     * @param buffer receives them, and has room for them
     */
    public void addTo(ByteBuffer buffer) {
        buffer.put(plaintext);
    }

    /**
     * Reports whether the bytes are a text.
     *
     * @return true if they are UTF-8
     */
    public boolean isUtf8() {
        return GoText.isUtf8(plaintext);
    }

    /**
     * Returns a hash of the bytes, for tables that do not outlive what they are made for.
     *
     * @return the same for leaves that match
     */
    public int contentHash() {
        return Arrays.hashCode(plaintext);
    }

    /**
     * Returns the value as text. A string cannot be wiped; prefer {@link #secret}.
     *
     * @return the bytes, decoded as UTF-8
     */
    public String reveal() {
        return new String(plaintext, StandardCharsets.UTF_8);
    }

    /**
     * Compares type and bytes in a time that does not depend on where they differ.
     *
     * @param other the other leaf
     * @return whether both are the same value
     */
    public boolean matches(SopsLeaf other) {
        return type == other.type && MessageDigest.isEqual(plaintext, other.plaintext);
    }

    /**
     * Compares the bytes alone, in a time that does not depend on where they differ.
     *
     * @param other the other leaf
     * @return whether both have the same bytes, perhaps under another type
     */
    public boolean hasBytesOf(SopsLeaf other) {
        return MessageDigest.isEqual(plaintext, other.plaintext);
    }

    /**
     * Returns the type, never the value.
     *
     * @return the same for every leaf of a type
     */
    @Override
    public String toString() {
        return "SopsLeaf[" + type + "]";
    }
}
