package io.meepa.credentials.sops.text;

/** A document is beyond one of the {@link Limits}, so it could not be read again. */
public final class BeyondLimitException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the error.
     *
     * @param message which limit
     */
    public BeyondLimitException(String message) {
        super(message);
    }
}
