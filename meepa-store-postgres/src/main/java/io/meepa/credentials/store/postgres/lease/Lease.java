package io.meepa.credentials.store.postgres.lease;

import io.meepa.credentials.store.postgres.sql.Fence;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * A lease that was taken. It is held until its deadline by this process's monotonic clock, counted from before the statement
 * that took or renewed it was sent; the database judges each write under it by its own clock. Thread-safe.
 */
public final class Lease implements AutoCloseable {

    private final LeaseKey key;
    private final Fence fence;
    private final LongSupplier nanos;
    private final long takenAt;
    private final boolean takenOver;
    private final Consumer<Lease> release;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicBoolean reported = new AtomicBoolean();
    private volatile long deadline;
    private volatile boolean lost;

    Lease(LeaseKey key, Fence fence, LongSupplier nanos, Taken taken, Consumer<Lease> release) {
        this.key = key;
        this.fence = fence;
        this.nanos = nanos;
        this.takenAt = taken.sentAt();
        this.takenOver = taken.takenOver();
        this.deadline = taken.deadline();
        this.release = release;
    }

    /**
     * Returns whether this process may still count on the lease.
     *
     * @param atLeast for how long yet, unless it is renewed
     * @return false once it was lost, for ever
     */
    public boolean held(Duration atLeast) {
        return !lost && !closed.get() && deadline - nanos.getAsLong() > atLeast.toNanos();
    }

    /**
     * Returns what writes under the lease carry.
     *
     * @return the fence
     */
    public Fence fence() {
        return fence;
    }

    /**
     * Returns whether the former holder never let go. A call of its may still be under way.
     *
     * @return true if its time ran out
     */
    public boolean takenOver() {
        return takenOver;
    }

    LeaseKey key() {
        return key;
    }

    boolean isClosed() {
        return closed.get();
    }

    boolean isOlderThan(Duration age) {
        return nanos.getAsLong() - takenAt > age.toNanos();
    }

    boolean isOver() {
        return lost || deadline - nanos.getAsLong() <= 0;
    }

    /** Moves the deadline, unless it passed meanwhile: what was lost is not taken back. */
    void renewed(long newDeadline) {
        if (!isOver()) {
            deadline = newDeadline;
        }
    }

    /** Marks it as lost and returns whether that was not reported yet. */
    boolean lose() {
        lost = true;
        return reported.compareAndSet(false, true);
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            release.accept(this);
        }
    }

    /**
     * When a lease was taken.
     *
     * @param sentAt before the statement was sent
     * @param deadline when it ends unless renewed
     * @param takenOver whether the former holder never let go
     */
    record Taken(long sentAt, long deadline, boolean takenOver) {}
}
