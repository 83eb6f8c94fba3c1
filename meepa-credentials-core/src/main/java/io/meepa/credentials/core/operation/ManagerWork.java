package io.meepa.credentials.core.operation;

import io.meepa.credentials.ManagerClosedException;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * The work of one manager that is under way. Closing waits for it: first for work that may act upstream, while no new work
 * begins, then for reads and writes. What begins after that is refused. Thread-safe.
 */
public final class ManagerWork {

    private final Tally work = new Tally();
    private final Tally accesses = new Tally();
    private final ThreadLocal<Boolean> within = ThreadLocal.withInitial(() -> false);
    private volatile Phase phase = Phase.OPEN;

    /** Creates the work of a manager that is open. */
    public ManagerWork() {}

    /**
     * Refuses to go on once the manager is being closed.
     *
     * @throws ManagerClosedException if it is
     */
    public void requireOpen() {
        if (phase != Phase.OPEN && !within.get()) {
            throw closed();
        }
    }

    /** Does new work, that closing waits for; what it does itself is never refused for that. */
    public <T> T run(Supplier<T> action) {
        begin();
        try {
            return within(action);
        } finally {
            end();
        }
    }

    /** Continues with work on another thread. */
    public <T> T within(Supplier<T> action) {
        boolean outer = within.get();
        within.set(true);
        try {
            return action.get();
        } finally {
            if (outer) {
                within.set(true);
            } else {
                within.remove();
            }
        }
    }

    /** Returns an executor whose tasks are work, from the moment they are handed over. */
    public Executor over(Executor executor) {
        return task -> {
            work.begin();
            if (phase == Phase.CLOSED) {
                work.end();
                throw new RejectedExecutionException("the manager was closed");
            }
            try {
                executor.execute(() -> {
                    try {
                        runWithin(task);
                    } finally {
                        work.end();
                    }
                });
            } catch (RejectedExecutionException e) {
                work.end();
                throw e;
            }
        };
    }

    private void runWithin(Runnable task) {
        within(() -> {
            task.run();
            return task;
        });
    }

    /** Starts new work; whoever began it ends it. */
    void begin() {
        work.begin();
        if (phase != Phase.OPEN && !within.get()) {
            work.end();
            throw closed();
        }
    }

    void end() {
        work.end();
    }

    /** Starts a read or a write, which work under way may make until it ended. */
    void beginAccess() {
        accesses.begin();
        if (phase == Phase.CLOSED) {
            accesses.end();
            throw closed();
        }
    }

    void endAccess() {
        accesses.end();
    }

    /**
     * Waits until all work has ended, and lets none begin. An interrupt, or the end of the time, ends the wait, not the
     * closing.
     */
    public void close(Duration longest) {
        if (phase == Phase.OPEN) {
            phase = Phase.CLOSING;
        }
        long deadline = System.nanoTime() + longest.toNanos();
        try {
            work.awaitEnd(deadline);
            phase = Phase.CLOSED;
            // What slipped in between gets nothing done any more, and soon ends.
            work.awaitEnd(deadline);
            accesses.awaitEnd(deadline);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            phase = Phase.CLOSED;
        }
    }

    /** Returns what refuses work after the end. */
    public static ManagerClosedException closed() {
        return new ManagerClosedException("the credential manager was closed: open another one");
    }

    private enum Phase {
        OPEN,
        CLOSING,
        CLOSED
    }

    /** How much began and ended. Reads are too frequent for one counter that all threads write. */
    private final class Tally {

        private final LongAdder begun = new LongAdder();
        private final LongAdder ended = new LongAdder();

        void begin() {
            begun.increment();
        }

        void end() {
            ended.increment();
            if (phase != Phase.OPEN) {
                synchronized (this) {
                    notifyAll();
                }
            }
        }

        synchronized void awaitEnd(long deadline) throws InterruptedException {
            while (!isEnded()) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    return;
                }
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        }

        /** What ended is read first: equal sums then mean that nothing was under way at that moment. */
        private boolean isEnded() {
            long endedByNow = ended.sum();
            return endedByNow == begun.sum();
        }
    }
}
