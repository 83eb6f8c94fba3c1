package io.meepa.credentials.spi.store;

import io.meepa.credentials.error.CredentialException;

/** Another writer changed the document first. Read again, apply the change again, write again. */
public final class RevisionConflictException extends CredentialException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the error.
     *
     * @param message who, what, which name and the remedy; never a value
     */
    public RevisionConflictException(String message) {
        super(message);
    }
}
