package io.meepa.credentials.error;

/** It is unknown whether the upstream service acted. The next run looks before it acts again. */
public final class ProviderIndeterminateException extends ProviderException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the error.
     *
     * @param message who, what, which name and the remedy; never a value
     */
    public ProviderIndeterminateException(String message) {
        super(message);
    }

    /**
     * Creates the error.
     *
     * @param message who, what, which name and the remedy; never a value
     * @param cause what lies behind it; must not carry a value either
     */
    public ProviderIndeterminateException(String message, Throwable cause) {
        super(message, cause);
    }
}
