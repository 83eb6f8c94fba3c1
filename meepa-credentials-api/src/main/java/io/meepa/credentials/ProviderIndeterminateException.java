package io.meepa.credentials;

/** Nobody knows whether the upstream service acted. The next run looks before it acts again. */
public final class ProviderIndeterminateException extends ProviderException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes the error.
     *
     * @param message who, what, which name and the remedy; never a value
     */
    public ProviderIndeterminateException(String message) {
        super(message);
    }

    /**
     * Makes the error.
     *
     * @param message who, what, which name and the remedy; never a value
     * @param cause what lies behind it; must not carry a value either
     */
    public ProviderIndeterminateException(String message, Throwable cause) {
        super(message, cause);
    }
}
