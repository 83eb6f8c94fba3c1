package io.meepa.verification.failover;

import io.meepa.credentials.error.StoreException;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.spi.store.Revision;
import io.meepa.credentials.spi.store.RevisionConflictException;
import io.meepa.credentials.spi.store.StoreSession;
import io.meepa.credentials.spi.store.StoredDocument;
import io.meepa.credentials.spi.store.WriteOutcomeUnknownException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/** A gateway: a session of its own, one thread per agent that adds to the agent's counter without end. */
final class Host implements AutoCloseable {

    private final StoreSession session;
    private final AcknowledgedWrites writes;
    private final AtomicBoolean running = new AtomicBoolean(true);
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final List<Thread> threads = new ArrayList<>();

    Host(StoreSession session, AcknowledgedWrites writes) {
        this.session = session;
        this.writes = writes;
    }

    Host write(AgentId agent) {
        Thread thread = new Thread(() -> run(agent));
        thread.start();
        threads.add(thread);
        return this;
    }

    private void run(AgentId agent) {
        try {
            while (running.get()) {
                add(agent);
            }
        } catch (RuntimeException | Error e) {
            failure.set(e);
        }
    }

    private void add(AgentId agent) {
        try {
            Optional<StoredDocument> stored = session.read(agent);
            long count = stored.map(document -> Long.parseLong(Note.text(document.content())))
                    .orElse(0L);
            Revision revision = stored.map(StoredDocument::revision).orElse(Revision.ABSENT);
            session.write(agent, Note.document(Long.toString(count + 1)), revision);
            writes.acknowledge(agent);
        } catch (RevisionConflictException e) {
            writes.conflict();
        } catch (WriteOutcomeUnknownException e) {
            writes.unknown(agent);
        } catch (StoreException e) {
            // Nothing was changed: the database was away for longer than a read waits.
            Thread.onSpinWait();
        }
    }

    /** Stops, and returns what went wrong, if anything did. */
    Optional<Throwable> stop() {
        running.set(false);
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        return Optional.ofNullable(failure.get());
    }

    long count(AgentId agent) {
        return session.read(agent)
                .map(stored -> Long.parseLong(Note.text(stored.content())))
                .orElse(0L);
    }

    @Override
    public void close() {
        running.set(false);
        session.close();
    }
}
