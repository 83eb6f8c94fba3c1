package io.meepa.credentials.core.engine;

import io.meepa.credentials.AgentId;
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

/** One agent's document, read and changed. Threads of this manager queue up; others meet in compare-and-set. */
final class AgentVault {

    private static final String FLIGHT = "flight";

    /** Only writers of other processes collide, and each collision means that one of them got on. */
    private static final int TRIES = 100;

    private final AgentId agent;
    private final StoreSession store;
    private final StoreHeader header;
    private final LegacyIdentities legacy;
    private final AtomicBoolean legacySettled = new AtomicBoolean();
    private final ReentrantLock writing = new ReentrantLock();

    AgentVault(AgentId agent, StoreSession store, StoreHeader header, LegacyIdentities legacy) {
        this.agent = agent;
        this.store = store;
        this.header = header;
        this.legacy = legacy;
    }

    /** Returns the document, or one without credentials if there is none yet. */
    AgentDocument read() {
        return stored().orElseGet(() -> AgentDocument.empty(header));
    }

    /** Returns the document if there is one. */
    Optional<AgentDocument> stored() {
        settleLegacy();
        return store.read(agent).map(document -> DocumentCodec.decode(document.content()));
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
        } finally {
            writing.unlock();
        }
    }

    /** Keeps every other flight of this agent away, in this process and others. Documents can still be written. */
    StoreLock flight(Duration patience) {
        return store.lock(agent, FLIGHT, patience);
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
            Optional<StoredDocument> stored = store.read(agent);
            AgentDocument before = stored.map(document -> DocumentCodec.decode(document.content()))
                    .orElseGet(() -> AgentDocument.empty(header));
            AgentDocument after = change.apply(before);
            if (after.equals(before)) {
                return before;
            }
            try {
                store.write(agent, DocumentCodec.encode(after), revision(stored));
                return after;
            } catch (RevisionConflictException e) {
                if (attempt == TRIES) {
                    throw e;
                }
            }
        }
    }

    private static Revision revision(Optional<StoredDocument> stored) {
        return stored.map(StoredDocument::revision).orElse(Revision.ABSENT);
    }
}
