package io.meepa.credentials.testkit.shared;

import io.meepa.credentials.error.CredentialLockedException;
import io.meepa.credentials.error.StoreException;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.spi.LockLostException;
import io.meepa.credentials.spi.store.DocumentNode;
import io.meepa.credentials.spi.store.Revision;
import io.meepa.credentials.spi.store.RevisionConflictException;
import io.meepa.credentials.spi.store.StoreLock;
import io.meepa.credentials.spi.store.StoreSession;
import io.meepa.credentials.spi.store.StoredDocument;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A session over shared memory. */
final class SharedMemorySession implements StoreSession {

    private final SharedMemory memory;
    private final String namespace;
    private final ConnectionKind kind;

    SharedMemorySession(SharedMemory memory, String namespace, ConnectionKind kind) {
        this.memory = memory;
        this.namespace = namespace;
        this.kind = kind;
    }

    @Override
    public Optional<StoredDocument> read(AgentId agent) {
        SharedMemory.Row row = memory.rows.get(key(agent));
        return row == null || row.content() == null
                ? Optional.empty()
                : Optional.of(new StoredDocument(row.content(), revision(row)));
    }

    private Revision revision(SharedMemory.Row row) {
        return new Revision(
                memory.has(SharedMemoryBug.REVISION_IS_A_NUMBER) ? "" + row.number() : row.number() + "/" + row.id());
    }

    @Override
    public Revision write(AgentId agent, DocumentNode.Fields content, Revision expected) {
        return change(agent, content, expected, null);
    }

    @Override
    public void delete(AgentId agent, Revision expected) {
        change(agent, null, expected, null);
    }

    @Override
    public Revision write(AgentId agent, DocumentNode.Fields content, Revision expected, StoreLock under) {
        if (memory.has(SharedMemoryBug.LOSES_WRITES_UNDER_A_LOCK)) {
            return new Revision("lost");
        }
        boolean first = expected.equals(Revision.ABSENT);
        boolean unfenced = memory.has(first ? SharedMemoryBug.INSERTS_UNFENCED : SharedMemoryBug.UPDATES_UNFENCED);
        return change(agent, content, expected, unfenced ? null : (SharedMemoryLock) under);
    }

    @Override
    public void delete(AgentId agent, Revision expected, StoreLock under) {
        if (memory.has(SharedMemoryBug.LOSES_DELETIONS_UNDER_A_LOCK) && ((SharedMemoryLock) under).isMine()) {
            return;
        }
        change(agent, null, expected, memory.has(SharedMemoryBug.DELETES_UNFENCED) ? null : (SharedMemoryLock) under);
    }

    private Revision change(
            AgentId agent, DocumentNode.@Nullable Fields content, Revision expected, @Nullable SharedMemoryLock under) {
        requireUsable();
        if (under != null && !under.isMine()) {
            throw memory.has(SharedMemoryBug.CALLS_A_LOST_LOCK_A_CONFLICT)
                    ? new RevisionConflictException("lost")
                    : new LockLostException("lost");
        }
        if (!read(agent).map(StoredDocument::revision).orElse(Revision.ABSENT).equals(expected)) {
            throw conflict();
        }
        SharedMemory.Row row = next(memory.rows.get(key(agent)), content);
        if (!(memory.has(SharedMemoryBug.NEVER_COMMITS) && kind == ConnectionKind.NO_AUTOCOMMIT)) {
            memory.rows.put(key(agent), row);
        }
        if (content == null && memory.has(SharedMemoryBug.COUNTS_AGAIN_AFTER_DELETION)) {
            memory.rows.remove(key(agent));
        }
        answer();
        return revision(row);
    }

    private void requireUsable() {
        if (memory.has(SharedMemoryBug.BREAKS_WHEN_READ_ONLY) && kind == ConnectionKind.READ_ONLY) {
            throw new StoreException("the connection only reads");
        }
    }

    private RuntimeException conflict() {
        return memory.has(SharedMemoryBug.BREAKS_WHEN_SERIALIZABLE) && kind == ConnectionKind.SERIALIZABLE
                ? new StoreException("could not serialize access")
                : new RevisionConflictException("somebody else wrote");
    }

    private SharedMemory.Row next(SharedMemory.@Nullable Row row, DocumentNode.@Nullable Fields content) {
        boolean repeats = memory.has(SharedMemoryBug.COUNTS_AGAIN_AFTER_DELETION);
        long number = row == null ? 1 : row.number() + 1;
        return new SharedMemory.Row(number, repeats ? new UUID(0, number) : UUID.randomUUID(), content);
    }

    /** Where the answer is lost or a warning, the write is settled by a second look. */
    private void answer() {
        if (memory.lostAnswers > 0) {
            memory.lostAnswers = 0;
            if (memory.has(SharedMemoryBug.REPORTS_A_LOST_ANSWER)) {
                throw new StoreException("no answer");
            }
        }
        memory.clean = memory.warnings == 0 || !memory.has(SharedMemoryBug.BELIEVES_WARNINGS);
        memory.warnings = 0;
    }

    @Override
    public List<AgentId> agents() {
        return memory.rows.entrySet().stream()
                .filter(entry -> memory.has(SharedMemoryBug.LISTS_ALL_NAMESPACES)
                        || entry.getKey().startsWith(namespace + "/"))
                .filter(entry -> entry.getValue().content() != null)
                .map(entry -> AgentId.of(entry.getKey().substring(entry.getKey().indexOf('/') + 1)))
                .sorted()
                .toList();
    }

    @Override
    public StoreLock lock(AgentId agent, String name, Duration maxWait) {
        String of = memory.has(SharedMemoryBug.LOCKS_ALL_NAMESPACES) ? agent.value() : key(agent);
        SharedMemory.Lease lease = memory.leases.computeIfAbsent(of + "/" + name, key -> new SharedMemory.Lease());
        boolean ended = lease.ended && !memory.has(SharedMemoryBug.LOST_LOCKS_KEEP_OTHERS_OUT);
        if (lease.owner != null && !ended) {
            throw new CredentialLockedException("somebody else holds it");
        }
        SharedMemoryLock lock = new SharedMemoryLock(memory, lease);
        memory.held.add(lock);
        if (memory.has(SharedMemoryBug.KEEPS_A_CONNECTION_PER_LOCK)) {
            memory.connections++;
        }
        return lock;
    }

    private String key(AgentId agent) {
        return namespace + "/" + agent;
    }

    @Override
    public void close() {
        // The place is closed by the test.
    }
}
