package io.meepa.credentials.sops.store;

import io.meepa.credentials.AgentId;
import io.meepa.credentials.DoctorReport.Finding;
import io.meepa.credentials.StoreException;
import io.meepa.credentials.sops.store.disk.Disk;
import io.meepa.credentials.sops.store.disk.FileState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * Looks at the files of documents and keys, and opens none.
 *
 * @param layout where documents are
 * @param disk the disk
 * @param keyFile where an agent's key is, if keys are kept in files
 */
record FileInspection(Layout layout, Disk disk, Optional<Function<AgentId, Path>> keyFile) {

    private static final int CHANGED_BY_OTHERS = 0b000_010_010;

    /** What all agents share. The home itself may be a link, and others may look into it but not change it. */
    List<Finding> home() {
        List<Finding> found = new ArrayList<>();
        Path home = layout.home();
        state(home)
                .filter(FileInspection::changedByOthers)
                .ifPresent(state -> found.add(Symptom.WIDE_MODE.finding(
                        home, home + " can be changed by others than its owner: chmod go-w " + home)));
        if (isRemote(home)) {
            found.add(Symptom.NETWORK_FOLDER.finding(
                    home,
                    home + " is on a network file system: move it to a disk of this machine, unless its locks and its"
                            + " fsync are known to work"));
        }
        found.addAll(folder(layout.agents(), Symptom::finding));
        return found;
    }

    /** What is an agent's own. Below something that must not be followed nothing else is looked at. */
    List<Finding> agent(AgentId agent) {
        Told told = (symptom, subject, message) -> symptom.finding(agent, subject, message);
        List<Finding> found = new ArrayList<>(folder(layout.folder(agent), told));
        if (!grave(found)) {
            found.addAll(file(layout.document(agent), Symptom.WIDE_MODE, told));
        }
        if (!grave(found)) {
            keyFile.ifPresent(place -> found.addAll(key(agent, place.apply(agent), told)));
        }
        return found;
    }

    static boolean grave(List<Finding> found) {
        return found.stream().anyMatch(finding -> finding.severity() == Symptom.SYMBOLIC_LINK.severity());
    }

    private List<Finding> folder(Path folder, Told told) {
        Optional<FileState> state = state(folder);
        if (state.isEmpty()) {
            return List.of();
        }
        List<Finding> found = new ArrayList<>(kind(folder, state.get(), FileState.Kind.FOLDER, told));
        if (found.isEmpty() && state.get().openToOthers()) {
            found.add(told.about(
                    Symptom.WIDE_MODE, folder, folder + " is open to others than its owner: chmod 700 " + folder));
        }
        return found;
    }

    private List<Finding> file(Path file, Symptom wide, Told told) {
        Optional<FileState> state = state(file);
        if (state.isEmpty()) {
            return List.of();
        }
        List<Finding> found = new ArrayList<>(kind(file, state.get(), FileState.Kind.FILE, told));
        if (found.isEmpty() && state.get().links() > 1) {
            found.add(told.about(
                    Symptom.HARD_LINK,
                    file,
                    file + " has a second name (a hard link) somewhere: copy it to a file of its own"));
        }
        if (found.isEmpty() && state.get().openToOthers()) {
            found.add(told.about(wide, file, file + " is open to others than its owner: " + narrowing(file, wide)));
        }
        return found;
    }

    private List<Finding> key(AgentId agent, Path file, Told told) {
        if (state(file).isEmpty()) {
            return state(layout.document(agent)).isEmpty()
                    ? List.of()
                    : List.of(told.about(
                            Symptom.KEY_MISSING,
                            file,
                            "key file " + file + " is not there: put it back from a backup; without it the credentials"
                                    + " cannot be decrypted"));
        }
        Path folder = Objects.requireNonNull(file.getParent());
        List<Finding> found = new ArrayList<>();
        if (folder.startsWith(layout.home()) && !folder.equals(layout.folder(agent))) {
            found.addAll(folder(folder, told));
        }
        found.addAll(file(file, Symptom.WIDE_KEY_MODE, told));
        if (found.isEmpty() && folder.equals(layout.folder(agent))) {
            found.add(told.about(
                    Symptom.KEY_BESIDE_DOCUMENT,
                    file,
                    file + " lies beside the document it opens: a copy of the folder is a copy of the secrets; never"
                            + " mount it into a tool, or keep keys elsewhere with key_file, key_env or key_command"));
        }
        return found;
    }

    private static List<Finding> kind(Path path, FileState state, FileState.Kind wanted, Told told) {
        if (state.kind() == wanted) {
            return List.of();
        }
        boolean link = state.kind() == FileState.Kind.LINK;
        String real = wanted == FileState.Kind.FILE ? "file" : "folder";
        return List.of(told.about(
                link ? Symptom.SYMBOLIC_LINK : Symptom.ODD_FILE,
                path,
                path + (link ? " is a symbolic link" : " is no regular " + real)
                        + ": no secret is read or written through it; put the real " + real + " there"));
    }

    private static String narrowing(Path file, Symptom wide) {
        return wide == Symptom.WIDE_KEY_MODE
                ? "treat the key as known to them, or, if nobody was there, run chmod 600 " + file
                : "chmod 600 " + file;
    }

    private static boolean changedByOthers(FileState state) {
        return state.kind() == FileState.Kind.FOLDER
                && state.mode() != FileState.UNKNOWN
                && (state.mode() & CHANGED_BY_OTHERS) != 0;
    }

    private boolean isRemote(Path home) {
        try {
            return disk.state(home).isPresent() && disk.isRemote(home);
        } catch (IOException e) {
            throw unreadable(home, e);
        }
    }

    private Optional<FileState> state(Path path) {
        try {
            return disk.state(path);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    private static StoreException unreadable(Path path, IOException cause) {
        return new StoreException(
                path + " cannot be looked at: check that this user may read there and that the disk works", cause);
    }

    /** Makes a finding of what a path shows. */
    private interface Told {

        Finding about(Symptom symptom, Path subject, String message);
    }
}
