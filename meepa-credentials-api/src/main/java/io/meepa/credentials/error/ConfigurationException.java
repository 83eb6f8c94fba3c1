package io.meepa.credentials.error;

/** The configuration cannot be used. The message names file, line or key path, and the remedy. */
public final class ConfigurationException extends CredentialException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the error.
     *
     * @param message who, what, which name and the remedy; never a value
     */
    public ConfigurationException(String message) {
        super(message);
    }

    /**
     * Creates the error.
     *
     * @param message who, what, which name and the remedy; never a value
     * @param cause what lies behind it; must not carry a value either
     */
    public ConfigurationException(String message, Throwable cause) {
        super(message, cause);
    }
}
