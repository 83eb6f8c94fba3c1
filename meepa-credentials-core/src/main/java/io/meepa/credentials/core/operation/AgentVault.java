package io.meepa.credentials.core.operation;

import io.meepa.credentials.core.config.AgentChoice;
import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.core.document.DocumentCodec;
import io.meepa.credentials.core.document.StoreHeader;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.report.RekeyReport;
import io.meepa.credentials.spi.store.DocumentNode;
import io.meepa.credentials.spi.store.Revision;
import io.meepa.credentials.spi.store.RevisionConflictException;
import io.meepa.credentials.spi.store.StoreLock;
import io.meepa.credentials.spi.store.StoreSession;
import io.meepa.credentials.spi.store.StoredDocument;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One agent's document, read and changed. Threads of this manager queue up; others meet in compare-and-set. */
public final class AgentVault {

    private static final String FLIGHT = "flight";

    /** Only writers of other processes collide, and each collision means that one of them got on. */
    private static final int TRIES = 100;

    private final AgentId agent;
    private final StoreSession store;
    private final StoreHeader header;
    private final LegacyDocuments legacy;
    private final Events events;
    private final AtomicBoolean legacySettled = new AtomicBoolean();
    private final ReentrantLock writing = new ReentrantLock();
    private final ReadCache cache;
    private volatile @Nullable Decoded decoded;

    /** Creates the vault of one agent. */
    public AgentVault(
            AgentId agent,
            StoreSession store,
            StoreHeader header,
            LegacyDocuments legacy,
            Events events,
            ReadCache cache) {
        this.agent = agent;
        this.store = store;
        this.header = header;
        this.legacy = legacy;
        this.events = events;
        this.cache = cache;
    }

    /**
     * Returns the document, perhaps as it was a moment ago if the host allowed that. Not for decisions: what is written
     * on top of it would be made from what others have changed since.
     */
    public AgentDocument recent() {
        AgentDocument known = cache.known();
        if (known != null) {
            return known;
        }
        long asked = cache.now();
        AgentDocument read = read();
        cache.read(read, asked);
        return read;
    }

    /** Returns the document, or one without credentials if there is none yet. */
    public AgentDocument read() {
        return stored().orElseGet(() -> AgentDocument.empty(header));
    }

    /** Returns the document if there is one. */
    public Optional<AgentDocument> stored() {
        settleLegacy();
        return current().map(Decoded::document);
    }

    /** Applies a change durably, on top of whatever others wrote; returns what was written. */
    public AgentDocument update(UnaryOperator<AgentDocument> change) {
        return update(change, null);
    }

    /** Applies a change as {@link #update(UnaryOperator)} does, for a run that holds a lock: not once that is lost. */
    AgentDocument update(UnaryOperator<AgentDocument> change, @Nullable StoreLock under) {
        settleLegacy();
        writing.lock();
        try {
            return updateNow(change, under);
        } finally {
            writing.unlock();
        }
    }

    /**
     * Deletes the document, if there is one.
     *
     * @param still whether it is still what the caller may delete
     * @param under the lock that the caller holds
     * @throws LostOperationException if it is not
     */
    void delete(Predicate<AgentDocument> still, StoreLock under) {
        writing.lock();
        try {
            Optional<Decoded> stored = current();
            for (int attempt = 1; stored.isPresent(); attempt++) {
                if (!still.test(stored.get().document)) {
                    throw LostOperationException.changed("agent " + agent);
                }
                if (deleted(stored.get(), attempt, under)) {
                    break;
                }
                stored = current();
            }
            forget();
        } finally {
            writing.unlock();
        }
    }

    /**
     * Applies a change that takes away, durably and on top of whatever others wrote. A document of which nothing is left is
     * deleted. Returns what is left.
     */
    AgentDocument reduce(UnaryOperator<AgentDocument> change, StoreLock under) {
        settleLegacy();
        writing.lock();
        try {
            for (int attempt = 1; ; attempt++) {
                Optional<Decoded> stored = current();
                if (stored.isEmpty()) {
                    return AgentDocument.empty(header);
                }
                AgentDocument after = change.apply(stored.get().document);
                if (after.isEmpty()
                        ? deleted(stored.get(), attempt, under)
                        : written(stored.get(), after, attempt, under)) {
                    forget();
                    return after;
                }
            }
        } finally {
            writing.unlock();
        }
    }

    /** Reports what a new data key for the configured recipients would change. */
    public RekeyReport rekeyPlan() {
        settleLegacy();
        return store.rekeyPlan(agent);
    }

    /** Renews the document's data key for the configured recipients. */
    public RekeyReport rekey() {
        settleLegacy();
        writing.lock();
        try {
            return store.rekey(agent);
        } finally {
            writing.unlock();
        }
    }

    /** Drops what is kept in memory. */
    public void forget() {
        decoded = null;
        cache.forget();
    }

    /** Opens a flight: every other one of this agent waits, in this process and others. Documents can still be written. */
    public Flight flight(AgentChoice agentChoice, Duration maxWait) {
        StoreLock lock = events.waiting(agent, () -> store.lock(agent, FLIGHT, maxWait));
        return new Flight(agentChoice, this, lock);
    }

    /** Opens a flight under another of the agent's locks, beside the one that keeps provisioning alone. */
    public Flight flight(AgentChoice agentChoice, String lockName, Duration maxWait) {
        return new Flight(agentChoice, this, store.lock(agent, lockName, maxWait));
    }

    /** The first access migrates a legacy document; a failure leaves that to the next. */
    private void settleLegacy() {
        if (!legacySettled.get()) {
            legacy.settle(agent, store, header);
            legacySettled.set(true);
        }
    }

    private AgentDocument updateNow(UnaryOperator<AgentDocument> change, @Nullable StoreLock under) {
        for (int attempt = 1; ; attempt++) {
            Optional<Decoded> stored = current();
            AgentDocument before = stored.map(Decoded::document).orElseGet(() -> AgentDocument.empty(header));
            AgentDocument after = change.apply(before);
            if (after.equals(before)) {
                return before;
            }
            try {
                Revision expected = stored.map(Decoded::revision).orElse(Revision.ABSENT);
                write(after, expected, under);
                cache.forget();
                return after;
            } catch (RevisionConflictException e) {
                if (attempt == TRIES) {
                    throw e;
                }
            }
        }
    }

    private boolean written(Decoded stored, AgentDocument after, int attempt, StoreLock under) {
        try {
            if (!after.equals(stored.document)) {
                write(after, stored.revision, under);
            }
            return true;
        } catch (RevisionConflictException e) {
            if (attempt == TRIES) {
                throw e;
            }
            return false;
        }
    }

    private void write(AgentDocument document, Revision expected, @Nullable StoreLock under) {
        DocumentNode.Fields content = DocumentCodec.encode(document);
        if (under == null) {
            store.write(agent, content, expected);
        } else {
            store.write(agent, content, expected, under);
        }
    }

    private boolean deleted(Decoded stored, int attempt, StoreLock under) {
        try {
            store.delete(agent, stored.revision, under);
            return true;
        } catch (RevisionConflictException e) {
            if (attempt == TRIES) {
                throw e;
            }
            return false;
        }
    }

    /** The document as it is now, decoded once a revision. Only what was decoded is kept, so no secret is kept twice. */
    private Optional<Decoded> current() {
        Decoded known = decoded;
        if (known != null && store.isCurrent(agent, known.revision)) {
            return Optional.of(known);
        }
        return store.read(agent).map(this::decode);
    }

    private Decoded decode(StoredDocument stored) {
        Decoded read = new Decoded(
                stored.revision(), DocumentCodec.decode(stored.content(), DocumentCodec.place(agent, store)));
        decoded = read;
        return read;
    }

    private record Decoded(Revision revision, AgentDocument document) {}
}
