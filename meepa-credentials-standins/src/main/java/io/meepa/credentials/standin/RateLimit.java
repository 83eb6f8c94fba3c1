package io.meepa.credentials.standin;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Lets a number of calls a second through, by a clock's whole seconds. Not thread-safe. */
final class RateLimit {

    private final Clock clock;
    private final int perSecond;
    private Instant second = Instant.EPOCH;
    private int used;

    RateLimit(Clock clock, int perSecond) {
        this.clock = clock;
        this.perSecond = perSecond;
    }

    boolean admits() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        if (!now.equals(second)) {
            second = now;
            used = 0;
        }
        used++;
        return used <= perSecond;
    }
}
