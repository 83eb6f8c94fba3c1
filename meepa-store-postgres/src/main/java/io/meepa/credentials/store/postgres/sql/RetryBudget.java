package io.meepa.credentials.store.postgres.sql;

import io.meepa.credentials.spi.Sleeper;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Waits ever longer between tries, with jitter, until its time is over. Belongs to one thread. */
public final class RetryBudget {

    private static final SecureRandom RANDOM = new SecureRandom();

    private static final Duration FIRST = Duration.ofMillis(5);
    private static final Duration LONGEST = Duration.ofMillis(500);

    private static final Duration LEAST = Duration.ofSeconds(1);

    private final long budget;
    private final Sleeper sleeper;
    private final LongSupplier nanos;
    private final long start;
    private long slept;
    private long pause = FIRST.toNanos();

    RetryBudget(Duration budget, Sleeper sleeper, LongSupplier nanos) {
        this.budget = budget.toNanos();
        this.sleeper = sleeper;
        this.nanos = nanos;
        this.start = nanos.getAsLong();
    }

    /**
     * Returns how long a further try may take: what is left of the time, but no less than a second, in which an answer that is
     * under way comes.
     *
     * @param usual the longest that a try may take
     * @return the limit of the next try
     */
    Duration limitOfTry(Duration usual) {
        long left = Math.max(LEAST.toNanos(), left());
        return left < usual.toNanos() ? Duration.ofNanos(left) : usual;
    }

    /**
     * Waits before the next try.
     *
     * @return false, without waiting, if the time is over
     * @throws InterruptedException if the thread was interrupted
     */
    public boolean pause() throws InterruptedException {
        long left = left();
        if (left <= 0) {
            return false;
        }
        long jittered = RANDOM.nextLong(pause / 2, pause + 1);
        long wait = Math.min(left, jittered);
        sleeper.sleep(Duration.ofNanos(Math.max(wait, Duration.ofMillis(1).toNanos())));
        slept += wait;
        pause = Math.min(LONGEST.toNanos(), pause * 2);
        return true;
    }

    private long left() {
        return budget - Math.max(slept, nanos.getAsLong() - start);
    }
}
