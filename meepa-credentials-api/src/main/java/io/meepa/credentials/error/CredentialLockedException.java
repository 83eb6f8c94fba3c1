package io.meepa.credentials.error;

/** Another thread or process holds the lock and did not let go in time. Try again; nothing was changed. */
public final class CredentialLockedException extends CredentialException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the error.
     *
     * @param message who, what, which name and the remedy; never a value
     */
    public CredentialLockedException(String message) {
        super(message);
    }
}
