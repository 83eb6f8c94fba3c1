package io.meepa.credentials.error;

/** A value, or a document as a whole, is larger than what can be read again. Nothing was written. */
public final class LimitExceededException extends CredentialException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the error.
     *
     * @param message who, what, which name and the remedy; never a value
     */
    public LimitExceededException(String message) {
        super(message);
    }
}
