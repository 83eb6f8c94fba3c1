package io.meepa.credentials.sops.store.lock;

import io.meepa.credentials.error.StoreException;
import io.meepa.credentials.sops.disk.IoErrors;
import io.meepa.credentials.spi.Sleeper;
import io.meepa.credentials.spi.store.StoreLock;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One lock file's lock: first a fair turn among this process's threads, then the system's lock against other processes.
 *
 * <p>The system drops a process's lock when <em>any</em> channel on the file is closed in it. So there is one channel, the
 * file is not read, no call on the channel is one that an interrupt could close, and it is closed only when no thread in this
 * process uses the file: by the count of {@link FileLockRegistry}, and by a try for what another class loader's queue may hold.
 */
final class FileLockQueue {

    private static final long SHORTEST_PAUSE_MILLIS = 1;
    private static final long LONGEST_PAUSE_MILLIS = 20;
    private static final Set<OpenOption> OPEN =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

    private final Path file;
    private final Semaphore turn = new Semaphore(1, true);

    // Both belong to the holder of the turn.
    private @Nullable FileChannel channel;
    private @Nullable Object key;

    /** Counted one at a time by {@link FileLockRegistry}. */
    private int users;

    /** The same object in all class loaders, so that none closes its channel while another locks. */
    private final Object monitor;

    FileLockQueue(Path file) {
        this.file = file;
        this.monitor = ("meepa-lock " + file).intern();
    }

    /** Counts one user more, who holds or waits for the lock. */
    FileLockQueue claimed() {
        users++;
        return this;
    }

    /** Counts one user less, and returns whether none is left and the channel is closed. */
    boolean left() {
        users--;
        return users == 0 && Uninterrupted.call(this::closed);
    }

    /** A lock that is taken, or held by another process, proves that no other thread of this process has it. */
    private boolean closed() {
        synchronized (monitor) {
            FileChannel open = channel;
            if (open == null || !open.isOpen()) {
                return true;
            }
            try {
                return IoErrors.declared(() -> {
                    open.tryLock();
                    open.close();
                    return true;
                });
            } catch (OverlappingFileLockException | IOException e) {
                return false; // Kept open for the next who comes, who tries again when leaving.
            }
        }
    }

    /** Takes the lock, or returns an empty result if it was not free in time. */
    Optional<StoreLock> enter(Duration maxWait, Sleeper sleeper) throws InterruptedException {
        long start = System.nanoTime();
        if (!turn.tryAcquire(maxWait.toNanos(), TimeUnit.NANOSECONDS)) {
            return Optional.empty();
        }
        Optional<StoreLock> held = Optional.empty();
        try {
            held = lockFile(maxWait.minusNanos(System.nanoTime() - start), sleeper);
        } finally {
            if (held.isEmpty()) {
                turn.release();
            }
        }
        return held;
    }

    private Optional<StoreLock> lockFile(Duration maxWait, Sleeper sleeper) throws InterruptedException {
        long start = System.nanoTime();
        Duration slept = Duration.ZERO;
        while (true) {
            Optional<StoreLock> lock = Uninterrupted.call(this::tryLock);
            Duration pause = pauseAfter(slept);
            // A pause may take longer than it was asked to, and each look takes time too.
            Duration waited = longer(slept, Duration.ofNanos(System.nanoTime() - start));
            if (lock.isPresent() || waited.plus(pause).compareTo(maxWait) > 0) {
                return lock;
            }
            sleeper.sleep(pause);
            slept = slept.plus(pause);
        }
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** An eighth of the wait so far: a lock that is free after some milliseconds does not lie idle for many more. */
    private static Duration pauseAfter(Duration slept) {
        long pause = Math.max(SHORTEST_PAUSE_MILLIS, slept.toMillis() / 8);
        return Duration.ofMillis(Math.min(LONGEST_PAUSE_MILLIS, pause));
    }

    private Optional<StoreLock> tryLock() {
        synchronized (monitor) {
            return lockNow();
        }
    }

    private Optional<StoreLock> lockNow() {
        try {
            FileLock lock = IoErrors.declared(() -> channel().tryLock());
            if (lock == null) {
                return Optional.empty();
            }
            if (IoErrors.declared(this::stillThere)) {
                return Optional.of(new Held(lock));
            }
            IoErrors.declared(() -> {
                lock.channel().close();
                return true;
            });
            channel = null;
            return Optional.empty();
        } catch (OverlappingFileLockException e) {
            return Optional.empty(); // Another class loader's store in this process has it.
        } catch (IOException e) {
            throw new StoreException(
                    "cannot lock " + file + " (" + IoErrors.reason(e) + "): check that the disk has room,"
                            + " supports locks and belongs to this user",
                    e);
        }
    }

    private FileChannel channel() throws IOException {
        FileChannel open = channel;
        if (open == null || !open.isOpen()) {
            open = FileChannel.open(file, OPEN, permissions());
            channel = open;
            key = keyNow();
        }
        return open;
    }

    /** After the file was deleted, the next process locks another one: a lock on the old one is worth nothing. */
    private boolean stillThere() throws IOException {
        Object now = keyNow();
        return now != null && now.equals(key);
    }

    private @Nullable Object keyNow() throws IOException {
        try {
            Object found = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .fileKey();
            return found == null ? file : found;
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private FileAttribute<?>[] permissions() {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return new FileAttribute<?>[0];
        }
        return new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        };
    }

    private final class Held implements StoreLock {

        private final FileLock lock;
        private final AtomicBoolean closed = new AtomicBoolean();

        Held(FileLock lock) {
            this.lock = lock;
        }

        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                Uninterrupted.call(this::release);
            }
        }

        private boolean release() {
            try {
                return IoErrors.declared(() -> {
                    lock.release();
                    return true;
                });
            } catch (IOException e) {
                // The channel is closed or the disk is gone: then so is the lock.
                return false;
            } finally {
                turn.release();
            }
        }
    }
}
