package io.meepa.credentials.form;

import io.meepa.credentials.error.CredentialException;

/** An error that this library does not know. */
public final class ForeignError extends CredentialException {

    private static final long serialVersionUID = 1L;

    /** Tries to be one of the library's errors. */
    public ForeignError() {
        super("of nobody");
    }
}
