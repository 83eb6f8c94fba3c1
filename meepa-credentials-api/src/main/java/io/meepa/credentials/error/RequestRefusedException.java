package io.meepa.credentials.error;

/** A request of an agent's HTTP client was not sent, or its answer not returned: sending it again does not help. */
public final class RequestRefusedException extends CredentialException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message which host and rule, why, and what to do; without a secret
     */
    public RequestRefusedException(String message) {
        super(message);
    }
}
