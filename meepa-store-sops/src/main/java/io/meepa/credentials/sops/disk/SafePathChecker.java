package io.meepa.credentials.sops.disk;

import io.meepa.credentials.error.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Refuses to touch a secret file by way of anything but real folders and one real name of it, all of which belong to this
 * user or to root. Names the folders it found on the way, so that a second look shows whether they were swapped in
 * between. Thread-safe.
 */
public final class SafePathChecker {

    /** Root may change any file, of any owner: a file of root's reveals nothing more. */
    private static final int ROOT = 0;

    private final Disk disk;

    /**
     * Creates a checker.
     *
     * @param disk the disk
     */
    public SafePathChecker(Disk disk) {
        this.disk = disk;
    }

    /**
     * Checks every folder between two, both included but the upper one, as far as they exist.
     *
     * @param above a folder that may be reached in any way
     * @param folder a folder somewhere below it, or the same
     * @return what identifies the folders, to be compared later
     * @throws StoreException if one is no folder, is a link to one, or belongs to another user
     */
    public List<Object> folders(Path above, Path folder) {
        List<Object> found = new ArrayList<>();
        Path path = above;
        for (Path name : above.relativize(folder)) {
            path = path.resolve(name);
            Optional<FileState> state = state(path);
            if (state.isEmpty()) {
                return found;
            }
            if (!name.toString().isEmpty()) {
                requireOwn(path, requireKind(path, state.get(), FileState.Kind.FOLDER));
                found.add(state.get().key());
            }
        }
        return found;
    }

    /**
     * Examines a secret file.
     *
     * @param file the file
     * @return what it is, or empty if there is none
     * @throws StoreException if it is a link, has a second name, is no regular file, or belongs to another user
     */
    public Optional<FileState> file(Path file) {
        Optional<FileState> state = anyonesFile(file);
        state.ifPresent(found -> requireOwn(file, found));
        return state;
    }

    /**
     * Examines a secret file whose owner the caller asks about.
     *
     * @param file the file
     * @return what it is, or empty if there is none
     * @throws StoreException if it is a link, has a second name, or is no regular file
     */
    public Optional<FileState> anyonesFile(Path file) {
        Optional<FileState> state = state(file);
        state.ifPresent(found -> requireOnlyName(file, requireKind(file, found, FileState.Kind.FILE)));
        return state;
    }

    /**
     * Reports whether something belongs to another user than this process runs as, and than root.
     *
     * @param state what was found
     * @return false also where the system does not say
     */
    public boolean isForeign(FileState state) {
        int owner = state.owner();
        return owner != FileState.UNKNOWN
                && owner != ROOT
                && disk.user().isPresent()
                && disk.user().getAsInt() != owner;
    }

    private void requireOwn(Path path, FileState state) {
        if (isForeign(state)) {
            throw new StoreException(path + " belongs to another user (uid " + state.owner() + ", this process is uid "
                    + disk.user().getAsInt()
                    + "): its owner can replace what is in it; if it is yours, run chown "
                    + disk.user().getAsInt() + " " + path + ", or run this program as that user");
        }
    }

    private Optional<FileState> state(Path path) {
        try {
            return disk.state(path);
        } catch (IOException e) {
            throw new StoreException(
                    "cannot look at " + path + " (" + IoErrors.reason(e)
                            + "): check that the disk works and that this user may" + " read there",
                    e);
        }
    }

    private static FileState requireKind(Path path, FileState state, FileState.Kind kind) {
        if (state.kind() == kind) {
            return state;
        }
        String what = state.kind() == FileState.Kind.LINK ? "a symbolic link" : "no regular " + word(kind);
        throw new StoreException(path + " is " + what + ": a secret is not read or written through it; put the real "
                + word(kind) + " there");
    }

    private static void requireOnlyName(Path file, FileState state) {
        if (state.links() > 1) {
            throw new StoreException(file + " has a second name (a hard link) somewhere: a secret is not kept in it;"
                    + " copy it to a file of its own");
        }
    }

    private static String word(FileState.Kind kind) {
        return kind == FileState.Kind.FILE ? "file" : "folder";
    }
}
