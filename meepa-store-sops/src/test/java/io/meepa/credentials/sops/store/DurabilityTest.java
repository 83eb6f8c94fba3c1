package io.meepa.credentials.sops.store;

import static io.meepa.credentials.sops.store.Documents.show;
import static io.meepa.credentials.sops.store.Home.MEEPA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.error.CredentialException;
import io.meepa.credentials.error.StoreException;
import io.meepa.credentials.sops.Identity;
import io.meepa.credentials.sops.disk.PowerLoss;
import io.meepa.credentials.sops.disk.PowerLoss.Remains;
import io.meepa.credentials.sops.disk.ScriptedDisk;
import io.meepa.credentials.sops.disk.ScriptedDisk.Kind;
import io.meepa.credentials.sops.disk.ScriptedDisk.Operation;
import io.meepa.credentials.spi.store.DurabilityUnknownException;
import io.meepa.credentials.spi.store.Revision;
import io.meepa.credentials.spi.store.StoreSession;
import io.meepa.credentials.spi.store.StoredDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** R8: whole operations of a store over a disk that is cut off or fails at any point. */
@Tag("proof")
class DurabilityTest {

    private static final String ABSENT = "absent";

    @TempDir
    Path folder;

    private Home home;
    private int states;

    @BeforeEach
    void makesAHome() {
        home = new Home(folder.resolve("home"));
    }

    @Test
    @DisplayName("R8: every power-loss state of a creation is no document or the new one")
    void survivesPowerCutsOfACreation() throws IOException {
        Set<String> after = outcomes(ScriptedDisk.recording(), session -> create(session), ABSENT);
        assertThat(after).containsExactly(show(Documents.of(2)));
        Proof.report("R8 power-loss states of a creation", states + " states, 0 torn, 0 lost");
    }

    @Test
    @DisplayName("R8: every power-loss state of an update is the old or the new document")
    void survivesPowerCutsOfAnUpdate() throws IOException {
        create(home.open());
        Set<String> after = outcomes(ScriptedDisk.recording(), session -> update(session), show(Documents.of(2)));
        assertThat(after).containsExactly(show(Documents.of(3)));
        Proof.report("R8 power-loss states of an update", states + " states, 0 torn, 0 lost");
    }

    @Test
    @DisplayName("R8: every power-loss state of a deletion is the old document or none")
    void survivesPowerCutsOfADeletion() throws IOException {
        create(home.open());
        Set<String> after = outcomes(ScriptedDisk.recording(), session -> delete(session), show(Documents.of(2)));
        assertThat(after).containsExactly(ABSENT);
        Proof.report("R8 power-loss states of a deletion", states + " states, 0 torn, 0 lost");
    }

    @Test
    @DisplayName("R8: every power-loss state of a change of keys is the old or the new document, readable")
    void survivesPowerCutsOfAChangeOfKeys() throws IOException {
        create(home.open());
        home.settings.put("recipients", List.of(Identity.generate().recipient().toString()));
        Set<String> after = outcomes(ScriptedDisk.recording(), session -> update(session), show(Documents.of(2)));
        assertThat(after).containsExactly(show(Documents.of(3)));
        Proof.report("R8 power-loss states of a change of keys", states + " states, 0 torn, 0 lost");
    }

    @ParameterizedTest
    @CsvSource({
        "FORCE,credentials",
        "FORCE,private-key",
        "FORCE_FOLDER,meepa",
        "FORCE_FOLDER,agents",
        "FORCE_FOLDER,home"
    })
    @DisplayName("R8: the check finds each force that a creation leaves out")
    void findsEachForceThatACreationForgets(Kind forgotten, String name) throws IOException {
        Set<String> after =
                outcomes(ScriptedDisk.forgetting(forgotten, name), session -> create(session), ABSENT, "torn");
        assertThat(after).isNotEqualTo(Set.of(show(Documents.of(2))));
    }

    @ParameterizedTest
    @CsvSource({"FORCE,credentials", "FORCE_FOLDER,meepa"})
    @DisplayName("R8: the check finds each force that an update leaves out")
    void findsEachForceThatAnUpdateForgets(Kind forgotten, String name) throws IOException {
        create(home.open());
        Set<String> after = outcomes(
                ScriptedDisk.forgetting(forgotten, name),
                session -> update(session),
                show(Documents.of(2)),
                ABSENT,
                "torn");
        assertThat(after).isNotEqualTo(Set.of(show(Documents.of(3))));
    }

    @ParameterizedTest
    @MethodSource("reasons")
    @DisplayName("R8: the n-th operation of a creation fails, for every n")
    void survivesAFailureOfEachOperationOfACreation(String reason) {
        int points = 0;
        for (int failing = 1; ; failing++) {
            Home fresh = new Home(folder.resolve("home" + failing));
            if (!fails(fresh, failing, reason, session -> create(session))) {
                break;
            }
            points++;
            String left = read(fresh);
            assertThat(left).isIn(ABSENT, show(Documents.of(2)));
            if (left.equals(ABSENT)) {
                create(fresh.open());
            }
            assertThat(read(fresh)).isEqualTo(show(Documents.of(2)));
        }
        assertThat(points).isGreaterThan(20);
        Proof.report("R8 failing operations of a creation, " + reason, points + " points, 0 torn, 0 untyped");
    }

    @ParameterizedTest
    @MethodSource("reasons")
    @DisplayName("R8: the n-th operation of an update fails, for every n")
    void survivesAFailureOfEachOperationOfAnUpdate(String reason) {
        int points = 0;
        for (int failing = 1; ; failing++) {
            Home fresh = new Home(folder.resolve("home" + failing));
            create(fresh.open());
            if (!fails(fresh, failing, reason, session -> update(session))) {
                break;
            }
            points++;
            assertThat(read(fresh)).isIn(show(Documents.of(2)), show(Documents.of(3)));
            update(fresh.open());
            assertThat(read(fresh)).isEqualTo(show(Documents.of(3)));
        }
        assertThat(points).isGreaterThan(15);
        Proof.report("R8 failing operations of an update, " + reason, points + " points, 0 torn, 0 untyped");
    }

    @Test
    @DisplayName("R8: what a disk changed on the way is found out before it takes the document's place")
    void keepsTheDocumentWhenTheDiskGivesOtherBytesBack() {
        create(home.open());
        StoreSession session = home.open(ScriptedDisk.corrupting());
        assertThatThrownBy(() -> update(session))
                .isInstanceOf(StoreException.class)
                .hasMessageContainingAll("nothing was changed", "other bytes");
        assertThatThrownBy(() -> session.rekey(MEEPA)).isInstanceOf(StoreException.class);
        assertThat(show(home.open().read(MEEPA).orElseThrow().content())).isEqualTo(show(Documents.of(2)));
    }

    @Test
    @DisplayName("R8: a key pair that the disk did not confirm is taken back, since what it encrypts could be lost")
    void takesBackAKeyPairThatIsNotConfirmed() {
        StoreSession session = home.open(new ScriptedDisk((kind, path) -> {
            if (kind == Kind.FORCE_FOLDER && Files.exists(home.keyFile())) {
                throw new IOException("Input/output error");
            }
            return true;
        }));
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> create(session)))
                .isInstanceOf(CredentialException.class);
        assertThat(home.keyFile()).doesNotExist();
        assertThat(home.document()).doesNotExist();
    }

    @Test
    @DisplayName("R8: a creation forces the folders that a process made which died before it could")
    void forcesFoldersOfADeadProcess() throws IOException {
        Files.createDirectories(home.document().resolveSibling("."));
        ScriptedDisk disk = ScriptedDisk.recording();
        create(home.open(disk));
        List<Path> forced = disk.changes().stream()
                .takeWhile(operation -> !operation.to().equals(home.document()))
                .filter(operation -> operation.kind() == Kind.FORCE_FOLDER)
                .map(Operation::path)
                .toList();
        assertThat(forced).contains(home.path, home.path.resolve("agents"), home.path.resolve("agents/meepa"));
    }

    static List<String> reasons() {
        List<String> reasons = List.of("Input/output error", "No space left on device", "Read-only file system");
        return Proof.full() ? reasons : reasons.subList(0, 1);
    }

    private boolean fails(Home fresh, int failing, String reason, Consumer<StoreSession> action) {
        AtomicInteger operations = new AtomicInteger();
        ScriptedDisk disk = new ScriptedDisk((kind, path) -> {
            if (operations.incrementAndGet() == failing) {
                throw new FileSystemException(path.toString(), null, reason);
            }
            return true;
        });
        StoreSession session = fresh.open(disk);
        String before = read(fresh);
        try {
            action.accept(session);
        } catch (DurabilityUnknownException e) {
            assertThat(read(fresh)).isNotEqualTo(before);
        } catch (CredentialException e) {
            assertThat(read(fresh)).isEqualTo(before);
        }
        return operations.get() >= failing;
    }

    /** Plays an action, then reads what each power cut would leave; returns what is left after the acknowledgement. */
    private Set<String> outcomes(ScriptedDisk disk, Consumer<StoreSession> action, String... alsoAllowed)
            throws IOException {
        Map<Path, String> before = files();
        action.accept(home.open(disk));
        List<Operation> operations = disk.changes();
        Set<String> allowed = new HashSet<>(List.of(alsoAllowed));
        allowed.add(read(home));
        Set<String> after = new HashSet<>();
        Map<Map<Path, String>, String> known = new HashMap<>();
        for (Remains remains : PowerLoss.of(before, operations)) {
            states++;
            String left = known.computeIfAbsent(remains.files(), this::reopened);
            assertThat(left).isIn(allowed);
            if (remains.operationsDone() == operations.size()) {
                after.add(left);
            }
        }
        return after;
    }

    private String reopened(Map<Path, String> files) {
        Home copy = new Home(folder.resolve("copy" + states));
        copy.settings.putAll(home.settings);
        try {
            if (files.containsKey(home.path)) {
                Files.createDirectories(copy.path);
            }
            for (Map.Entry<Path, String> file : new TreeMap<>(files).entrySet()) {
                restore(copy.path.resolve(home.path.relativize(file.getKey())), file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return read(copy);
    }

    /** A file whose folder is lost is lost. */
    private static void restore(Path path, String content) throws IOException {
        if (!Files.isDirectory(path.resolveSibling(".")) || Files.isDirectory(path)) {
            return;
        }
        if (path.getFileName().toString().contains(".") && !path.endsWith(".locks")) {
            Files.createFile(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(path, content.getBytes(StandardCharsets.ISO_8859_1));
        } else {
            Files.createDirectory(path);
        }
    }

    private Map<Path, String> files() throws IOException {
        Map<Path, String> files = new HashMap<>();
        if (Files.exists(home.path)) {
            try (Stream<Path> paths = Files.walk(home.path)) {
                for (Path path : paths.toList()) {
                    files.put(path, Files.isDirectory(path) ? "" : Files.readString(path, StandardCharsets.ISO_8859_1));
                }
            }
        }
        return files;
    }

    private static String read(Home place) {
        try {
            return place.open()
                    .read(MEEPA)
                    .map(stored -> show(stored.content()))
                    .orElse(ABSENT);
        } catch (CredentialException e) {
            return "torn";
        }
    }

    private static void create(StoreSession session) {
        session.write(MEEPA, Documents.of(2), Revision.ABSENT);
    }

    private static void update(StoreSession session) {
        StoredDocument stored = session.read(MEEPA).orElseThrow();
        session.write(MEEPA, Documents.of(3), stored.revision());
    }

    private static void delete(StoreSession session) {
        session.delete(MEEPA, session.read(MEEPA).orElseThrow().revision());
    }
}
