package io.meepa.credentials;

/** A document is older than one that was already seen: somebody put a former copy in its place. */
public final class RollbackException extends CredentialException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes the error.
     *
     * @param message who, what, which name and the remedy; never a value
     */
    public RollbackException(String message) {
        super(message);
    }
}
