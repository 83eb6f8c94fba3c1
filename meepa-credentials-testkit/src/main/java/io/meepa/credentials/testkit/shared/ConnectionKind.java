package io.meepa.credentials.testkit.shared;

/** How a host's connections may be set when a store gets them. */
public enum ConnectionKind {
    /** Each statement is a transaction. */
    ORDINARY,
    /** Nothing is kept until somebody commits. */
    NO_AUTOCOMMIT,
    /** A lost race is an error instead of a row less. */
    SERIALIZABLE,
    /** Meant for reading. */
    READ_ONLY
}
