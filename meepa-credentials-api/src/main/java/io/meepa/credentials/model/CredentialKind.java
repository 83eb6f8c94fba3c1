package io.meepa.credentials.model;

/** Who may modify a credential. */
public enum CredentialKind {
    /** Added by an operator or the agent; they change and remove it. */
    OWN,
    /** Provisioned by us for this agent; only revoked or forgotten, through the manager. */
    MANAGED,
    /** The host's, the same for all agents; read-only. */
    SYSTEM
}
