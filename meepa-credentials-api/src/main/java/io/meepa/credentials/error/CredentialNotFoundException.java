package io.meepa.credentials.error;

/** There is no such credential or item. Another agent's credential and an absent one give the same error. */
public final class CredentialNotFoundException extends CredentialException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the error.
     *
     * @param message who, what, which name and the remedy; never a value
     */
    public CredentialNotFoundException(String message) {
        super(message);
    }
}
