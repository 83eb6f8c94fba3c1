package io.meepa.credentials.error;

/** An address without a name fits several credentials; the message lists their names. */
public final class AmbiguousCredentialException extends CredentialException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the error.
     *
     * @param message who, what, which name and the remedy; never a value
     */
    public AmbiguousCredentialException(String message) {
        super(message);
    }
}
