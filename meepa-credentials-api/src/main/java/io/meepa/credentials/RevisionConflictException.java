package io.meepa.credentials;

/** Somebody else wrote the document first. Read again, apply the change again, write again. */
public final class RevisionConflictException extends CredentialException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes the error.
     *
     * @param message who, what, which name and the remedy; never a value
     */
    public RevisionConflictException(String message) {
        super(message);
    }
}
