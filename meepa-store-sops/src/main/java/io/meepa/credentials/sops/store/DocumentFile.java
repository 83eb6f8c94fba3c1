package io.meepa.credentials.sops.store;

import io.meepa.credentials.error.StoreException;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.sops.disk.Disk;
import io.meepa.credentials.sops.disk.FileState;
import io.meepa.credentials.sops.disk.FileTooLongException;
import io.meepa.credentials.sops.disk.IoErrors;
import io.meepa.credentials.sops.disk.SafePathChecker;
import io.meepa.credentials.sops.disk.Stamp;
import io.meepa.credentials.sops.sealed.DocumentPlace;
import io.meepa.credentials.sops.text.Limits;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Examines and reads the files of documents, by way of real folders only. Thread-safe. */
final class DocumentFile {

    /** Coarse clocks of file systems tick at up to 10 ms: a file younger than this may change without a new time. */
    private static final Duration UNSETTLED = Duration.ofMillis(20);

    private final Layout layout;
    private final Disk disk;
    private final SafePathChecker checker;
    private final Clock clock;
    private final boolean remoteAllowed;

    DocumentFile(Layout layout, Disk disk, SafePathChecker checker, Clock clock, boolean remoteAllowed) {
        this.layout = layout;
        this.disk = disk;
        this.checker = checker;
        this.clock = clock;
        this.remoteAllowed = remoteAllowed;
    }

    Layout layout() {
        return layout;
    }

    Path path(AgentId agent) {
        return layout.document(agent);
    }

    DocumentPlace place(AgentId agent) {
        return layout.place(agent);
    }

    Optional<Stamp> stamp(AgentId agent) {
        try {
            return disk.stamp(path(agent));
        } catch (IOException e) {
            throw unreadable(agent, e);
        }
    }

    Optional<FileContent> read(AgentId agent) {
        List<Object> folders = checker.folders(layout.home(), layout.folder(agent));
        Optional<FileState> state = checker.file(path(agent));
        Optional<Stamp> stamp = stamp(agent);
        if (state.isEmpty() || stamp.isEmpty()) {
            return Optional.empty();
        }
        try {
            boolean settled = isSettled(stamp.get());
            byte[] bytes = disk.read(path(agent), Limits.DOCUMENT_BYTES);
            requireSameFolders(agent, folders);
            return Optional.of(new FileContent(bytes, stamp.get(), settled, state.get()));
        } catch (NoSuchFileException e) {
            return Optional.empty(); // Deleted in between.
        } catch (IOException e) {
            throw unreadable(agent, e);
        }
    }

    /** Reports whether a change from now on would show in a stamp like this. */
    boolean isSettled(Stamp stamp) {
        return stamp.modified().toInstant().isBefore(clock.instant().minus(UNSETTLED));
    }

    /** Returns what the file's folder is, or empty. */
    Optional<FileState> folder(AgentId agent) {
        try {
            return disk.state(layout.folder(agent));
        } catch (IOException e) {
            throw unreadable(agent, e);
        }
    }

    List<AgentId> agents() {
        checker.folders(layout.home(), layout.agents());
        try {
            return disk.names(layout.agents()).stream()
                    .filter(AgentId::isValid)
                    .map(AgentId::of)
                    .filter(this::hasDocument)
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

    /** False for a stray entry. What cannot be examined counts as a document: its own read says why. */
    private boolean hasDocument(AgentId agent) {
        try {
            boolean stray = disk.state(layout.folder(agent))
                    .filter(state -> state.kind() == FileState.Kind.FILE || state.kind() == FileState.Kind.SPECIAL)
                    .isPresent();
            return !stray && disk.stamp(path(agent)).isPresent();
        } catch (IOException e) {
            return true;
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
        if (!checker.folders(layout.home(), layout.folder(agent)).equals(before)) {
            throw new StoreException("agent " + agent + ": a folder on the way to " + path(agent)
                    + " was replaced while it was read: find out who did that, then try again");
        }
    }

    private StoreException unreadable(AgentId agent, IOException cause) {
        return new StoreException(place(agent) + " " + why(cause), cause);
    }

    private static String why(IOException cause) {
        if (cause instanceof FileTooLongException) {
            return "is larger than the " + Limits.DOCUMENT_BYTES
                    + " bytes (16 MiB) that a document may have: put a backup copy back, or remove something with another tool";
        }
        if (cause instanceof AccessDeniedException) {
            return "may not be read by this user: check that it belongs to this user and that its folders may be entered, or"
                    + " run this program as its owner";
        }
        return "cannot be read (" + IoErrors.reason(cause) + "): check that the disk works and is mounted";
    }
}
