package org.example.cabinet;

import io.meepa.credentials.error.CredentialLockedException;
import io.meepa.credentials.error.StoreException;
import io.meepa.credentials.spi.Sleeper;
import io.meepa.credentials.spi.store.StoreLock;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.*;
import java.time.*;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/** Locks against threads by a semaphore, and against processes by the system's lock of a file, which dies with them. */
record Locks(Path folder, Clock clock, Sleeper sleeper) {

    private static final Duration PAUSE = Duration.ofMillis(5);
    private static final Map<Path, Semaphore> IN_THIS_PROCESS = new ConcurrentHashMap<>();

    StoreLock take(String name, Duration maxWait) {
        Path file = folder.toAbsolutePath().resolve(name);
        Instant deadline = clock.instant().plus(maxWait);
        Semaphore turn = IN_THIS_PROCESS.computeIfAbsent(file, one -> new Semaphore(1));
        while (!turn.tryAcquire()) {
            pause(name, deadline);
        }
        try {
            FileChannel channel = lockFile(file, name, deadline);
            AtomicBoolean held = new AtomicBoolean(true);
            return () -> release(held, channel, turn);
        } catch (RuntimeException e) {
            turn.release();
            throw e;
        }
    }

    private FileChannel lockFile(Path file, String name, Instant deadline) {
        try {
            Files.createDirectories(folder);
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                while (channel.tryLock() == null) {
                    pause(name, deadline);
                }
                return channel;
            } catch (RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw new StoreException("cannot lock " + file, e);
        }
    }

    private void pause(String name, Instant deadline) {
        if (!clock.instant().isBefore(deadline)) {
            throw new CredentialLockedException(name + " is held by somebody else");
        }
        try {
            sleeper.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CredentialLockedException("interrupted while waiting for " + name);
        }
    }

    private static void release(AtomicBoolean held, FileChannel channel, Semaphore turn) {
        if (held.getAndSet(false)) {
            try {
                channel.close();
            } catch (IOException e) {
                throw new StoreException("cannot let go of a lock", e);
            } finally {
                turn.release();
            }
        }
    }
}
