package io.meepa.credentials.testkit.shared;

import io.meepa.credentials.spi.store.DocumentNode;
import io.meepa.credentials.spi.store.StoreContext;
import io.meepa.credentials.spi.store.StoreSession;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows and leases in memory, with at most one bug. Belongs to one thread. */
final class SharedMemory implements SharedPlace {

    final SharedMemoryBug bug;
    final Map<String, Row> rows = new HashMap<>();
    final Map<String, Lease> leases = new HashMap<>();
    final List<SharedMemoryLock> held = new ArrayList<>();
    int connections;
    int lostAnswers;
    int warnings;
    boolean clean = true;
    private Map<String, Row> copy = Map.of();

    SharedMemory(SharedMemoryBug bug) {
        this.bug = bug;
    }

    boolean has(SharedMemoryBug one) {
        return bug == one;
    }

    @Override
    public StoreSession open(StoreContext context, ConnectionKind kind) {
        String namespace = has(SharedMemoryBug.ONE_NAMESPACE) ? "one" : context.namespace();
        return new SharedMemorySession(this, namespace, kind);
    }

    @Override
    public void endLocks() {
        leases.values().forEach(lease -> lease.ended = true);
    }

    @Override
    public void awaitHeartbeats() {
        held.forEach(SharedMemoryLock::beat);
    }

    @Override
    public void backUp() {
        copy = Map.copyOf(rows);
    }

    @Override
    public void restore() {
        rows.clear();
        rows.putAll(copy);
    }

    @Override
    public void loseAnswers(int count) {
        lostAnswers = count;
    }

    @Override
    public void warn(int count) {
        warnings = count;
    }

    @Override
    public boolean lastAnswerWasClean() {
        return clean;
    }

    @Override
    public int connectionsInUse() {
        return connections;
    }

    @Override
    public void close() {
        rows.clear();
    }

    /** A document, or the trace of one that was deleted. */
    record Row(long number, UUID id, DocumentNode.@Nullable Fields content) {}

    /** A lock's row; never removed. */
    static final class Lease {

        long fence;

        @Nullable
        Object owner;

        boolean ended;
    }
}
