package io.meepa.credentials.core.provision;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** How long to leave a failing upstream alone: ever longer, at most an hour. Not thread-safe. */
final class Backoff {

    private static final Duration LONGEST = Duration.ofHours(1);
    private static final int MOST_DOUBLINGS = 20;

    private final Duration first;
    private final Duration longest;
    private final Clock clock;
    private int failures;
    private Instant due = Instant.MIN;

    Backoff(Duration first, Clock clock) {
        this.first = first;
        this.longest = first.compareTo(LONGEST) > 0 ? first : LONGEST;
        this.clock = clock;
    }

    void failed() {
        Duration delay = first.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
        due = clock.instant().plus(delay.compareTo(longest) > 0 ? longest : delay);
        failures++;
    }

    void forget() {
        failures = 0;
        due = Instant.MIN;
    }

    /** A clock that was put back ends the wait rather than freezing it. */
    boolean waits() {
        Instant now = clock.instant();
        return now.isBefore(due) && !due.isAfter(now.plus(longest));
    }
}
