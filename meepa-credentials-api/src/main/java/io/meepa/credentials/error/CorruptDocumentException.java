package io.meepa.credentials.error;

/** A document or key was changed without the data key, cut off, copied from elsewhere, or is not one at all. */
public final class CorruptDocumentException extends CredentialException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the error.
     *
     * @param message who, what, which name and the remedy; never a value
     */
    public CorruptDocumentException(String message) {
        super(message);
    }

    /**
     * Creates the error.
     *
     * @param message who, what, which name and the remedy; never a value
     * @param cause what lies behind it; must not carry a value either
     */
    public CorruptDocumentException(String message, Throwable cause) {
        super(message, cause);
    }
}
