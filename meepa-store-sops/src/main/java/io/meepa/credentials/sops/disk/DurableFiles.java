package io.meepa.credentials.sops.disk;

import io.meepa.credentials.error.StoreException;
import io.meepa.credentials.spi.store.DurabilityUnknownException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Replaces and deletes small files so that a crash of the process or the machine leaves the old or the new, and what was
 * acknowledged by returning stays. The caller holds the lock of the file. Thread-safe.
 *
 * <p>A step that forces something to the disk is never repeated after a failure: the system may have dropped what it
 * could not write, and would then report success.
 */
public final class DurableFiles {

    private static final String TEMPORARY = ".tmp";
    private static final Duration STALE = Duration.ofSeconds(60);

    private final Disk disk;
    private final Clock clock;
    private final Supplier<String> names;
    private final Map<Path, Instant> swept = new ConcurrentHashMap<>();

    /**
     * Creates durable files.
     *
     * @param disk the disk
     * @param clock the time for modification times and the age of what a crash left behind
     * @param names names temporary files, differently each time
     */
    public DurableFiles(Disk disk, Clock clock, Supplier<String> names) {
        this.disk = disk;
        this.clock = clock;
        this.names = names;
    }

    /**
     * Puts new content in a file's place, or creates it.
     *
     * @param target the file
     * @param content the whole new content
     * @param fence asked last before the new content takes the place; throws to stop it
     * @throws StoreException if that failed; what was there is still there
     * @throws DurabilityUnknownException if the new content is in place, but the disk did not confirm that it stays
     */
    public void replace(Path target, byte[] content, Runnable fence) {
        Path temporary = temporary(target);
        try {
            fill(temporary, content, laterThan(target));
            requireTaken(temporary, content);
            fence.run();
        } catch (IOException e) {
            discard(temporary);
            throw failed("write", target, e);
        } catch (RuntimeException e) {
            discard(temporary);
            throw e;
        }
        rename(temporary, target);
        confirm(target);
    }

    /**
     * Deletes a file.
     *
     * @param target the file
     * @param fence asked last before the file goes; throws to stop it
     * @throws StoreException if that failed; the file is still there
     * @throws DurabilityUnknownException if the file is gone, but the disk did not confirm that it stays so
     */
    public void delete(Path target, Runnable fence) {
        Path temporary = temporary(target);
        fence.run();
        try {
            disk.move(target, temporary);
        } catch (IOException e) {
            throw failed("delete", target, e);
        }
        confirm(target);
        discard(temporary);
    }

    /**
     * Creates a folder unless it is there, its parents first. One that is made survives a power cut.
     *
     * @param folder the folder
     * @return whether it was made
     * @throws StoreException if that failed
     */
    public boolean createFolder(Path folder) {
        Path parent = folder.getParent();
        if (parent == null || exists(folder)) {
            return false;
        }
        createFolder(parent);
        try {
            disk.createFolder(folder);
        } catch (FileAlreadyExistsException e) {
            return false; // Another process was faster.
        } catch (IOException e) {
            throw failed("create", folder, e);
        }
        confirmFolder(folder, parent);
        return true;
    }

    /**
     * Creates a folder's entries survive a power cut: those that a process made which died before it did so.
     *
     * @param folder the folder
     * @throws StoreException if that failed
     */
    public void force(Path folder) {
        try {
            disk.forceFolder(folder);
        } catch (IOException e) {
            throw failed("write", folder, e);
        }
    }

    /**
     * Removes what crashed writers left in a folder. Once a minute is enough: what is younger stays anyway.
     *
     * @param folder the folder
     */
    public void sweep(Path folder) {
        Instant before = clock.instant().minus(STALE);
        Instant last = swept.get(folder);
        if (last != null && last.isAfter(before)) {
            return;
        }
        try {
            for (String name : disk.names(folder)) {
                if (name.startsWith(".") && name.endsWith(TEMPORARY)) {
                    sweep(folder.resolve(name), before);
                }
            }
            swept.put(folder, clock.instant());
        } catch (IOException e) {
            // Left-overs take room, no more; the next writer tries again.
            return;
        }
    }

    private void sweep(Path temporary, Instant before) throws IOException {
        Optional<Stamp> stamp = disk.stamp(temporary);
        if (stamp.isPresent() && stamp.get().modified().toInstant().isBefore(before)) {
            discard(temporary);
        }
    }

    private void fill(Path temporary, byte[] content, FileTime modified) throws IOException {
        try (NewFile file = disk.create(temporary)) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                if (file.write(rest) <= 0) {
                    throw lying(temporary, "the disk takes no more bytes");
                }
            }
            if (file.size() != content.length) {
                throw lying(temporary, "the disk took fewer bytes than it said");
            }
            disk.setModified(temporary, modified);
            file.force();
        }
    }

    /** A disk that changes what it took is found out while the former content is still in place. */
    private void requireTaken(Path temporary, byte[] content) throws IOException {
        byte[] found = disk.read(temporary, content.length);
        boolean same = Arrays.equals(found, content); // No secret that could be guessed by the time it takes.
        Arrays.fill(found, (byte) 0);
        if (!same) {
            throw lying(temporary, "the disk gives other bytes back than it took");
        }
    }

    private static FileSystemException lying(Path file, String reason) {
        return new FileSystemException(file.toString(), null, reason);
    }

    /** Strictly later than before, so that time, size and inode distinguish versions on file systems with coarse clocks. */
    private FileTime laterThan(Path target) throws IOException {
        Instant now = clock.instant();
        Instant least = disk.stamp(target)
                .map(stamp -> stamp.modified().toInstant().plus(1, ChronoUnit.MICROS))
                .orElse(now);
        return FileTime.from(least.isAfter(now) ? least : now);
    }

    private void rename(Path temporary, Path target) {
        try {
            disk.move(temporary, target);
        } catch (IOException e) {
            if (gone(temporary)) {
                throw unconfirmed(target, e);
            }
            discard(temporary);
            throw failed("write", target, e);
        }
    }

    private boolean gone(Path temporary) {
        try {
            return disk.stamp(temporary).isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    private void confirm(Path target) {
        try {
            disk.forceFolder(parent(target));
        } catch (IOException e) {
            throw unconfirmed(target, e);
        }
    }

    private void confirmFolder(Path folder, Path parent) {
        try {
            disk.forceFolder(parent);
        } catch (IOException e) {
            // Without this the next writer would take the folder for durable.
            discard(folder);
            throw failed("create", folder, e);
        }
    }

    private boolean exists(Path folder) {
        try {
            return disk.stamp(folder).isPresent();
        } catch (IOException e) {
            throw failed("look at", folder, e);
        }
    }

    private void discard(Path path) {
        try {
            disk.delete(path);
        } catch (IOException e) {
            // Swept later.
            return;
        }
    }

    private Path temporary(Path target) {
        return target.resolveSibling("." + target.getFileName() + "." + names.get() + TEMPORARY);
    }

    private static Path parent(Path path) {
        Path parent = path.getParent();
        return parent == null ? path : parent;
    }

    private static StoreException failed(String verb, Path path, IOException cause) {
        return new StoreException(
                "cannot " + verb + " " + path + " (" + IoErrors.reason(cause)
                        + "): nothing was changed; check that the disk"
                        + " is writable, has room and belongs to this user",
                cause);
    }

    private static DurabilityUnknownException unconfirmed(Path path, IOException cause) {
        return new DurabilityUnknownException(
                path + " was changed, but the disk did not confirm that it survives a power cut ("
                        + IoErrors.reason(cause) + "): read it again, and check the disk",
                cause);
    }
}
