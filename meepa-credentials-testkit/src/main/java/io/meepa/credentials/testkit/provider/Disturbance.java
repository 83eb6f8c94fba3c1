package io.meepa.credentials.testkit.provider;

/** What an upstream can be made to do to one call of a plug-in under test. */
public enum Disturbance {
    /** It cannot be reached; the call has no effect. */
    UNREACHABLE,
    /** The call has its effect, but the answer is lost. */
    ANSWER_LOST,
    /** The call has its effect, but the answer is that the upstream failed itself, as with the status 500. */
    FAILED,
    /** It refuses for good, as for a lack of permission; the call has no effect. */
    REFUSED,
    /** It fails, and its error text repeats the secret that the caller sent; the call has no effect. */
    SECRET_ECHOED
}
