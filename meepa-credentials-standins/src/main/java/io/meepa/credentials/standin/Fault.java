package io.meepa.credentials.standin;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Something that goes wrong with one call. <em>Effect</em> is what the call does to the service's state: a fault either
 * prevents it, or lets it happen and spoils the answer.
 */
public sealed interface Fault {

    /**
     * Returns faults of every kind, for tests that try each call with each fault. Late ones are late by 900 ms.
     *
     * @return the plain faults; failures before and after their effect; too many requests for a short and for a long time; a
     *     conflict after the effect; a redirect; late answers
     */
    static List<Fault> ofEveryKind() {
        List<Fault> faults = new ArrayList<>(List.of(Plain.values()));
        faults.addAll(List.of(
                new Failure(500, false),
                new Failure(500, true),
                new Failure(503, true),
                new Failure(408, true),
                new TooManyRequests(Duration.ofSeconds(2)),
                new TooManyRequests(Duration.ofHours(1)),
                new Canned(409, "{}", true),
                new Canned(302, "{}", false),
                new Delay(Duration.ofMillis(900)),
                new SlowDrip(Duration.ofMillis(900))));
        return List.copyOf(faults);
    }

    /**
     * The answer comes late; the call has its effect at once.
     *
     * @param duration how late
     */
    record Delay(Duration duration) implements Fault {}

    /**
     * The answer waits until a test has seen what it wants to see; the call has its effect at once.
     *
     * @param release answers when it reaches zero
     */
    record Hold(CountDownLatch release) implements Fault {}

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
