package io.meepa.credentials.store.postgres.lease;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Fair turns among the threads of this process, so that only one of them asks the database for a lease. Thread-safe. */
final class LocalTurns {

    private final ConcurrentMap<LeaseKey, Turn> inUse = new ConcurrentHashMap<>();

    /** Waits for a turn, and returns whether it came in time. */
    boolean enter(LeaseKey key, Duration maxWait) throws InterruptedException {
        Turn turn = inUse.compute(key, (k, known) -> (known == null ? new Turn() : known).claimed());
        boolean entered = false;
        try {
            entered = turn.permit.tryAcquire(maxWait.toNanos(), TimeUnit.NANOSECONDS);
        } finally {
            if (!entered) {
                forget(key);
            }
        }
        return entered;
    }

    void leave(LeaseKey key) {
        inUse.computeIfPresent(key, (k, turn) -> {
            turn.permit.release();
            return turn.left();
        });
    }

    private void forget(LeaseKey key) {
        inUse.computeIfPresent(key, (k, turn) -> turn.left());
    }

    private static final class Turn {

        private final Semaphore permit = new Semaphore(1, true);

        /** Counted one at a time by the map. */
        private int users;

        Turn claimed() {
            users++;
            return this;
        }

        @Nullable
        Turn left() {
            users--;
            return users == 0 ? null : this;
        }
    }
}
