package io.meepa.credentials.provider.support;

/** What a failed call means for its caller. */
public enum CallOutcome {
    /** Nothing was done, and asking again alone will not help. */
    REFUSED,
    /** Nothing was done: the upstream asks to wait. Repeated after a wait that holds for all calls. */
    BUSY,
    /** Nothing was done, for a reason that passes. Repeated. */
    AGAIN,
    /** Nothing was done: the upstream cannot be reached, because of its certificate or a proxy for instance. Not repeated. */
    UNREACHABLE,
    /** It is unknown whether it was done. Repeated only where repeating is harmless. */
    UNKNOWN
}
