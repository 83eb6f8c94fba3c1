package io.meepa.credentials.core.system;

/** What one of the host's variables is to agents. */
public enum VariableClass {
    /** Part of a system credential. */
    OFFERED,
    /** An organisation's key, of which agents get their own; never listed to them. */
    ORGANISATION,
    /** The host's own business: payment, observability and the like. */
    PLATFORM,
    /** What the host stands on: databases, queues, master keys. */
    INFRASTRUCTURE
}
