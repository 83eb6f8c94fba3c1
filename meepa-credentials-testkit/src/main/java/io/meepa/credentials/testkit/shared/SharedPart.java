package io.meepa.credentials.testkit.shared;

/** Parts of the contract that have no meaning for some kinds of stores. */
public enum SharedPart {
    /** Locks are leases: each ends in time without its holder, and the next holder learns that the former never let go. */
    LEASES,
    /** A holder learns that its lock is lost, and the store takes no write under it. */
    NOTICED_LOSSES,
    /** The answer to a write can be lost on the way, after the write was done. */
    LOST_ANSWERS,
    /** The answer to a write can be a warning. */
    WARNINGS,
    /** The store is reached over connections, which hosts may set in several ways. */
    CONNECTIONS,
    /** The place has room for several namespaces, which do not notice each other. */
    NAMESPACES
}
