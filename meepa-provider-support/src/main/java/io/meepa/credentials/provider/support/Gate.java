package io.meepa.credentials.provider.support;

import io.meepa.credentials.spi.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Lets calls through, in order, so many at once. When the upstream tells one to wait, all that come later wait too,
 * inside: those behind them stay outside, so that the end of the wait is no storm.
 */
final class Gate {

    private final Semaphore places;
    private final Clock clock;
    private final Sleeper sleeper;

    /** Milliseconds of the epoch; 0 while open. */
    private final AtomicLong shutUntil = new AtomicLong();

    Gate(int places, Clock clock, Sleeper sleeper) {
        this.places = new Semaphore(places, true);
        this.clock = clock;
        this.sleeper = sleeper;
    }

    /** Shuts for everybody. */
    void shut(Duration wait) {
        shutUntil.accumulateAndGet(clock.millis() + wait.toMillis(), Math::max);
    }

    /** Returns false if no place became free, or the gate does not open, before the deadline. */
    boolean enter(Instant deadline) throws InterruptedException {
        long patience = Math.max(0, Duration.between(clock.instant(), deadline).toMillis());
        if (!places.tryAcquire(patience, TimeUnit.MILLISECONDS)) {
            return false;
        }
        boolean inside = false;
        try {
            inside = awaitOpening(deadline);
        } finally {
            if (!inside) {
                places.release();
            }
        }
        return inside;
    }

    void leave() {
        places.release();
    }

    private boolean awaitOpening(Instant deadline) throws InterruptedException {
        long until = shutUntil.get();
        long wait = until - clock.millis();
        if (until > deadline.toEpochMilli()) {
            return false;
        }
        if (wait > 0) {
            sleeper.sleep(Duration.ofMillis(wait));
            shutUntil.compareAndSet(until, 0);
        }
        return true;
    }
}
