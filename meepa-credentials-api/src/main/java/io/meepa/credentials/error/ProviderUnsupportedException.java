package io.meepa.credentials.error;

/** The provider cannot do this at all, for instance revoke. */
public final class ProviderUnsupportedException extends ProviderException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the error.
     *
     * @param message who, what, which name and the remedy; never a value
     */
    public ProviderUnsupportedException(String message) {
        super(message);
    }
}
