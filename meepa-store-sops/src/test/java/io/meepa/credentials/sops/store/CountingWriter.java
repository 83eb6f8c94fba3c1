package io.meepa.credentials.sops.store;

import static io.meepa.credentials.sops.store.Home.MEEPA;

import io.meepa.credentials.sops.disk.Disk;
import io.meepa.credentials.sops.disk.DurableFiles;
import io.meepa.credentials.sops.disk.SafePathChecker;
import io.meepa.credentials.sops.disk.SystemDisk;
import io.meepa.credentials.sops.store.lock.LockFiles;
import io.meepa.credentials.sops.store.lock.Locks;
import io.meepa.credentials.spi.Settings;
import io.meepa.credentials.spi.Sleeper;
import io.meepa.credentials.spi.store.Revision;
import io.meepa.credentials.spi.store.RevisionConflictException;
import io.meepa.credentials.spi.store.StoreContext;
import io.meepa.credentials.spi.store.StoreSession;
import io.meepa.credentials.spi.store.StoredDocument;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts a document up, and says so once each update returned. Arguments: home, threads, updates a thread, the name of
 * temporary files or {@code -}, and {@code locked} or {@code unlocked}.
 */
final class CountingWriter {

    private CountingWriter() {}

    public static void main(String[] arguments) throws InterruptedException {
        Path home = Path.of(arguments[0]);
        int threads = Integer.parseInt(arguments[1]);
        int updates = Integer.parseInt(arguments[2]);
        List<Thread> running = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            String name = arguments[3].equals("-") ? ProcessHandle.current().pid() + "-" + i : arguments[3];
            StoreSession session = open(home, name, arguments[4].equals("locked"));
            Thread thread = new Thread(() -> count(session, updates));
            thread.start();
            running.add(thread);
        }
        for (Thread thread : running) {
            thread.join();
        }
    }

    /** Opens a session without a lock, for the proof that the lock is what prevents lost updates. */
    static StoreSession open(Path home, String temporaryName, boolean locked) {
        Disk disk = new SystemDisk();
        AtomicLong serial = new AtomicLong();
        DurableFiles files = new DurableFiles(
                disk, Clock.systemUTC(), () -> locked ? temporaryName : temporaryName + serial.incrementAndGet());
        Locks locks = locked
                ? new LockFiles(home, files, new SafePathChecker(disk), Sleeper.system())
                : (agent, name, timeout) -> () -> {};
        Settings settings = Settings.of("sops", Map.of(), new Settings.Surroundings(key -> "", key -> null));
        StoreContext context = StoreContext.of(settings, home, Clock.systemUTC())
                .withSleeper(Sleeper.system())
                .withNotices(notice -> {});
        return new SopsFileSession(context, disk, files, locks);
    }

    private static void count(StoreSession session, int updates) {
        for (int done = 0; done < updates; ) {
            Optional<StoredDocument> stored = session.read(MEEPA);
            long count = stored.map(found -> Documents.count(found.content())).orElse(0L) + 1;
            try {
                session.write(
                        MEEPA,
                        Documents.counting(count),
                        stored.map(StoredDocument::revision).orElse(Revision.ABSENT));
                done++;
                System.out.println("acknowledged " + count);
            } catch (RevisionConflictException e) {
                Thread.onSpinWait();
            }
        }
    }
}
