package io.meepa.credentials.error;

/** The credential expired or was rejected upstream, and nothing here can renew it: a person has to put a new one in. */
public final class CredentialExpiredException extends CredentialException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the error.
     *
     * @param message who, what, which name and the remedy; never a value
     */
    public CredentialExpiredException(String message) {
        super(message);
    }
}
