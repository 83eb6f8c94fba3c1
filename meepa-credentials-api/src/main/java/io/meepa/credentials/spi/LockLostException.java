package io.meepa.credentials.spi;

import io.meepa.credentials.error.CredentialException;

/** The lock that a run holds has ended, or may end before the next call does. The run stops; another one takes over. */
public final class LockLostException extends CredentialException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the error.
     *
     * @param message whose lock, and what was not done because of it
     */
    public LockLostException(String message) {
        super(message);
    }

    /**
     * Creates the error.
     *
     * @param message whose lock, and what was not done because of it
     * @param cause what lies behind it; must not carry a value either
     */
    public LockLostException(String message, Throwable cause) {
        super(message, cause);
    }
}
