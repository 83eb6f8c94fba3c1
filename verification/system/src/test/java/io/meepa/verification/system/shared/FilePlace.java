package io.meepa.verification.system.shared;

import io.meepa.credentials.spi.store.StoreContext;
import io.meepa.credentials.spi.store.StoreLock;
import io.meepa.credentials.spi.store.StoreSession;
import io.meepa.credentials.testkit.shared.ConnectionKind;
import io.meepa.credentials.testkit.shared.SharedPart;
import io.meepa.credentials.testkit.shared.SharedPlace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A home that stores of two processes share, with at most one bug. Belongs to one thread. */
final class FilePlace implements SharedPlace {

    private static final List<ForeignProcess> PROCESSES = List.of(new ForeignProcess(), new ForeignProcess());

    private static final Map<SharedPart, String> INAPPLICABLE = Map.of(
            SharedPart.LEASES,
                    "the system keeps a file's lock until its holder lets go or ends, however long that takes",
            SharedPart.NOTICED_LOSSES,
                    "the lock of a file ends with its holder alone; if its file is removed, the comparison of"
                            + " revisions guards what is written",
            SharedPart.LOST_ANSWERS, "nothing is between this process and the disk that could lose an answer",
            SharedPart.WARNINGS, "a disk answers with success or an error",
            SharedPart.CONNECTIONS, "files are reached over no connection",
            SharedPart.NAMESPACES, "a home belongs to one gateway, which may rename its namespace there");

    final FileBug bug;
    final Map<String, StoreLock> lastHolders = new HashMap<>();
    final Map<String, Long> numbers = new HashMap<>();
    private final Path home;
    private final Path copy;
    private int opened;

    FilePlace(Path folder, FileBug bug) {
        this.home = folder.resolve("home");
        this.copy = folder.resolve("copy");
        this.bug = bug;
    }

    @Override
    public Map<SharedPart, String> inapplicable() {
        return INAPPLICABLE;
    }

    @Override
    public StoreSession open(StoreContext context, ConnectionKind kind) {
        StoreContext mine =
                StoreContext.of(context.settings(), home, context.clock()).withNamespace(context.namespace());
        StoreSession session =
                PROCESSES.get(opened++ % PROCESSES.size()).store().open(mine);
        return bug == FileBug.NONE ? session : BuggyFileSession.over(session, this);
    }

    /** As a person might who cleans up: there is no other way to take a lock from a holder that lives. */
    @Override
    public void endLocks() {
        try (Stream<Path> locks = Files.list(home.resolve(".locks"))) {
            for (Path lock : bug == FileBug.LOST_LOCKS_KEEP_OTHERS_OUT ? List.<Path>of() : locks.toList()) {
                Files.delete(lock);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void awaitHeartbeats() {
        // A lock of a file needs none.
    }

    @Override
    public void backUp() {
        copy(home.resolve("agents"), copy);
    }

    @Override
    public void restore() {
        copy(copy, home.resolve("agents"));
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file));
                if (!Files.isDirectory(target)) {
                    Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void loseAnswers(int count) {
        throw new UnsupportedOperationException("inapplicable");
    }

    @Override
    public void warn(int count) {
        throw new UnsupportedOperationException("inapplicable");
    }

    @Override
    public boolean lastAnswerWasClean() {
        throw new UnsupportedOperationException("inapplicable");
    }

    @Override
    public int connectionsInUse() {
        throw new UnsupportedOperationException("inapplicable");
    }

    @Override
    public void close() {
        lastHolders.values().forEach(StoreLock::close);
    }
}
