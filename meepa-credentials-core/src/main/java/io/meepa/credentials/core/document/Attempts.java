package io.meepa.credentials.core.document;

import java.time.Duration;
import java.time.Instant;

/**
 * How often an operation was tried, and when it is tried again. Immutable.
 *
 * @param count how often a run took it up
 * @param last when it was last tried or, before that, put on record
 * @param due before when no run takes it up by itself
 * @param reason why the last attempt did not end it, scrubbed; may be empty
 */
public record Attempts(int count, Instant last, Instant due, String reason) {

    /** More than any queue lives to see; keeps the number small on disk. */
    private static final int MOST = 999_999_999;

    private static final Duration FIRST_WAIT = Duration.ofSeconds(30);
    private static final Duration LONGEST_WAIT = Duration.ofHours(6);

    /** Returns the attempts of an operation that was not tried yet and may be tried now. */
    public static Attempts none(Instant since) {
        return new Attempts(0, since, since, "");
    }

    /** Returns the attempts of an operation that must not be tried for a while. */
    public static Attempts notBefore(Instant since, Instant due) {
        return new Attempts(0, since, due, "");
    }

    /** Returns whether a run may take it up by itself. */
    public boolean due(Instant now) {
        return !now.isBefore(due);
    }

    /** Returns a copy that counts a run taking it up. */
    public Attempts begun(Instant now) {
        return new Attempts(saturated(), now, now, reason);
    }

    /** Returns a copy that counts a failed attempt: the wait doubles with each, up to {@code 6h}. */
    public Attempts failed(Instant now, String newReason) {
        return new Attempts(saturated(), now, now.plus(wait(count)), newReason);
    }

    /** Returns a copy that says why it has not ended. */
    public Attempts because(String newReason) {
        return new Attempts(count, last, due, newReason);
    }

    /** Returns a copy that anybody may try. */
    public Attempts atOnce() {
        return new Attempts(count, last, last, reason);
    }

    /** Returns a copy with the same wait from now on, if the clock was put back before the last attempt. */
    public Attempts anchored(Instant now) {
        return now.isBefore(last) ? new Attempts(count, now, now.plus(Duration.between(last, due)), reason) : this;
    }

    private int saturated() {
        return Math.min(count + 1, MOST);
    }

    private static Duration wait(int failuresBefore) {
        Duration wait = FIRST_WAIT;
        for (int i = 0; i < failuresBefore && wait.compareTo(LONGEST_WAIT) < 0; i++) {
            wait = wait.multipliedBy(2);
        }
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }
}
