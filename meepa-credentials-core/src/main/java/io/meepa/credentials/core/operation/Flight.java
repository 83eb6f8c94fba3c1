package io.meepa.credentials.core.operation;

import io.meepa.credentials.core.config.AgentChoice;
import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.spi.LockLostException;
import io.meepa.credentials.spi.Sleeper;
import io.meepa.credentials.spi.call.CallGuard;
import io.meepa.credentials.spi.store.StoreLock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * One agent's run under a lock: no other run makes, changes or revokes its resources meanwhile. A lock can be lost while
 * its holder stands still, so a flight asks it before it opens an operation, before each call of a provider, and in each
 * checkpoint.
 *
 * <p>One gap stays: a stop between that question and the moment a provider's request leaves the machine. Only the
 * upstream's own idempotency closes it.
 */
public final class Flight implements CallGuard, AutoCloseable {

    /** The longest that one call of an upstream is expected to take. */
    static final Duration LONGEST_CALL = Duration.ofSeconds(30);

    private final AgentChoice agent;
    private final AgentVault vault;
    private final StoreLock lock;
    private final AtomicBoolean formerCallsEnded;

    Flight(AgentChoice agent, AgentVault vault, StoreLock lock) {
        this.agent = agent;
        this.vault = vault;
        this.lock = lock;
        this.formerCallsEnded = new AtomicBoolean(!lock.takenOver());
    }

    /** Returns the agent. */
    public AgentChoice agent() {
        return agent;
    }

    /** Returns the agent's document. */
    public AgentVault vault() {
        return vault;
    }

    /** Applies a change to the document, as part of this flight; returns what was written. */
    public AgentDocument update(UnaryOperator<AgentDocument> change) {
        try {
            return vault.update(change, lock);
        } catch (LockLostException e) {
            throw LostOperationException.lockLost(agent.id());
        }
    }

    /**
     * Applies a change that takes away, as part of this flight; a document of which nothing is left is deleted. Returns what
     * is left.
     *
     * @throws LostOperationException if the lock is lost
     */
    public AgentDocument reduce(UnaryOperator<AgentDocument> change) {
        try {
            return vault.reduce(change, lock);
        } catch (LockLostException e) {
            throw LostOperationException.lockLost(agent.id());
        }
    }

    /**
     * Deletes the document, as part of this flight.
     *
     * @param still whether it is still what may be deleted
     * @throws LostOperationException if it is not, or the lock is lost
     */
    public void delete(Predicate<AgentDocument> still) {
        try {
            vault.delete(still, lock);
        } catch (LockLostException e) {
            throw LostOperationException.lockLost(agent.id());
        }
    }

    /** Returns what a provider asks before each call that it sends. */
    public CallGuard guard() {
        return lock::requireHeld;
    }

    /**
     * Asks whether the lock is still held, for longer than a call may take.
     *
     * @throws LostOperationException if it is not: nothing may be called any more
     */
    public void requireHeld() {
        if (!lock.held(LONGEST_CALL)) {
            throw LostOperationException.lockLost(agent.id());
        }
    }

    /** {@inheritDoc} */
    @Override
    public void check(Duration longestCall) {
        lock.requireHeld(longestCall);
    }

    /** Waits until a call that the former holder began has ended, where that holder lost its lease. Waits once. */
    synchronized void awaitFormerCalls(Sleeper sleeper) {
        if (formerCallsEnded.get()) {
            return;
        }
        try {
            sleeper.sleep(LONGEST_CALL);
            formerCallsEnded.set(true);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw LostOperationException.interrupted(agent.id());
        }
    }

    /** Releases the lock. */
    @Override
    public void close() {
        lock.close();
    }
}
