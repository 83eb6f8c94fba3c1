package io.meepa.credentials.sops.store.lock;

import io.meepa.credentials.spi.Sleeper;
import io.meepa.credentials.spi.StoreLock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The gates of lock files that somebody in this process holds or waits for. A gate is there for as long, and with it an open
 * file: who comes and who leaves is counted one at a time, so that no channel is closed while another thread uses the file.
 */
final class Gates {

    private final ConcurrentMap<Path, Gate> inUse = new ConcurrentHashMap<>();

    /** Takes a file's lock, or returns nothing if it was not free in time. */
    Optional<StoreLock> enter(Path file, Duration patience, Sleeper sleeper) throws InterruptedException {
        Gate gate = inUse.compute(file, (path, known) -> (known == null ? new Gate(path) : known).claimed());
        Optional<StoreLock> lock = Optional.empty();
        try {
            lock = gate.enter(patience, sleeper);
        } finally {
            if (lock.isEmpty()) {
                leave(file);
            }
        }
        return lock.map(held -> new Counted(file, held));
    }

    private void leave(Path file) {
        inUse.computeIfPresent(file, (path, gate) -> gate.left() ? null : gate);
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
