package io.meepa.credentials.spi.store;

import io.meepa.credentials.error.CredentialException;

/**
 * It is unknown whether the document was written: the connection broke after it was sent, for instance. Read again; what is
 * there decides.
 */
public final class WriteOutcomeUnknownException extends CredentialException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the error.
     *
     * @param message whose document, and what is not known
     */
    public WriteOutcomeUnknownException(String message) {
        super(message);
    }

    /**
     * Creates the error.
     *
     * @param message whose document, and what is not known
     * @param cause what lies behind it; must not carry a value either
     */
    public WriteOutcomeUnknownException(String message, Throwable cause) {
        super(message, cause);
    }
}
