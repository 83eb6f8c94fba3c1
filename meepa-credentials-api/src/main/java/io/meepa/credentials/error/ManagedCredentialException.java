package io.meepa.credentials.error;

/** Users neither change nor remove managed and system credentials. */
public final class ManagedCredentialException extends CredentialException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the error.
     *
     * @param message who, what, which name and the remedy; never a value
     */
    public ManagedCredentialException(String message) {
        super(message);
    }
}
