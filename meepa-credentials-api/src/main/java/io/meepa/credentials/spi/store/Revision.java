package io.meepa.credentials.spi.store;

/**
 * Which version of a document. Compared for equality only; its text is the store's affair.
 *
 * @param token the store's word for it
 */
public record Revision(String token) {

    /** The revision of a document that is not there. */
    public static final Revision ABSENT = new Revision("");
}
