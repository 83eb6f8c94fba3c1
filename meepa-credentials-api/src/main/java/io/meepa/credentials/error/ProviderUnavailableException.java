package io.meepa.credentials.error;

/** The upstream service could not be reached or is too busy: nothing was done, a later run may succeed. */
public final class ProviderUnavailableException extends ProviderException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the error.
     *
     * @param message who, what, which name and the remedy; never a value
     */
    public ProviderUnavailableException(String message) {
        super(message);
    }

    /**
     * Creates the error.
     *
     * @param message who, what, which name and the remedy; never a value
     * @param cause what lies behind it; must not carry a value either
     */
    public ProviderUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
