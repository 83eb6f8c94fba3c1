package io.meepa.credentials.store.postgres;

import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.spi.store.StoreLock;
import io.meepa.credentials.store.postgres.lease.Lease;
import io.meepa.credentials.store.postgres.sql.Fence;
import java.time.Duration;

/** A lease as the engine sees it. Thread-safe. */
final class PostgresLock implements StoreLock {

    private final AgentId agent;
    private final Lease lease;
    private volatile boolean written;

    PostgresLock(AgentId agent, Lease lease) {
        this.agent = agent;
        this.lease = lease;
    }

    boolean isOf(AgentId owner) {
        return agent.equals(owner);
    }

    Fence fence() {
        return lease.fence();
    }

    /** Returns whether the run has written before: then a key that changed meanwhile must not stop it. */
    boolean hasWritten() {
        return written;
    }

    void wrote() {
        written = true;
    }

    @Override
    public boolean held(Duration atLeast) {
        return lease.held(atLeast);
    }

    @Override
    public boolean takenOver() {
        return lease.takenOver();
    }

    @Override
    public void close() {
        lease.close();
    }
}
