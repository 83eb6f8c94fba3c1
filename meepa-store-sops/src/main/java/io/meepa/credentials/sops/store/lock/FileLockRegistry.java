package io.meepa.credentials.sops.store.lock;

import io.meepa.credentials.spi.Sleeper;
import io.meepa.credentials.spi.store.StoreLock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The queues of lock files that a thread of this process holds or waits for. A queue exists for as long, and with it an open
 * file: users are counted one at a time, so that no channel is closed while another thread uses the file.
 */
final class FileLockRegistry {

    private final ConcurrentMap<Path, FileLockQueue> inUse = new ConcurrentHashMap<>();

    /** Takes a file's lock, or returns an empty result if it was not free in time. */
    Optional<StoreLock> enter(Path file, Duration maxWait, Sleeper sleeper) throws InterruptedException {
        FileLockQueue queue =
                inUse.compute(file, (path, known) -> (known == null ? new FileLockQueue(path) : known).claimed());
        Optional<StoreLock> lock = Optional.empty();
        try {
            lock = queue.enter(maxWait, sleeper);
        } finally {
            if (lock.isEmpty()) {
                leave(file);
            }
        }
        return lock.map(held -> new Counted(file, held));
    }

    private void leave(Path file) {
        inUse.computeIfPresent(file, (path, queue) -> queue.left() ? null : queue);
    }

    private final class Counted implements StoreLock {

        private final Path file;
        private final StoreLock held;
        private final AtomicBoolean closed = new AtomicBoolean();

        Counted(Path file, StoreLock held) {
            this.file = file;
            this.held = held;
        }

        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                held.close();
                leave(file);
            }
        }
    }
}
