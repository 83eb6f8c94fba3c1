package io.meepa.credentials.sops.store;

import static io.meepa.credentials.sops.store.Home.MEEPA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.meepa.credentials.error.KeyUnavailableException;
import io.meepa.credentials.error.StoreException;
import io.meepa.credentials.sops.Identity;
import io.meepa.credentials.sops.disk.ScriptedDisk;
import io.meepa.credentials.spi.store.Revision;
import io.meepa.credentials.spi.store.StoreSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same files, links, owners and modes as in the recipes of docs/operations.md. */
@DisplayName("F-403: key files as containers and service managers mount them")
class MountedKeysTest {

    private static final int PROGRAM = 12_345;
    private static final int ROOT = 0;

    @TempDir
    Path folder;

    private final Identity key = Identity.generate();
    private Home home;

    @BeforeEach
    void makesAHome() {
        home = new Home(folder.resolve("home"));
    }

    @Nested
    @DisplayName("Kubernetes: a Secret volume, whose files are links into a folder that is replaced as a whole")
    class KubernetesSecretVolume {

        private Path volume;

        @BeforeEach
        void mountsTheVolume() throws IOException {
            volume = mount("etc/meepa-keys", "rwxrwxrwx");
            publish("..2026_11_29_10_00_00.1", key, "rw-r--r--");
            home.settings.put("key_file", volume.resolve("{id}.key").toString());
        }

        @Test
        @DisplayName("runAsUser, mode 0644 of root, the default")
        void readsTheKeyAsAnotherUser() {
            assertThat(used(PROGRAM)).isTrue();
        }

        @Test
        @DisplayName("fsGroup: root and the pod's group, mode 0440")
        void readsTheKeyByItsGroup() throws IOException {
            mode(volume.resolve("..2026_11_29_10_00_00.1/meepa.key"), "r--r-----");
            assertThat(used(PROGRAM)).isTrue();
            assertThat(used(ROOT)).isTrue();
        }

        @Test
        @DisplayName("defaultMode 0400 for a pod that runs as root")
        void readsTheKeyAsRoot() throws IOException {
            mode(volume.resolve("..2026_11_29_10_00_00.1/meepa.key"), "r--------");
            assertThat(used(ROOT)).isTrue();
        }

        @Test
        @DisplayName("The kubelet replaces the folder: the next use takes the new key")
        void seesAnUpdateOfTheSecret() throws IOException {
            StoreSession session = home.open(ScriptedDisk.runBy(OptionalInt.of(PROGRAM)));
            session.write(MEEPA, Documents.of(1), Revision.ABSENT);
            Identity next = Identity.generate();
            publish("..2026_11_29_11_00_00.2", next, "rw-r--r--", key);
            session.rekey(MEEPA);

            publish("..2026_11_29_12_00_00.3", next, "rw-r--r--");
            assertThat(home.open(ScriptedDisk.runBy(OptionalInt.of(PROGRAM))).read(MEEPA))
                    .isPresent();
        }

        private void publish(String version, Identity first, String mode, Identity... further) throws IOException {
            Path data = Files.createDirectory(volume.resolve(version));
            mode(data, "rwxr-xr-x");
            Path file = Files.createFile(data.resolve("meepa.key"));
            Files.writeString(file, Keys.text(first));
            for (Identity identity : further) {
                Files.writeString(file, Keys.text(identity), java.nio.file.StandardOpenOption.APPEND);
            }
            mode(file, mode);
            Path link = volume.resolve("..data_tmp");
            Files.createSymbolicLink(link, Path.of(version));
            Files.move(link, volume.resolve("..data"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            if (Files.notExists(volume.resolve("meepa.key"), java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
                Files.createSymbolicLink(volume.resolve("meepa.key"), Path.of("..data/meepa.key"));
            }
        }
    }

    @Test
    @DisplayName("Docker and Compose: /run/secrets/<name>, 0444 of root, whatever user the program runs as")
    void readsADockerSecret() throws IOException {
        Path secrets = mount("run/secrets", "rwxr-xr-x");
        secret(secrets.resolve("meepa_key"), "r--r--r--");
        home.settings.put("key_file", secrets.resolve("meepa_key").toString());

        assertThat(used(PROGRAM)).isTrue();
        assertThat(used(ROOT)).isTrue();
    }

    @Test
    @DisplayName("systemd: LoadCredential, $CREDENTIALS_DIRECTORY of root with 0550, files with 0440")
    void readsASystemdCredential() throws IOException {
        Path credentials = mount("run/credentials/meepa.service", "r-xr-x---");
        secret(credentials.resolve("meepa.key"), "r--r-----");
        home.settings.put("key_file", credentials.resolve("meepa.key").toString());

        assertThat(used(PROGRAM)).isTrue();
    }

    @Test
    @DisplayName("Docker --user with a read-only root file system: only the home is writable, keys come by a variable")
    void needsNothingButItsHome() throws IOException {
        Files.createDirectory(home.path);
        home.settings.put("key_env", "MEEPA_KEY");
        home.environment.put("MEEPA_KEY", Keys.text(key));
        ScriptedDisk disk = new ScriptedDisk((kind, path) -> {
            if (!kind.looks() && !path.startsWith(home.path)) {
                throw new IOException("Read-only file system");
            }
            return true;
        });
        home.open(disk).write(MEEPA, Documents.of(1), Revision.ABSENT);

        assertThat(home.open(disk).read(MEEPA)).isPresent();
    }

    @Test
    void refusesALinkThatAnotherUserCouldReplace() throws IOException {
        Path keys = mount("keys", "rwxrwxrwx");
        secret(keys.resolve("real.key"), "rw-------");
        Files.createSymbolicLink(keys.resolve("meepa.key"), Path.of("real.key"));
        unstick(keys);
        home.settings.put("key_file", keys.resolve("meepa.key").toString());

        assertThatThrownBy(() -> home.open().write(MEEPA, Documents.of(1), Revision.ABSENT))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(keys + ", on its path, can be changed by others");
    }

    @Test
    void refusesAMountedKeyThatOthersCouldChange() throws IOException {
        Path keys = mount("keys", "rwxr-xr-x");
        secret(keys.resolve("meepa.key"), "rw-rw-r--");
        home.settings.put("key_file", keys.resolve("meepa.key").toString());

        StoreSession session = home.open(ScriptedDisk.runBy(OptionalInt.of(PROGRAM)));
        assertThatThrownBy(() -> session.write(MEEPA, Documents.of(1), Revision.ABSENT))
                .isInstanceOf(KeyUnavailableException.class)
                .hasMessageContaining("can be read by others");
    }

    @Test
    void refusesACircleOfLinks() throws IOException {
        Path keys = mount("keys", "rwx------");
        Files.createSymbolicLink(keys.resolve("a"), Path.of("b"));
        Files.createSymbolicLink(keys.resolve("b"), Path.of("a"));
        home.settings.put("key_file", keys.resolve("a").toString());

        assertThatThrownBy(() -> home.open().write(MEEPA, Documents.of(1), Revision.ABSENT))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("circle of symbolic links");
    }

    @Test
    @DisplayName("Limit: 40 links on the way are followed, one more is refused")
    void holdsTheNumberOfLinks() throws IOException {
        Path keys = mount("keys", "rwx------");
        secret(keys.resolve("0"), "rw-------");
        for (int i = 1; i <= 41; i++) {
            Files.createSymbolicLink(keys.resolve(Integer.toString(i)), Path.of(Integer.toString(i - 1)));
        }
        home.settings.put("key_file", keys.resolve("40").toString());
        home.open().write(MEEPA, Documents.of(1), Revision.ABSENT);
        home.settings.put("key_file", keys.resolve("41").toString());

        assertThatThrownBy(() -> home.open().read(MEEPA))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("circle of symbolic links");
    }

    @Test
    void refusesALinkBelowTheHomeAsEver() throws IOException {
        secret(mount("keys", "rwx------").resolve("meepa.key"), "rw-------");
        Files.createDirectories(home.keyFile().getParent());
        Files.createSymbolicLink(home.keyFile(), folder.resolve("keys/meepa.key"));

        assertThatThrownBy(() -> home.open().write(MEEPA, Documents.of(1), Revision.ABSENT))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("symbolic link");
    }

    /** Writes and reads as a program of that user; the files are those of this process, which must be root's. */
    private boolean used(int user) {
        ScriptedDisk disk = ScriptedDisk.runBy(OptionalInt.of(user));
        StoreSession session = home.open(disk);
        session.write(
                MEEPA,
                Documents.of(1),
                session.read(MEEPA).map(stored -> stored.revision()).orElse(Revision.ABSENT));
        return home.open(disk).read(MEEPA).isPresent();
    }

    private Path mount(String name, String mode) throws IOException {
        assumeThat(Files.getAttribute(folder, "unix:uid"))
                .as("only root lays out root's files")
                .isEqualTo(ROOT);
        Path path = Files.createDirectories(folder.resolve(name));
        mode(path, mode);
        if (mode.equals("rwxrwxrwx")) {
            Files.setAttribute(path, "unix:mode", 01777);
        }
        return path;
    }

    private static void unstick(Path path) throws IOException {
        Files.setAttribute(path, "unix:mode", 0777);
    }

    private void secret(Path file, String mode) throws IOException {
        Files.createFile(file);
        Files.writeString(file, Keys.text(key));
        mode(file, mode);
    }

    private static void mode(Path path, String mode) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }
}
