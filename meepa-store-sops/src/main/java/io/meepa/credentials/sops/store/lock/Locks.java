package io.meepa.credentials.sops.store.lock;

import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.spi.store.StoreLock;
import java.time.Duration;

/** Gives out the named locks of agents. Thread-safe. */
@FunctionalInterface
public interface Locks {

    /**
     * Takes a lock.
     *
     * @param agent the agent
     * @param name its name, 1 to 32 of {@code a-z}
     * @param maxWait how long to wait
     * @return the lock, to be closed by any thread
     * @throws io.meepa.credentials.error.CredentialLockedException if it was not free in time, or the thread was interrupted
     * @throws io.meepa.credentials.error.StoreException if the lock file cannot be made
     */
    StoreLock acquire(AgentId agent, String name, Duration maxWait);
}
