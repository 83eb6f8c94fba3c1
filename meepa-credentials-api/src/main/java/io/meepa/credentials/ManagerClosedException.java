package io.meepa.credentials;

import io.meepa.credentials.error.CredentialException;

/** The manager was closed. Nothing was done. */
public final class ManagerClosedException extends CredentialException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the error.
     *
     * @param message who, what, which name and the remedy; never a value
     */
    public ManagerClosedException(String message) {
        super(message);
    }
}
