package io.meepa.credentials.sops.store;

import io.meepa.credentials.AgentId;
import io.meepa.credentials.StoreException;
import io.meepa.credentials.sops.store.disk.Disk;
import io.meepa.credentials.sops.store.disk.FileState;
import io.meepa.credentials.sops.store.disk.Guard;
import io.meepa.credentials.sops.store.disk.Stamp;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Looks at and reads the files of documents, by way of real folders only. Thread-safe. */
final class DocumentFile {

    private static final int LONGEST = 16 * 1024 * 1024;

    /** Coarse clocks of file systems tick at up to 10 ms: a file younger than this may change without a new time. */
    private static final Duration UNSETTLED = Duration.ofMillis(20);

    private final Layout layout;
    private final Disk disk;
    private final Guard guard;
    private final Clock clock;
    private final boolean remoteAllowed;

    DocumentFile(Layout layout, Disk disk, Guard guard, Clock clock, boolean remoteAllowed) {
        this.layout = layout;
        this.disk = disk;
        this.guard = guard;
        this.clock = clock;
        this.remoteAllowed = remoteAllowed;
    }

    Path path(AgentId agent) {
        return layout.document(agent);
    }

    Optional<Stamp> stamp(AgentId agent) {
        try {
            return disk.stamp(path(agent));
        } catch (IOException e) {
            throw unreadable(agent, e);
        }
    }

    Optional<FileContent> read(AgentId agent) {
        List<Object> folders = guard.folders(layout.home(), layout.folder(agent));
        Optional<FileState> state = guard.file(path(agent));
        Optional<Stamp> stamp = stamp(agent);
        if (state.isEmpty() || stamp.isEmpty()) {
            return Optional.empty();
        }
        try {
            boolean settled = isSettled(stamp.get());
            byte[] bytes = disk.read(path(agent), LONGEST);
            requireSameFolders(agent, folders);
            return Optional.of(new FileContent(bytes, stamp.get(), settled, state.get()));
        } catch (NoSuchFileException e) {
            return Optional.empty(); // Deleted in between.
        } catch (IOException e) {
            throw unreadable(agent, e);
        }
    }

    /** Tells whether a change from now on would show in a stamp like this. */
    boolean isSettled(Stamp stamp) {
        return stamp.modified().toInstant().isBefore(clock.instant().minus(UNSETTLED));
    }

    /** The file's folder as it is, open to nobody else, or empty. */
    Optional<FileState> folder(AgentId agent) {
        try {
            return disk.state(layout.folder(agent));
        } catch (IOException e) {
            throw unreadable(agent, e);
        }
    }

    List<AgentId> agents() {
        guard.folders(layout.home(), layout.agents());
        try {
            return disk.names(layout.agents()).stream()
                    .filter(AgentId::isValid)
                    .map(AgentId::of)
                    .filter(agent -> stamp(agent).isPresent())
                    .sorted()
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new StoreException(
                    layout.agents() + " cannot be listed: check that it belongs to this user and that the disk works",
                    e);
        }
    }

    /** Refuses a home where locks and forcing may not do what they say. */
    void requireOwnMachine() {
        try {
            if (!remoteAllowed && disk.isRemote(layout.home())) {
                throw new StoreException(layout.home() + " is on a network file system: put the home on a disk of this"
                        + " machine, or set network_folder: true if its locks and its fsync are known to work");
            }
        } catch (IOException e) {
            throw new StoreException(layout.home() + " cannot be looked at: check that the disk works", e);
        }
    }

    private void requireSameFolders(AgentId agent, List<Object> before) {
        if (!guard.folders(layout.home(), layout.folder(agent)).equals(before)) {
            throw new StoreException("agent " + agent + ": a folder on the way to " + path(agent)
                    + " was replaced while it was read: find out who did that, then try again");
        }
    }

    private StoreException unreadable(AgentId agent, IOException cause) {
        return new StoreException(
                "agent " + agent + ": " + path(agent) + " cannot be read: check that it belongs to this user, is not"
                        + " larger than 16 MiB, and that the disk works",
                cause);
    }
}
