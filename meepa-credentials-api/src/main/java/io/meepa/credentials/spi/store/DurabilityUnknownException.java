package io.meepa.credentials.spi.store;

import io.meepa.credentials.error.CredentialException;

/** The new document is in place, but the disk did not confirm that it survives a power cut. Read it again before going on. */
public final class DurabilityUnknownException extends CredentialException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the error.
     *
     * @param message who, what, which name and the remedy; never a value
     */
    public DurabilityUnknownException(String message) {
        super(message);
    }

    /**
     * Creates the error.
     *
     * @param message who, what, which name and the remedy; never a value
     * @param cause what lies behind it; must not carry a value either
     */
    public DurabilityUnknownException(String message, Throwable cause) {
        super(message, cause);
    }
}
