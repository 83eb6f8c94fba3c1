package io.meepa.credentials.sops.store.lock;

import io.meepa.credentials.error.CredentialLockedException;
import io.meepa.credentials.error.StoreException;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.sops.disk.DurableFiles;
import io.meepa.credentials.sops.disk.IoErrors;
import io.meepa.credentials.sops.disk.SafePathChecker;
import io.meepa.credentials.spi.Sleeper;
import io.meepa.credentials.spi.store.StoreLock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Locks by files of their own in {@code .locks}: empty, never read, never deleted. Sessions that reach the same folder
 * by different paths share them. Thread-safe.
 */
public final class LockFiles implements Locks {

    private static final Pattern NAME = Pattern.compile("[a-z]{1,32}");

    /** By real path, for the whole process: the system's locks are the process's. */
    private static final FileLockRegistry REGISTRY = new FileLockRegistry();

    private final Path home;
    private final DurableFiles files;
    private final SafePathChecker checker;
    private final Sleeper sleeper;
    private volatile @Nullable Resolved resolved;

    /**
     * Creates the locks of a home.
     *
     * @param home the folder that documents live under
     * @param files creates the folder of the lock files
     * @param checker refuses links
     * @param sleeper waits between tries
     */
    public LockFiles(Path home, DurableFiles files, SafePathChecker checker, Sleeper sleeper) {
        this.home = home;
        this.files = files;
        this.checker = checker;
        this.sleeper = sleeper;
    }

    @Override
    public StoreLock acquire(AgentId agent, String name, Duration maxWait) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("lock name: use 1 to 32 of a-z");
        }
        Path file = folder().resolve(agent + "." + name + ".lock");
        try {
            return REGISTRY.enter(file, maxWait, sleeper)
                    .orElseThrow(() -> locked(agent, name, "somebody else holds it; try again"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw locked(agent, name, "this thread was interrupted while it waited");
        }
    }

    private Path folder() {
        Path folder = home.resolve(".locks");
        List<Object> identity = checker.folders(home, folder);
        Resolved known = resolved;
        if (known != null && known.identity.equals(identity)) {
            return known.real;
        }
        files.createFolder(folder);
        return real(folder);
    }

    private Path real(Path folder) {
        List<Object> identity = checker.folders(home, folder);
        try {
            Path real = IoErrors.declared(folder::toRealPath);
            if (checker.folders(home, folder).equals(identity)) {
                resolved = new Resolved(identity, real);
            }
            return real;
        } catch (IOException e) {
            throw new StoreException(folder + " cannot be reached: check that it is there and belongs to this user", e);
        }
    }

    /** A folder's real path, for as long as the same folder is there. */
    private record Resolved(List<Object> identity, Path real) {}

    private static CredentialLockedException locked(AgentId agent, String name, String why) {
        return new CredentialLockedException("agent " + agent + ", lock " + name + ": " + why);
    }
}
