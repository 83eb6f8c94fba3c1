package io.meepa.credentials.error;

/** The agent has a credential there already; replacing it must be asked for. */
public final class CredentialAlreadyExistsException extends CredentialException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the error.
     *
     * @param message who, what, which name and the remedy; never a value
     */
    public CredentialAlreadyExistsException(String message) {
        super(message);
    }
}
