package io.meepa.credentials.provider.support.retry;

import io.meepa.credentials.spi.call.CallGuard;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * What the calls of one run share: a deadline, and a guard.
 *
 * @param clock the time
 * @param deadline the end of all calls and waits
 * @param guard asked before each request
 */
public record RetryBudget(Clock clock, Instant deadline, CallGuard guard) {

    /**
     * Returns the time that is left.
     *
     * @return the time, negative if there is none
     */
    public Duration left() {
        return Duration.between(clock.instant(), deadline);
    }

    /**
     * Returns whether no time is left, so that nothing may be called.
     *
     * @return true from the deadline on
     */
    public boolean isOver() {
        return !clock.instant().isBefore(deadline);
    }
}
