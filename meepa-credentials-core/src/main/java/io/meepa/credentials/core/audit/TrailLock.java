package io.meepa.credentials.core.audit;

import io.meepa.credentials.core.files.OwnFiles;
import io.meepa.credentials.spi.Sleeper;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Keeps every other user of a trail away, threads of this process and other processes. */
final class TrailLock implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(5);
    private static final int TRIES = 2000;

    /** The system drops a process's lock when any channel on the file is closed in it: one at a time. */
    private static final Map<Path, ReentrantLock> TURNS = new ConcurrentHashMap<>();

    private final ReentrantLock turn;
    private final FileChannel channel;

    private TrailLock(ReentrantLock turn, FileChannel channel) {
        this.turn = turn;
        this.channel = channel;
    }

    /** Takes the lock, waiting for about ten seconds of the sleeper's at most. */
    static TrailLock take(TrailFolder folder, Sleeper sleeper) throws IOException {
        ReentrantLock turn = TURNS.computeIfAbsent(folder.path().toRealPath(), path -> new ReentrantLock());
        turn.lock();
        try {
            return new TrailLock(turn, locked(folder.lock(), sleeper));
        } catch (IOException | RuntimeException e) {
            turn.unlock();
            throw e;
        }
    }

    private static FileChannel locked(Path file, Sleeper sleeper) throws IOException {
        for (int tries = 0; tries < TRIES; tries++) {
            Optional<FileChannel> held = tryLock(file);
            if (held.isPresent()) {
                return held.get();
            }
            pause(sleeper);
        }
        throw new IOException("another process holds the lock of the audit trail");
    }

    private static Optional<FileChannel> tryLock(Path file) throws IOException {
        FileChannel channel = OwnFiles.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean held = false;
        try {
            Object key = key(file);
            FileLock lock = channel.tryLock();
            // Whoever deleted the file meanwhile: the next process would lock another one.
            held = lock != null && key != null && key.equals(key(file));
        } catch (OverlappingFileLockException e) {
            held = false; // Another class loader's copy of this class in this process has it.
        } finally {
            if (!held) {
                channel.close();
            }
        }
        return held ? Optional.of(channel) : Optional.empty();
    }

    private static @Nullable Object key(Path file) throws IOException {
        try {
            Object key = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .fileKey();
            return key == null ? file : key;
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private static void pause(Sleeper sleeper) throws IOException {
        try {
            sleeper.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for the lock of the audit trail", e);
        }
    }

    boolean held() {
        return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            turn.unlock();
        }
    }
}
