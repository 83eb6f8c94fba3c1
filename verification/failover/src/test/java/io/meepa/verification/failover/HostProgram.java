package io.meepa.verification.failover;

import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.error.CredentialException;
import io.meepa.credentials.error.CredentialLockedException;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.report.DeprovisionMode;
import io.meepa.credentials.spi.LockLostException;
import io.meepa.credentials.spi.store.Revision;
import io.meepa.credentials.spi.store.RevisionConflictException;
import io.meepa.credentials.spi.store.StoreLock;
import io.meepa.credentials.spi.store.StoreSession;
import io.meepa.credentials.spi.store.StoredDocument;
import io.meepa.credentials.spi.store.WriteOutcomeUnknownException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A gateway that never rests: it adds to tallies, writes in turns under a lock, and buys and returns boxes. Each
 * acknowledgement is reported after the write returned.
 */
final class HostProgram {

    static final AgentId SHARED = AgentId.of("shared");
    static final AgentId TURNS = AgentId.of("turns");

    private static final int LONGEST_TURN = 200;

    private final String incarnation;
    private final AgentId own;
    private final StoreSession session;
    private final CredentialManager manager;
    private final ControlClient control;

    private HostProgram(
            String incarnation, AgentId own, StoreSession session, CredentialManager manager, ControlClient control) {
        this.incarnation = incarnation;
        this.own = own;
        this.session = session;
        this.manager = manager;
        this.control = control;
    }

    /** Runs until the control says that it is enough. Arguments: incarnation, home, url of the database, url of the control. */
    public static void main(String[] arguments) throws InterruptedException {
        String key = System.getenv("MEEPA_KEY");
        ControlClient control = new ControlClient(arguments[3]);
        HostSettings settings = new HostSettings(arguments[2], key);
        try (StoreSession session = settings.session();
                CredentialManager manager = settings.manager(Path.of(arguments[1]), control, "3s")) {
            AgentId own = own(arguments[0].substring(0, arguments[0].indexOf('x')));
            new HostProgram(arguments[0], own, session, manager, control).run();
        }
        System.exit(0);
    }

    /** The agent that one host alone writes. */
    static AgentId own(String host) {
        return AgentId.of("own-" + host);
    }

    private void run() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        threads.add(looping(() -> add(SHARED)));
        threads.add(looping(() -> add(own)));
        threads.add(looping(this::turn));
        threads.add(looping(this::box));
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private Thread looping(Runnable work) {
        Thread thread = new Thread(() -> {
            while (control.running()) {
                try {
                    work.run();
                } catch (WriteOutcomeUnknownException e) {
                    control.report("unknown " + incarnation);
                } catch (RevisionConflictException e) {
                    control.report("conflict");
                } catch (LockLostException e) {
                    control.report("lost lock");
                } catch (CredentialLockedException e) {
                    control.report("locked");
                } catch (CredentialException e) {
                    control.report("failed " + e.getClass().getSimpleName());
                    Pause.millis(100);
                }
            }
        });
        thread.setUncaughtExceptionHandler((failed, error) -> {
            error.printStackTrace();
            System.exit(1);
        });
        thread.start();
        return thread;
    }

    private void add(AgentId agent) {
        Optional<StoredDocument> stored = session.read(agent);
        Tally tally = Tally.parse(
                stored.map(document -> Note.text(document.content())).orElse(""));
        Revision revision = stored.map(StoredDocument::revision).orElse(Revision.ABSENT);
        session.write(agent, Note.document(tally.plusOne(incarnation).text()), revision);
        control.report("added " + agent + " " + incarnation);
    }

    /** Writes under a lock, in full trust of it: a document that others took a turn in is overwritten as it is now. */
    private void turn() {
        try (StoreLock lock = session.lock(TURNS, "flight", Duration.ofSeconds(10))) {
            String me = incarnation + "-" + System.nanoTime();
            Set<String> mine = new TreeSet<>(Set.of(me));
            mine.add(owner(session.read(TURNS)));
            int writes = ThreadLocalRandom.current().nextInt(1, LONGEST_TURN);
            for (int i = 0; i < writes && control.running(); i++) {
                Optional<StoredDocument> stored = session.read(TURNS);
                boolean anothersTurn = !mine.contains(owner(stored));
                Revision revision = stored.map(StoredDocument::revision).orElse(Revision.ABSENT);
                session.write(TURNS, Note.document(me), revision, lock);
                control.report(anothersTurn ? "stale" : "turn");
            }
        }
    }

    private static String owner(Optional<StoredDocument> stored) {
        return stored.map(document -> Note.text(document.content())).orElse("nobody");
    }

    private void box() {
        String agent = HostSettings.AGENTS.get(ThreadLocalRandom.current().nextInt(HostSettings.AGENTS.size()));
        if (ThreadLocalRandom.current().nextInt(3) == 0) {
            manager.agent(agent).deprovision(DeprovisionMode.REVOKE);
        } else {
            manager.agent(agent).provision();
        }
        control.report("run");
    }
}
