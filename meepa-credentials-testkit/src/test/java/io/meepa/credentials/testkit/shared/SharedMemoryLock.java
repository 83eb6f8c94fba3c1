package io.meepa.credentials.testkit.shared;

import io.meepa.credentials.spi.store.StoreLock;
import java.time.Duration;

/** A lease as its holder knows it. */
final class SharedMemoryLock implements StoreLock {

    private static final Duration LEASE = Duration.ofMinutes(1);

    private final SharedMemory memory;
    private final SharedMemory.Lease lease;
    private final boolean takenOver;
    private final Object owner = new Object();
    private final long fence;
    private boolean lost;
    private boolean closed;

    SharedMemoryLock(SharedMemory memory, SharedMemory.Lease lease) {
        this.memory = memory;
        this.lease = lease;
        takenOver = lease.owner != null && !memory.has(SharedMemoryBug.HIDES_TAKE_OVERS);
        lease.owner = owner;
        lease.ended = false;
        lease.fence++;
        fence = lease.fence;
    }

    boolean isMine() {
        return lease.owner == owner && lease.fence == fence && !lease.ended;
    }

    void beat() {
        if (memory.has(SharedMemoryBug.RENEWAL_TAKES_BACK) && !closed && lease.owner == null) {
            lease.owner = owner;
            lease.fence = fence;
        }
        lost |= !isMine();
    }

    @Override
    public boolean held(Duration atLeast) {
        boolean soEver = memory.has(SharedMemoryBug.LOCKS_ARE_HELD_FOR_EVER) && atLeast.compareTo(LEASE) < 0;
        boolean forLong = memory.has(SharedMemoryBug.LOCKS_ARE_HELD_FOR_A_DAY) || atLeast.compareTo(LEASE) < 0;
        return soEver || (!lost && !closed && forLong);
    }

    @Override
    public boolean takenOver() {
        return takenOver;
    }

    @Override
    public void close() {
        if (closed && !memory.has(SharedMemoryBug.RELEASES_BY_NAME)) {
            return;
        }
        if (!closed && memory.has(SharedMemoryBug.KEEPS_A_CONNECTION_PER_LOCK)) {
            memory.connections--;
        }
        closed = true;
        if (isMine() || memory.has(SharedMemoryBug.RELEASES_BY_NAME)) {
            lease.owner = null;
        }
    }
}
