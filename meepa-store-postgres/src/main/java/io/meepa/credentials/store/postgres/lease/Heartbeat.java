package io.meepa.credentials.store.postgres.lease;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One thread that renews all leases of this process. It is there from the first lease until some time after the last.
 * Thread-safe.
 */
final class Heartbeat {

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final Set<Lease> leases = ConcurrentHashMap.newKeySet();
    private final Duration interval;
    private final Predicate<Set<Lease>> renewal;
    private final Object monitor = new Object();
    private @Nullable Thread thread;
    private boolean closed;

    /**
     * Creates a heartbeat that stands still until there is a lease.
     *
     * @param interval between renewals
     * @param renewal renews, and returns whether the database answered
     */
    Heartbeat(Duration interval, Predicate<Set<Lease>> renewal) {
        this.interval = interval;
        this.renewal = renewal;
    }

    void add(Lease lease) {
        leases.add(lease);
        synchronized (monitor) {
            if (thread == null && !closed) {
                Thread started = new Thread(this::run, "meepa-lease-heartbeat");
                started.setDaemon(true);
                started.start();
                thread = started;
            }
        }
    }

    void remove(Lease lease) {
        leases.remove(lease);
    }

    /** Renews all leases now, and returns whether the database answered. */
    boolean beat() {
        return leases.isEmpty() || renewal.test(leases);
    }

    /** Stops renewing. What is still held ends by itself. */
    void close() {
        synchronized (monitor) {
            closed = true;
            monitor.notifyAll();
        }
    }

    private void run() {
        boolean answered = true;
        while (waited(answered ? interval : shorter(interval))) {
            answered = beat();
        }
    }

    private static Duration shorter(Duration interval) {
        return interval.compareTo(AFTER_FAILURE) < 0 ? interval : AFTER_FAILURE;
    }

    /** Waits, and returns false if the thread is of no more use. */
    private boolean waited(Duration pause) {
        synchronized (monitor) {
            try {
                long end = System.nanoTime() + pause.toNanos();
                for (long left = pause.toNanos(); left > 0 && !closed; left = end - System.nanoTime()) {
                    monitor.wait(left / 1_000_000 + 1);
                }
            } catch (InterruptedException e) {
                // Nobody has a reason to: the leases would end unseen. A closed heartbeat returns so.
                return !closed;
            }
            if (closed || leases.isEmpty()) {
                thread = null;
                return false;
            }
            return true;
        }
    }
}
