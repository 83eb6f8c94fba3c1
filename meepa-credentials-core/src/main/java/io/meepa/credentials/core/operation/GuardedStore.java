package io.meepa.credentials.core.operation;

import io.meepa.credentials.error.StoreException;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.report.DoctorReport;
import io.meepa.credentials.report.RekeyReport;
import io.meepa.credentials.spi.store.DocumentNode;
import io.meepa.credentials.spi.store.Revision;
import io.meepa.credentials.spi.store.StoreLock;
import io.meepa.credentials.spi.store.StoreSession;
import io.meepa.credentials.spi.store.StoredDocument;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A manager's store. Closing the manager waits for what is under way here, flights above all, and what begins later gets a
 * typed error. What a store throws that is no error of ours becomes one.
 */
public final class GuardedStore implements StoreSession {

    private static final Logger LOG = LoggerFactory.getLogger(GuardedStore.class);

    private final StoreSession store;
    private final ManagerWork work;

    /** Guards a store. */
    public GuardedStore(StoreSession store, ManagerWork work) {
        this.store = store;
        this.work = work;
    }

    @Override
    public Optional<StoredDocument> read(AgentId agent) {
        return access(agent, () -> store.read(agent));
    }

    @Override
    public boolean isCurrent(AgentId agent, Revision revision) {
        // The whole of a warm read: a lambda would show in its garbage.
        work.beginAccess();
        try {
            return store.isCurrent(agent, revision);
        } catch (IllegalStateException | UncheckedIOException | CompletionException e) {
            throw failed(agent, e);
        } finally {
            work.endAccess();
        }
    }

    @Override
    public Revision write(AgentId agent, DocumentNode.Fields content, Revision expected) {
        return access(agent, () -> store.write(agent, content, expected));
    }

    @Override
    public void delete(AgentId agent, Revision expected) {
        access(agent, () -> {
            store.delete(agent, expected);
            return agent;
        });
    }

    @Override
    public Revision write(AgentId agent, DocumentNode.Fields content, Revision expected, StoreLock under) {
        return access(agent, () -> store.write(agent, content, expected, own(under)));
    }

    @Override
    public void delete(AgentId agent, Revision expected, StoreLock under) {
        access(agent, () -> {
            store.delete(agent, expected, own(under));
            return agent;
        });
    }

    @Override
    public Map<AgentId, Revision> revisions(Collection<AgentId> agents) {
        return access("the agents' revisions", () -> store.revisions(agents));
    }

    @Override
    public List<AgentId> agents(String after, int most) {
        return access("the list of agents", () -> store.agents(after, most));
    }

    @Override
    public List<AgentId> agents() {
        return access("the list of agents", store::agents);
    }

    @Override
    public String place(AgentId agent) {
        return store.place(agent);
    }

    @Override
    public RekeyReport rekeyPlan(AgentId agent) {
        return access(agent, () -> store.rekeyPlan(agent));
    }

    @Override
    public RekeyReport rekey(AgentId agent) {
        return access(agent, () -> store.rekey(agent));
    }

    @Override
    public Optional<byte[]> sealed(AgentId agent) {
        return access(agent, () -> store.sealed(agent));
    }

    @Override
    public void createSealed(AgentId agent, byte[] document) {
        access(agent, () -> {
            store.createSealed(agent, document);
            return agent;
        });
    }

    @Override
    public List<DoctorReport.Finding> inspect(List<AgentId> agents) {
        return access("its inspection", () -> store.inspect(agents));
    }

    /** Work that takes a lock is under way until it releases it. */
    @Override
    public StoreLock lock(AgentId agent, String name, Duration maxWait) {
        work.begin();
        try {
            return new CountedLock(store.lock(agent, name, maxWait), work, new AtomicBoolean());
        } catch (IllegalStateException | UncheckedIOException | CompletionException e) {
            work.end();
            throw failed(agent, e);
        } catch (RuntimeException | Error e) {
            work.end();
            throw e;
        }
    }

    @Override
    public void close() {
        store.close();
    }

    /** A store knows its own locks only. */
    private static StoreLock own(StoreLock under) {
        return under instanceof CountedLock counted ? counted.lock : under;
    }

    private <T> T access(Object subject, Supplier<T> action) {
        work.beginAccess();
        try {
            return action.get();
        } catch (IllegalStateException | UncheckedIOException | CompletionException e) {
            throw failed(subject, e);
        } finally {
            work.endAccess();
        }
    }

    /** Its own text may quote what it choked on. */
    private static StoreException failed(Object subject, RuntimeException failure) {
        LOG.warn("the store failed: {}", failure.getClass().getName());
        return new StoreException("the store failed on " + subject + " with "
                + failure.getClass().getSimpleName() + ", which is a defect of the store: report it to its maker");
    }

    /**
     * A lock that ends its work when it is released, once.
     *
     * @param lock the store's lock
     * @param work the manager's work
     * @param released whether it was
     */
    private record CountedLock(StoreLock lock, ManagerWork work, AtomicBoolean released) implements StoreLock {

        @Override
        public boolean held(Duration atLeast) {
            return lock.held(atLeast);
        }

        @Override
        public void requireHeld(Duration atLeast) {
            lock.requireHeld(atLeast);
        }

        @Override
        public boolean takenOver() {
            return lock.takenOver();
        }

        @Override
        public void close() {
            try {
                lock.close();
            } finally {
                if (released.compareAndSet(false, true)) {
                    work.end();
                }
            }
        }
    }
}
