package io.meepa.credentials.sops.sealed;

/**
 * A document that was sealed, and what was read back from it. The bytes are not copied. Prints nothing.
 */
public final class SealedBytes {

    private final byte[] bytes;
    private final VerifiedDocument document;

    SealedBytes(byte[] bytes, VerifiedDocument document) {
        this.bytes = bytes;
        this.document = document;
    }

    /**
     * Returns the SOPS file, byte for byte as a store keeps it.
     *
     * @return the bytes; must not be changed
     */
    public byte[] bytes() {
        return bytes;
    }

    /**
     * Returns the document that was opened from the bytes.
     *
     * @return the document, as a later reader will see it
     */
    public VerifiedDocument document() {
        return document;
    }
}
