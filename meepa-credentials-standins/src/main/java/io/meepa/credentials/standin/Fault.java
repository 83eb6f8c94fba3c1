package io.meepa.credentials.standin;

import java.time.Duration;

/**
 * Something that goes wrong with one call. <em>Effect</em> is what the call does to the service's state: a fault either
 * prevents it, or lets it happen and spoils the answer.
 */
public sealed interface Fault {

    /**
     * The answer comes late; the call has its effect at once.
     *
     * @param duration how late
     */
    record Delay(Duration duration) implements Fault {}

    /**
     * The answer trickles in; the call has its effect at once.
     *
     * @param duration over how long
     */
    record SlowDrip(Duration duration) implements Fault {}

    /**
     * The service answers with a status and the body that it uses for it.
     *
     * @param status the status, for instance 500
     * @param effect whether the call has its effect all the same
     */
    record Failure(int status, boolean effect) implements Fault {}

    /**
     * The service answers with 429 and a {@code Retry-After} header; no effect.
     *
     * @param retryAfter the header's value, in whole seconds
     */
    record TooManyRequests(Duration retryAfter) implements Fault {}

    /**
     * The service answers with a given status and JSON body.
     *
     * @param status the status
     * @param body the body
     * @param effect whether the call has its effect all the same
     */
    record Canned(int status, String body, boolean effect) implements Fault {}

    /** The faults that have nothing to set. */
    enum Plain implements Fault {
        /** The connection is reset; no effect. */
        RESET_BEFORE_EFFECT,
        /** The call has its effect, then the connection is reset without an answer. */
        RESET_AFTER_EFFECT,
        /** The call has its effect, then the connection is closed without an answer. */
        CUT_AFTER_EFFECT,
        /** The call has its effect; the connection is closed in the middle of the answer's body. */
        TRUNCATED_BODY,
        /** The call has its effect; the answer breaks off in a malformed chunk. */
        MALFORMED_CHUNK,
        /** The call has its effect; the answer is no HTTP at all. */
        GARBAGE_BYTES,
        /** The call has its effect; the answer's body is no JSON. */
        GARBAGE_BODY,
        /** The call has its effect; the answer's body is empty. */
        EMPTY_BODY,
        /** The call has its effect; the answer's body is valid JSON of ten megabytes. */
        HUGE_BODY,
        /** The call has its effect; the answer says that it is HTML. */
        WRONG_CONTENT_TYPE,
        /** No effect; an error answer repeats the caller's own {@code Authorization} header. */
        ECHO_AUTHORIZATION,
        /** The call has its effect; every listing in the answer is empty, and the last page. */
        EMPTY_LISTING,
        /** The call arrives twice, as a repeating proxy would send it; the answer is the second one's. */
        TWICE
    }
}
