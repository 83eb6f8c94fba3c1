package io.meepa.credentials;

/** The upstream service refused: nothing was done, and asking again alone will not help. */
public final class ProviderRejectedException extends ProviderException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes the error.
     *
     * @param message who, what, which name and the remedy; never a value
     */
    public ProviderRejectedException(String message) {
        super(message);
    }

    /**
     * Makes the error.
     *
     * @param message who, what, which name and the remedy; never a value
     * @param cause what lies behind it; must not carry a value either
     */
    public ProviderRejectedException(String message, Throwable cause) {
        super(message, cause);
    }
}
