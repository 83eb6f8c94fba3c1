package io.meepa.credentials.error;

/** The credential does not wait for what was asked: it is active, or waits for something else. Nothing was changed. */
public final class CredentialNotPendingException extends CredentialException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the error.
     *
     * @param message who, what, which name and the remedy; never a value
     */
    public CredentialNotPendingException(String message) {
        super(message);
    }
}
