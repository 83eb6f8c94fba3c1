package io.meepa.credentials.error;

/**
 * A document is older than one that was already seen, because a former copy was put in its place; or it was seen and is gone, though
 * no store deleted it. Nothing is created in its place.
 */
public final class RollbackException extends CredentialException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the error.
     *
     * @param message who, what, which name and the remedy; never a value
     */
    public RollbackException(String message) {
        super(message);
    }
}
