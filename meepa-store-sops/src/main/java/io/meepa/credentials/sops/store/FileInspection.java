package io.meepa.credentials.sops.store;

import io.meepa.credentials.error.StoreException;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.report.DoctorReport.Finding;
import io.meepa.credentials.sops.disk.Disk;
import io.meepa.credentials.sops.disk.FileState;
import io.meepa.credentials.sops.text.GoText;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Examines the files of documents and keys, and opens none.
 *
 * @param layout where documents are
 * @param disk the disk
 * @param keyFile where an agent's key is, if keys are kept in files
 */
record FileInspection(Layout layout, Disk disk, Optional<Function<AgentId, Path>> keyFile) {

    private static final int SHOWN = 5;

    /** Finds what is wrong with what all agents share. The home itself may be a link, and others may look into it but not change it. */
    List<Finding> home() {
        List<Finding> found = new ArrayList<>();
        Path home = layout.home();
        state(home)
                .filter(state -> state.kind() == FileState.Kind.FOLDER && state.changedByOthers())
                .ifPresent(state -> found.add(FileFindingCode.WIDE_MODE.finding(
                        home, home + " can be changed by others than its owner: chmod go-w " + home)));
        if (isRemote(home)) {
            found.add(FileFindingCode.NETWORK_FOLDER.finding(
                    home,
                    home + " is on a network file system: move it to a disk of this machine, unless its locks and its"
                            + " fsync are known to work"));
        }
        found.addAll(folder(layout.agents(), FileFindingCode::finding));
        if (!hasErrors(found)) {
            found.addAll(strayEntries());
        }
        return found;
    }

    /** One finding for all, since a backup program or a file manager may leave many. */
    private List<Finding> strayEntries() {
        List<String> stray = names().stream().filter(this::isStray).sorted().toList();
        if (stray.isEmpty()) {
            return List.of();
        }
        String shown = stray.stream().limit(SHOWN).map(GoText::quoted).collect(Collectors.joining(", "));
        return List.of(FileFindingCode.STRAY_ENTRY.finding(
                layout.agents(),
                layout.agents() + " holds " + stray.size() + " entries that are no agent's folder and are skipped: "
                        + shown + (stray.size() > SHOWN ? ", …" : "")));
    }

    private List<String> names() {
        try {
            return disk.names(layout.agents());
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw unreadable(layout.agents(), e);
        }
    }

    private boolean isStray(String name) {
        return !AgentId.isValid(name)
                || state(layout.agents().resolve(name))
                        .filter(state -> state.kind() == FileState.Kind.FILE || state.kind() == FileState.Kind.SPECIAL)
                        .isPresent();
    }

    /** Finds what is wrong with an agent's own files. Below something that must not be followed nothing else is looked at. */
    List<Finding> agent(AgentId agent) {
        FindingFactory findings = (code, subject, message) -> code.finding(agent, subject, message);
        List<Finding> found = new ArrayList<>(folder(layout.folder(agent), findings));
        if (!hasErrors(found)) {
            found.addAll(file(layout.document(agent), FileFindingCode.WIDE_MODE, findings));
        }
        if (!hasErrors(found)) {
            keyFile.ifPresent(place -> found.addAll(key(agent, place.apply(agent), findings)));
        }
        return found;
    }

    static boolean hasErrors(List<Finding> found) {
        return found.stream().anyMatch(finding -> finding.severity() == FileFindingCode.SYMBOLIC_LINK.severity());
    }

    private List<Finding> folder(Path folder, FindingFactory findings) {
        Optional<FileState> state = state(folder);
        if (state.isEmpty()) {
            return List.of();
        }
        List<Finding> found = new ArrayList<>(kind(folder, state.get(), FileState.Kind.FOLDER, findings));
        if (found.isEmpty() && state.get().openToOthers()) {
            found.add(findings.about(
                    FileFindingCode.WIDE_MODE,
                    folder,
                    folder + " is open to others than its owner: chmod 700 " + folder));
        }
        return found;
    }

    private List<Finding> file(Path file, FileFindingCode wide, FindingFactory findings) {
        Optional<FileState> state = state(file);
        if (state.isEmpty()) {
            return List.of();
        }
        List<Finding> found = new ArrayList<>(kind(file, state.get(), FileState.Kind.FILE, findings));
        if (found.isEmpty() && state.get().links() > 1) {
            found.add(findings.about(
                    FileFindingCode.HARD_LINK,
                    file,
                    file + " has a second name (a hard link) somewhere: copy it to a file of its own"));
        }
        if (found.isEmpty() && state.get().openToOthers()) {
            found.add(findings.about(wide, file, file + " is open to others than its owner: " + narrowing(file, wide)));
        }
        return found;
    }

    private List<Finding> key(AgentId agent, Path file, FindingFactory findings) {
        if (state(file).isEmpty()) {
            return state(layout.document(agent)).isEmpty()
                    ? List.of()
                    : List.of(findings.about(
                            FileFindingCode.KEY_MISSING,
                            file,
                            "key file " + file + " is not there: put it back from a backup; without it the credentials"
                                    + " cannot be decrypted"));
        }
        Path folder = Objects.requireNonNull(file.getParent());
        List<Finding> found = new ArrayList<>();
        if (folder.startsWith(layout.home()) && !folder.equals(layout.folder(agent))) {
            found.addAll(folder(folder, findings));
        }
        found.addAll(file(file, FileFindingCode.WIDE_KEY_MODE, findings));
        if (found.isEmpty() && folder.equals(layout.folder(agent))) {
            found.add(findings.about(
                    FileFindingCode.KEY_BESIDE_DOCUMENT,
                    file,
                    file + " lies beside the document it opens: a copy of the folder is a copy of the secrets; never"
                            + " mount it into a tool, or keep keys elsewhere with key_file, key_env or key_command"));
        }
        return found;
    }

    private static List<Finding> kind(Path path, FileState state, FileState.Kind wanted, FindingFactory findings) {
        if (state.kind() == wanted) {
            return List.of();
        }
        boolean link = state.kind() == FileState.Kind.LINK;
        String real = wanted == FileState.Kind.FILE ? "file" : "folder";
        return List.of(findings.about(
                link ? FileFindingCode.SYMBOLIC_LINK : FileFindingCode.ODD_FILE,
                path,
                path + (link ? " is a symbolic link" : " is no regular " + real)
                        + ": no secret is read or written through it; put the real " + real + " there"));
    }

    private static String narrowing(Path file, FileFindingCode wide) {
        return wide == FileFindingCode.WIDE_KEY_MODE
                ? "treat the key as known to them, or, if nobody was there, run chmod 600 " + file
                : "chmod 600 " + file;
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

    /** Creates a finding of what a path shows. */
    private interface FindingFactory {

        Finding about(FileFindingCode code, Path subject, String message);
    }
}
