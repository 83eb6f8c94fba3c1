package io.meepa.credentials.sops.crypto;

import io.meepa.credentials.sops.text.Defect;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;

/**
 * The text form of an encrypted value, {@code ENC[AES256_GCM,data:…,iv:…,tag:…,type:…]}. Immutable; equal when the
 * parts are.
 */
public final class EncText {

    private static final String START = "ENC[AES256_GCM,data:";
    private static final int TAG_BYTES = 16;

    // Ciphertext with its tag behind, as AES-GCM gives and takes it.
    private final byte[] sealed;
    private final byte[] iv;
    private final String type;

    private EncText(byte[] sealed, byte[] iv, String type) {
        this.sealed = sealed;
        this.iv = iv;
        this.type = type;
    }

    /**
     * Splits what AES-GCM gave: the ciphertext with its tag behind.
     *
     * @param sealed ciphertext and tag; not empty
     * @param iv the initialisation vector
     * @param type the plaintext's type
     * @return the value
     */
    static EncText of(byte[] sealed, byte[] iv, String type) {
        return new EncText(sealed.clone(), iv.clone(), type);
    }

    /**
     * Reads the text form. Only the one canonical spelling is accepted; sops itself ignores what follows the bracket.
     *
     * @param text the text
     * @param where the place, for the error
     * @return the value
     * @throws Defect if the text is anything else
     */
    public static EncText parse(String text, Object where) {
        int iv = text.indexOf(",iv:", START.length());
        int tag = iv < 0 ? -1 : text.indexOf(",tag:", iv);
        int type = tag < 0 ? -1 : text.indexOf(",type:", tag);
        if (type < 0 || !text.startsWith(START) || !text.endsWith("]")) {
            throw Defect.malformed(where + " is not an encrypted value in the form ENC[AES256_GCM,…]");
        }
        byte[] sealed = base64(text, START.length(), iv, TAG_BYTES, where);
        byte[] vector = base64(text, iv + ",iv:".length(), tag, 0, where);
        byte[] proof = base64(text, tag + ",tag:".length(), type, 0, where);
        if (proof.length != TAG_BYTES) {
            throw Defect.malformed("the tag of " + where + " is not 16 bytes long");
        }
        System.arraycopy(proof, 0, sealed, sealed.length - TAG_BYTES, TAG_BYTES);
        return new EncText(sealed, vector, text.substring(type + ",type:".length(), text.length() - 1));
    }

    /** Decodes a part of the text to an array with room behind. */
    private static byte[] base64(String text, int from, int to, int room, Object where) {
        int length = CanonicalBase64.length(text, from, to);
        byte[] bytes = new byte[length + room];
        if (length == 0 || !CanonicalBase64.decodePadded(text, from, to, bytes)) {
            throw Defect.malformed(
                    "the encrypted value at " + where + " is not canonical base64, or has an empty part");
        }
        return bytes;
    }

    /**
     * Returns the type as it is spelt.
     *
     * @return the type
     */
    public String type() {
        return type;
    }

    /**
     * Returns a copy of the initialisation vector.
     *
     * @return the vector
     */
    public byte[] iv() {
        return iv.clone();
    }

    /** Ciphertext and tag, not copied. */
    byte[] sealed() {
        return sealed;
    }

    /** The initialisation vector, not copied. */
    byte[] vector() {
        return iv;
    }

    /**
     * Returns the text form.
     *
     * @return the text
     */
    public String text() {
        Base64.Encoder base64 = Base64.getEncoder();
        int split = sealed.length - TAG_BYTES;
        return START + base64.encodeToString(Arrays.copyOf(sealed, split)) + ",iv:" + base64.encodeToString(iv)
                + ",tag:" + base64.encodeToString(Arrays.copyOfRange(sealed, split, sealed.length)) + ",type:" + type
                + "]";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EncText that
                && type.equals(that.type)
                && Arrays.equals(sealed, that.sealed)
                && Arrays.equals(iv, that.iv);
    }

    @Override
    public int hashCode() {
        return Objects.hash(type, Arrays.hashCode(iv));
    }

    /**
     * Returns a fixed text: not even ciphertext belongs in a log.
     *
     * @return the same for every value
     */
    @Override
    public String toString() {
        return "EncText[redacted]";
    }
}
