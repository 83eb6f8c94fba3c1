package io.meepa.credentials.provider.support;

/** What a failed call means for whoever made it. */
public enum Verdict {
    /** Nothing was done, and asking again alone will not help. */
    REFUSED,
    /** Nothing was done: the upstream wants everybody to wait. Repeated after a wait that holds for all calls. */
    BUSY,
    /** Nothing was done, for a reason that passes. Repeated. */
    AGAIN,
    /** Nothing was done: the upstream cannot be spoken to at all, for instance for its certificate. Not repeated. */
    UNREACHABLE,
    /** Nobody knows whether it was done. Repeated only where repeating is harmless. */
    UNKNOWN
}
