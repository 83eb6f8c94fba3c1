package io.meepa.credentials.error;

/** No identity at hand opens the document, or there is no key at all. The document is untouched. */
public final class KeyUnavailableException extends CredentialException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the error.
     *
     * @param message who, what, which name and the remedy; never a value
     */
    public KeyUnavailableException(String message) {
        super(message);
    }

    /**
     * Creates the error.
     *
     * @param message who, what, which name and the remedy; never a value
     * @param cause what lies behind it; must not carry a value either
     */
    public KeyUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
