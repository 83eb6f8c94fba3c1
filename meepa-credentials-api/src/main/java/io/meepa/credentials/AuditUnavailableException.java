package io.meepa.credentials;

import io.meepa.credentials.error.CredentialException;

/**
 * What was asked for could not be put on record beforehand, and the configuration says that then it must not happen. It
 * did not.
 */
public final class AuditUnavailableException extends CredentialException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the error.
     *
     * @param message who, what, which name and the remedy; never a value
     */
    public AuditUnavailableException(String message) {
        super(message);
    }

    /**
     * Creates the error.
     *
     * @param message who, what, which name and the remedy; never a value
     * @param cause what lies behind it; must not carry a value either
     */
    public AuditUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
