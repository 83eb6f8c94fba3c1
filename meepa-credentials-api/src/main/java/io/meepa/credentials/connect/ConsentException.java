package io.meepa.credentials.connect;

import io.meepa.credentials.error.CredentialException;

/** A sign-in did not lead to a connection. Nothing was stored, and what was there before is as it was. */
public final class ConsentException extends CredentialException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /**
     * Creates the error.
     *
     * @param reason why
     * @param message what happened and what to do, for people; no value
     */
    public ConsentException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /**
     * Returns why.
     *
     * @return the reason
     */
    public Reason reason() {
        return reason;
    }

    /** Why there is no connection. */
    public enum Reason {
        /** There is no such sign-in of this agent: it was never begun, or was begun anew since. */
        UNKNOWN,
        /** It was begun in another session, or by another user. */
        OTHER_SESSION,
        /** It is over: too much time passed. */
        EXPIRED,
        /** It was completed before, or was cut off while it was. */
        USED,
        /** The person or the service said no. */
        DENIED,
        /** The answer came from another server than the one that was asked. */
        OTHER_SERVER,
        /** The person signed in with another account than the connection's. */
        OTHER_ACCOUNT,
        /** The answer is not one that a sign-in has. */
        MALFORMED
    }
}
