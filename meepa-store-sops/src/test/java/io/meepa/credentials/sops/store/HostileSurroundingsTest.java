package io.meepa.credentials.sops.store;

import static io.meepa.credentials.sops.store.Home.MEEPA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.meepa.credentials.error.CorruptDocumentException;
import io.meepa.credentials.error.CredentialException;
import io.meepa.credentials.error.StoreException;
import io.meepa.credentials.sops.disk.ScriptedDisk;
import io.meepa.credentials.sops.disk.ScriptedDisk.Kind;
import io.meepa.credentials.spi.store.Revision;
import io.meepa.credentials.spi.store.StoreSession;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** S8, S9, S12: what an attacker or an accident may put in our way. */
class HostileSurroundingsTest {

    @TempDir
    Path folder;

    private Home home;
    private Path elsewhere;
    private Revision revision;

    @BeforeEach
    void writesADocument() throws IOException {
        home = new Home(folder.resolve("home"));
        revision = home.open().write(MEEPA, Documents.of(2), Revision.ABSENT);
        elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"agents/meepa/credentials.json", "agents/meepa/private-key.key", "agents/meepa", "agents"})
    @DisplayName("S9: a symbolic link anywhere below home")
    void refusesASymbolicLink(String place) throws IOException {
        Path path = home.path.resolve(place);
        Path moved = elsewhere.resolve("moved");
        Files.move(path, moved);
        Files.createSymbolicLink(path, moved);
        refusesEverything("symbolic link");
    }

    @Test
    @DisplayName("S9: a dangling link is neither followed nor replaced")
    void refusesADanglingLink() throws IOException {
        Files.delete(home.document());
        Files.createSymbolicLink(home.document(), elsewhere.resolve("target"));
        refusesEverything("symbolic link");
        assertThat(elsewhere).isEmptyDirectory();
    }

    @Test
    void refusesALinkWhereTheFirstDocumentWouldGo() throws IOException {
        Home fresh = new Home(folder.resolve("fresh"));
        Files.createDirectories(fresh.path);
        Files.createSymbolicLink(fresh.path.resolve("agents"), elsewhere);
        assertThatThrownBy(() -> fresh.open().write(MEEPA, Documents.of(1), Revision.ABSENT))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("symbolic link");
        assertThat(elsewhere).isEmptyDirectory();
    }

    @Test
    void followsALinkToTheHomeItself() throws IOException {
        Home linked = new Home(Files.createSymbolicLink(folder.resolve("link"), home.path));
        assertThat(linked.open().read(MEEPA).orElseThrow().revision()).isEqualTo(revision);
    }

    @ParameterizedTest
    @ValueSource(strings = {"credentials.json", "private-key.key"})
    @DisplayName("S9: a file with a second name")
    void refusesAHardLink(String name) throws IOException {
        Files.createLink(elsewhere.resolve("second"), home.document().resolveSibling(name));
        refusesEverything("hard link");
    }

    @ParameterizedTest
    @ValueSource(strings = {"credentials.json", "private-key.key"})
    @DisplayName("S9: a pipe, which would block whoever opens it")
    void refusesAPipe(String name) throws Exception {
        Path file = home.document().resolveSibling(name);
        Files.delete(file);
        assumeThat(run("mkfifo", file.toString())).as("mkfifo works").isTrue();
        refusesEverything("no regular file");
    }

    @Test
    @DisplayName("S9: a device file")
    void refusesADevice() throws Exception {
        Files.delete(home.document());
        assumeThat(run("mknod", home.document().toString(), "c", "1", "5"))
                .as("mknod works")
                .isTrue();
        refusesEverything("no regular file");
    }

    @Test
    void refusesAFolderInTheFilesPlace() throws IOException {
        Files.delete(home.document());
        Files.createDirectory(home.document());
        refusesEverything("no regular file");
    }

    @Test
    @DisplayName("S9: a folder that is swapped between check and use, when reading")
    void noticesAFolderSwappedWhileItReads() throws IOException {
        StoreSession session = home.open(swapping(Kind.READ));
        assertThatThrownBy(() -> session.read(MEEPA)).isInstanceOf(StoreException.class);
    }

    @Test
    @DisplayName("S9: a folder that is swapped between check and use, when writing")
    void noticesAFolderSwappedWhileItWrites() throws IOException {
        StoreSession session = home.open(swapping(Kind.FORCE));
        assertThatThrownBy(() -> session.write(MEEPA, Documents.of(3), revision))
                .isInstanceOf(StoreException.class);
        assertThat(elsewhere.resolve("planted/credentials.json")).hasContent("planted");
    }

    @Test
    @DisplayName("S8: wider modes are reported")
    void reportsWideModes() throws IOException {
        Files.setPosixFilePermissions(home.document(), PosixFilePermissions.fromString("rw-r--r--"));
        Files.setPosixFilePermissions(home.document().getParent(), PosixFilePermissions.fromString("rwxr-xr-x"));
        StoreSession session = home.open();
        assertThat(session.read(MEEPA)).isPresent();
        assertThat(home.codes()).containsExactly("wide-mode", "wide-mode");
        assertThat(home.notices).anyMatch(notice -> notice.message().endsWith("chmod 600 " + home.document()));
        session.write(MEEPA, Documents.of(3), revision);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.document())))
                .isEqualTo("rw-------");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Permission denied", "Read-only file system", "No space left on device", "Input/output error"})
    @DisplayName("R8: a home that cannot be made is a typed error with a remedy")
    void reportsAHomeThatCannotBeMade(String reason) {
        Home fresh = new Home(folder.resolve("fresh"));
        StoreSession session = fresh.open(new ScriptedDisk((kind, path) -> {
            if (kind == Kind.CREATE_FOLDER) {
                throw new FileSystemException(path.toString(), null, reason);
            }
            return true;
        }));
        assertThatThrownBy(() -> session.write(MEEPA, Documents.of(1), Revision.ABSENT))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(fresh.path.toString())
                .hasMessageContaining(reason)
                .hasMessageContaining("check");
        assertThat(fresh.path).doesNotExist();
    }

    @Test
    @DisplayName("Reliability 5: a network file system is refused unless allowed")
    void refusesAHomeOnAnotherMachine() {
        Home fresh = new Home(folder.resolve("fresh"));
        ScriptedDisk remote = new ScriptedDisk((kind, path) -> kind != Kind.REMOTE);
        assertThatThrownBy(() -> fresh.open(remote).write(MEEPA, Documents.of(1), Revision.ABSENT))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("network_folder: true");
        assertThat(fresh.document()).doesNotExist();
        fresh.settings.put("network_folder", true);
        fresh.open(remote).write(MEEPA, Documents.of(1), Revision.ABSENT);
        assertThat(fresh.document()).exists();
    }

    @Test
    void reportsAFileThatItMayNotRead() {
        StoreSession session = home.open(new ScriptedDisk((kind, path) -> {
            if (kind == Kind.READ && path.equals(home.document())) {
                throw new AccessDeniedException(path.toString());
            }
            return true;
        }));
        assertThatThrownBy(() -> session.read(MEEPA))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("agent meepa")
                .hasMessageContaining("belongs to this user");
    }

    @Test
    void reportsAHomeThatIsAFile() throws IOException {
        Home fresh = new Home(Files.writeString(folder.resolve("file"), "content"));
        assertThatThrownBy(() -> fresh.open().write(MEEPA, Documents.of(1), Revision.ABSENT))
                .isInstanceOf(StoreException.class);
        assertThat(fresh.path).hasContent("content");
    }

    @Test
    @DisplayName("S12: 100,000 nested arrays")
    void refusesADeeplyNestedFile() {
        home.put("{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}");
        assertThatThrownBy(() -> home.open().read(MEEPA)).isInstanceOf(CorruptDocumentException.class);
    }

    @Test
    @DisplayName("S12: a file that is too large")
    void refusesAHugeFile() throws IOException {
        Files.write(home.document(), new byte[17 * 1024 * 1024]);
        assertThatThrownBy(() -> home.open().read(MEEPA))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("16 MiB");
    }

    @Test
    @DisplayName("M-55: no plaintext is on the disk after writes, failures and deletions")
    void leavesNoPlaintextAnywhere() throws IOException {
        Revision next = home.open().write(MEEPA, Documents.of(3), revision);
        StoreSession failing = home.open(new ScriptedDisk((kind, path) -> {
            if (kind == Kind.FORCE || kind == Kind.DELETE) {
                throw new IOException("Input/output error");
            }
            return true;
        }));
        assertThatThrownBy(() -> failing.write(MEEPA, Documents.of(4), next)).isInstanceOf(StoreException.class);
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file))
                        .as(file.toString())
                        .doesNotContain("token-of-service", "@example.com");
            }
        }
    }

    private void refusesEverything(String why) throws IOException {
        assertThatThrownBy(() -> home.open().read(MEEPA))
                .isInstanceOf(CredentialException.class)
                .hasMessageContaining(why);
        assertThatThrownBy(() -> home.open().write(MEEPA, Documents.of(3), revision))
                .isInstanceOf(CredentialException.class)
                .hasMessageContaining(why);
    }

    /** Puts another folder in the agent's folder's place just before an operation. */
    private ScriptedDisk swapping(Kind before) throws IOException {
        Path planted = Files.createDirectories(elsewhere.resolve("planted"));
        Files.writeString(planted.resolve("credentials.json"), "planted");
        AtomicBoolean swapped = new AtomicBoolean();
        return new ScriptedDisk((kind, path) -> {
            if (kind == before && path.toString().contains("credentials.json") && !swapped.getAndSet(true)) {
                Files.move(home.path.resolve("agents/meepa"), elsewhere.resolve("taken"));
                Files.createSymbolicLink(home.path.resolve("agents/meepa"), planted);
            }
            return true;
        });
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
