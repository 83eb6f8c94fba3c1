package io.meepa.credentials;

import io.meepa.credentials.error.CredentialException;

/** Neither the configuration nor the store knows the agent, and the host did not register it. Nothing was provisioned. */
public final class UnknownAgentException extends CredentialException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the error.
     *
     * @param message who, what, which name and the remedy; never a value
     */
    public UnknownAgentException(String message) {
        super(message);
    }
}
