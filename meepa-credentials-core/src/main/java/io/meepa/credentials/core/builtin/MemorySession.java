package io.meepa.credentials.core.builtin;

import io.meepa.credentials.error.CredentialLockedException;
import io.meepa.credentials.error.StoreException;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.spi.store.DocumentNode;
import io.meepa.credentials.spi.store.Revision;
import io.meepa.credentials.spi.store.RevisionConflictException;
import io.meepa.credentials.spi.store.StoreLock;
import io.meepa.credentials.spi.store.StoreSession;
import io.meepa.credentials.spi.store.StoredDocument;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Documents of one manager, gone with it. */
final class MemorySession implements StoreSession {

    private final Map<AgentId, StoredDocument> documents = new ConcurrentHashMap<>();
    private final Map<String, Semaphore> locks = new ConcurrentHashMap<>();
    private final AtomicLong revisions = new AtomicLong();
    private final AtomicBoolean closed = new AtomicBoolean();

    @Override
    public Optional<StoredDocument> read(AgentId agent) {
        requireOpen();
        return Optional.ofNullable(documents.get(agent))
                .map(stored -> new StoredDocument(DocumentCopy.of(stored.content()), stored.revision()));
    }

    @Override
    public boolean isCurrent(AgentId agent, Revision revision) {
        requireOpen();
        StoredDocument stored = documents.get(agent);
        return stored != null && stored.revision().equals(revision);
    }

    @Override
    public Revision write(AgentId agent, DocumentNode.Fields content, Revision expected) {
        requireOpen();
        Revision next = new Revision(Long.toString(revisions.incrementAndGet()));
        documents.compute(agent, (id, current) -> {
            requireRevision(agent, current, expected);
            return new StoredDocument(DocumentCopy.of(content), next);
        });
        return next;
    }

    @Override
    public void delete(AgentId agent, Revision expected) {
        requireOpen();
        documents.compute(agent, (id, current) -> {
            requireRevision(agent, current, expected);
            return null;
        });
    }

    @Override
    public List<AgentId> agents() {
        requireOpen();
        return documents.keySet().stream().sorted().toList();
    }

    @Override
    public StoreLock lock(AgentId agent, String name, Duration maxWait) {
        requireOpen();
        // A semaphore, unlike a lock, may be released by any thread.
        Semaphore semaphore = locks.computeIfAbsent(agent + "/" + name, key -> new Semaphore(1, true));
        try {
            if (!semaphore.tryAcquire(maxWait.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new CredentialLockedException(
                        "agent " + agent + ": another thread holds the lock " + name + "; try again");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CredentialLockedException("agent " + agent + ": interrupted while waiting for the lock " + name);
        }
        AtomicBoolean released = new AtomicBoolean();
        return () -> {
            if (released.compareAndSet(false, true)) {
                semaphore.release();
            }
        };
    }

    @Override
    public void close() {
        closed.set(true);
        documents.values().forEach(stored -> DocumentCopy.wipe(stored.content()));
        documents.clear();
    }

    private void requireOpen() {
        if (closed.get()) {
            throw new StoreException("the store was closed");
        }
    }

    private static void requireRevision(AgentId agent, @Nullable StoredDocument current, Revision expected) {
        Revision found = current == null ? Revision.ABSENT : current.revision();
        if (!found.equals(expected)) {
            throw new RevisionConflictException("agent " + agent + ": the document was written by somebody else");
        }
    }
}
