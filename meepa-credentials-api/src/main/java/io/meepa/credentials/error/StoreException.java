package io.meepa.credentials.error;

/** The store could not read or write. What was stored before is still there. */
public final class StoreException extends CredentialException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the error.
     *
     * @param message who, what, which name and the remedy; never a value
     */
    public StoreException(String message) {
        super(message);
    }

    /**
     * Creates the error.
     *
     * @param message who, what, which name and the remedy; never a value
     * @param cause what lies behind it; must not carry a value either
     */
    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
