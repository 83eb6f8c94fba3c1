package io.meepa.credentials.testkit.store;

import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.spi.store.Revision;
import io.meepa.credentials.spi.store.RevisionConflictException;
import io.meepa.credentials.spi.store.StoreLock;
import io.meepa.credentials.spi.store.StoreSession;
import io.meepa.credentials.spi.store.StoredDocument;
import io.meepa.credentials.testkit.check.ConcurrentCallers;
import io.meepa.credentials.testkit.check.ContractAssert;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Lets threads with sessions of their own work on one document. */
final class StoreDrill {

    private static final int THREADS = 4;
    private static final int UPDATES = 10;
    private static final int TRIES = 10_000;
    private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(60);

    private StoreDrill() {}

    /** Every thread adds to a counter; each addition must arrive. */
    static void requireNoLostUpdate(Supplier<StoreSession> sessions, AgentId agent, Secret hidden)
            throws InterruptedException {
        try (StoreSession session = sessions.get()) {
            session.write(agent, SampleDocument.of(hidden, 0), Revision.ABSENT);
            ConcurrentCallers.together(each(() -> add(sessions, agent, hidden)));
            int count = SampleDocument.count(session.read(agent).orElseThrow().content());
            ContractAssert.require(
                    count == THREADS * UPDATES,
                    "threads: " + (THREADS * UPDATES - count) + " of " + THREADS * UPDATES
                            + " acknowledged updates are lost: compare and set in one step");
        }
    }

    /** One thread writes while others read. */
    static void requireWholeDocuments(Supplier<StoreSession> sessions, AgentId agent, Secret hidden)
            throws InterruptedException {
        AtomicBoolean writing = new AtomicBoolean(true);
        try (StoreSession session = sessions.get()) {
            Revision first = session.write(agent, SampleDocument.of(hidden, 0), Revision.ABSENT);
            List<Supplier<Boolean>> work = each(() -> readWhile(writing, sessions, agent));
            work.add(() -> {
                try {
                    return rewrite(session, agent, hidden, first);
                } finally {
                    writing.set(false);
                }
            });
            ConcurrentCallers.together(work);
        }
    }

    static void requireExclusiveLock(Supplier<StoreSession> sessions, AgentId agent) throws InterruptedException {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        ConcurrentCallers.together(each(() -> {
            try (StoreSession session = sessions.get()) {
                for (int i = 0; i < UPDATES; i++) {
                    enter(session, agent, inside, most);
                }
            }
            return true;
        }));
        ContractAssert.require(most.get() == 1, "locks: " + most.get() + " threads held the same lock at once");
    }

    private static void enter(StoreSession session, AgentId agent, AtomicInteger inside, AtomicInteger most) {
        StoreLock lock = session.lock(agent, "flight", LOCK_TIMEOUT);
        try {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            ContractAssert.require(session.read(agent).isEmpty(), "it reads a document that nobody wrote");
            inside.decrementAndGet();
        } finally {
            lock.close();
        }
    }

    private static boolean add(Supplier<StoreSession> sessions, AgentId agent, Secret hidden) {
        try (StoreSession session = sessions.get()) {
            int done = 0;
            for (int tries = 0; done < UPDATES; tries++) {
                ContractAssert.require(
                        tries < TRIES, "compare-and-set: a session reads what it is then not allowed to replace");
                done += increment(session, agent, hidden) ? 1 : 0;
            }
        }
        return true;
    }

    private static boolean increment(StoreSession session, AgentId agent, Secret hidden) {
        StoredDocument stored = session.read(agent).orElseThrow();
        int count = SampleDocument.count(stored.content());
        try {
            session.write(agent, SampleDocument.of(hidden, count + 1), stored.revision());
            return true;
        } catch (RevisionConflictException e) {
            return false;
        }
    }

    private static boolean readWhile(AtomicBoolean writing, Supplier<StoreSession> sessions, AgentId agent) {
        try (StoreSession session = sessions.get()) {
            int latest = 0;
            while (writing.get()) {
                int count =
                        SampleDocument.count(session.read(agent).orElseThrow().content());
                ContractAssert.require(count >= latest, "threads: a reader saw an older document after a newer one");
                latest = count;
            }
        }
        return true;
    }

    private static boolean rewrite(StoreSession session, AgentId agent, Secret hidden, Revision first) {
        Revision revision = first;
        for (int i = 1; i <= UPDATES; i++) {
            revision = session.write(agent, SampleDocument.of(hidden, i), revision);
        }
        return true;
    }

    private static <T> List<Supplier<T>> each(Supplier<T> work) {
        List<Supplier<T>> all = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            all.add(work);
        }
        return all;
    }
}
