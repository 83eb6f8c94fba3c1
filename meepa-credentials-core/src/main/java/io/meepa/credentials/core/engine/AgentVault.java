package io.meepa.credentials.core.engine;

import io.meepa.credentials.AgentId;
import io.meepa.credentials.RekeyReport;
import io.meepa.credentials.RevisionConflictException;
import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.core.document.DocumentCodec;
import io.meepa.credentials.core.document.StoreHeader;
import io.meepa.credentials.spi.Revision;
import io.meepa.credentials.spi.StoreLock;
import io.meepa.credentials.spi.StoreSession;
import io.meepa.credentials.spi.StoredDocument;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One agent's document, read and changed. Threads of this manager queue up; others meet in compare-and-set. */
final class AgentVault {

    private static final String FLIGHT = "flight";

    /** Only writers of other processes collide, and each collision means that one of them got on. */
    private static final int TRIES = 100;

    private final AgentId agent;
    private final StoreSession store;
    private final StoreHeader header;
    private final LegacyIdentities legacy;
    private final Events events;
    private final AtomicBoolean legacySettled = new AtomicBoolean();
    private final ReentrantLock writing = new ReentrantLock();
    private final Recency recency;
    private volatile @Nullable Decoded decoded;

    AgentVault(
            AgentId agent,
            StoreSession store,
            StoreHeader header,
            LegacyIdentities legacy,
            Events events,
            Recency recency) {
        this.agent = agent;
        this.store = store;
        this.header = header;
        this.legacy = legacy;
        this.events = events;
        this.recency = recency;
    }

    /**
     * Returns the document, perhaps as it was a moment ago if the host allowed that. Not for decisions: what is written
     * on top of it would be made from what others have changed since.
     */
    AgentDocument recent() {
        AgentDocument known = recency.known();
        if (known != null) {
            return known;
        }
        long asked = recency.now();
        AgentDocument read = read();
        recency.read(read, asked);
        return read;
    }

    /** Returns the document, or one without credentials if there is none yet. */
    AgentDocument read() {
        return stored().orElseGet(() -> AgentDocument.empty(header));
    }

    /** Returns the document if there is one. */
    Optional<AgentDocument> stored() {
        settleLegacy();
        return current().map(Decoded::document);
    }

    /** Applies a change durably, on top of whatever others wrote; returns what was written. */
    AgentDocument update(UnaryOperator<AgentDocument> change) {
        settleLegacy();
        writing.lock();
        try {
            return updateNow(change);
        } finally {
            writing.unlock();
        }
    }

    /** Deletes the document. */
    void delete() {
        writing.lock();
        try {
            store.read(agent).ifPresent(document -> store.delete(agent, document.revision()));
            forget();
        } finally {
            writing.unlock();
        }
    }

    /** Renews the document's data key for the configured recipients, or tells what that would change. */
    RekeyReport rekey(boolean dryRun) {
        settleLegacy();
        writing.lock();
        try {
            return store.rekey(agent, dryRun);
        } finally {
            writing.unlock();
        }
    }

    /** Drops what is kept in memory. */
    void forget() {
        decoded = null;
        recency.forget();
    }

    /** Keeps every other flight of this agent away, in this process and others. Documents can still be written. */
    StoreLock flight(Duration patience) {
        return events.waiting(agent, () -> store.lock(agent, FLIGHT, patience));
    }

    /** Takes one of the agent's other locks. */
    StoreLock lock(String name, Duration patience) {
        return store.lock(agent, name, patience);
    }

    /** The first access of all moves in what a gateway of old left; a failure leaves it to the next. */
    private void settleLegacy() {
        if (!legacySettled.get()) {
            legacy.settle(agent, store, header);
            legacySettled.set(true);
        }
    }

    private AgentDocument updateNow(UnaryOperator<AgentDocument> change) {
        for (int attempt = 1; ; attempt++) {
            Optional<Decoded> stored = current();
            AgentDocument before = stored.map(Decoded::document).orElseGet(() -> AgentDocument.empty(header));
            AgentDocument after = change.apply(before);
            if (after.equals(before)) {
                return before;
            }
            try {
                Revision expected = stored.map(Decoded::revision).orElse(Revision.ABSENT);
                store.write(agent, DocumentCodec.encode(after), expected);
                recency.forget();
                return after;
            } catch (RevisionConflictException e) {
                if (attempt == TRIES) {
                    throw e;
                }
            }
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
        Decoded read = new Decoded(stored.revision(), DocumentCodec.decode(stored.content()));
        decoded = read;
        return read;
    }

    private record Decoded(Revision revision, AgentDocument document) {}
}
