package io.meepa.credentials.core.manager;

import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.error.CredentialLockedException;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.spi.store.CredentialStore;
import io.meepa.credentials.spi.store.DocumentNode;
import io.meepa.credentials.spi.store.Revision;
import io.meepa.credentials.spi.store.StoreContext;
import io.meepa.credentials.spi.store.StoreLock;
import io.meepa.credentials.spi.store.StoreSession;
import io.meepa.credentials.spi.store.StoredDocument;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A store whose locks are leases: one can end while its holder stands still. */
final class LeaseStore implements CredentialStore, StoreSession {

    /** Runs before and after each write. */
    Runnable step = () -> {};

    /** Whether a lock that is lost says so; one of an old network file system does not. */
    boolean reportsLoss = true;

    private final RecordingStore documents = new RecordingStore();
    private final Map<String, Lease> leases = new HashMap<>();

    /** Ends every lease, as if its holder had stood still for too long. */
    void lapse() {
        leases.values().forEach(lease -> lease.ended = true);
    }

    Optional<AgentDocument> document() {
        return read(AgentId.of("meepa")).map(stored -> documents.document("meepa"));
    }

    @Override
    public String id() {
        return "leases";
    }

    @Override
    public StoreSession open(StoreContext context) {
        return this;
    }

    @Override
    public Optional<StoredDocument> read(AgentId agent) {
        return documents.read(agent);
    }

    @Override
    public Revision write(AgentId agent, DocumentNode.Fields content, Revision expected) {
        step.run();
        Revision revision = documents.write(agent, content, expected);
        step.run();
        return revision;
    }

    @Override
    public void delete(AgentId agent, Revision expected) {
        step.run();
        documents.delete(agent, expected);
        step.run();
    }

    @Override
    public List<AgentId> agents() {
        return documents.agents();
    }

    @Override
    public StoreLock lock(AgentId agent, String name, Duration maxWait) {
        Lease former = leases.get(agent + "/" + name);
        if (former != null && !former.released && !former.ended) {
            throw new CredentialLockedException("agent " + agent + ": " + name + " is held");
        }
        Lease lease = new Lease(former != null && !former.released);
        leases.put(agent + "/" + name, lease);
        return lease;
    }

    @Override
    public void close() {
        // What is stored stays, for the next manager.
    }

    private final class Lease implements StoreLock {

        private final boolean takenOver;
        private boolean ended;
        private boolean released;

        Lease(boolean takenOver) {
            this.takenOver = takenOver;
        }

        @Override
        public boolean held(Duration atLeast) {
            return !ended || !reportsLoss;
        }

        @Override
        public boolean takenOver() {
            return takenOver;
        }

        @Override
        public void close() {
            released = true;
        }
    }
}
