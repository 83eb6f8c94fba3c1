package io.meepa.credentials.provider.gworkspace;

import java.time.Duration;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * Waits a little longer each time, until a budget is spent. It is the waits that are summed up, not the clock's time:
 * every call between them has a deadline of its own. Not thread-safe.
 */
final class Patience {

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(15);

    private final Predicate<Duration> pause;
    private final RandomGenerator random;
    private Duration left;
    private Duration next = FIRST;

    /** The pause returns false if it could not wait. */
    Patience(Duration budget, Predicate<Duration> pause, RandomGenerator random) {
        this.left = budget;
        this.pause = pause;
        this.random = random;
    }

    /** Waits; returns false, without waiting, once the budget is spent. */
    boolean more() {
        if (left.isZero()) {
            return false;
        }
        Duration wait = shorter(jittered(), left);
        left = left.minus(wait);
        next = shorter(next.multipliedBy(2), LONGEST);
        return pause.test(wait);
    }

    /** Between half of the bound and all of it. */
    private Duration jittered() {
        long half = next.toMillis() / 2;
        return Duration.ofMillis(half + random.nextLong(half + 1));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
