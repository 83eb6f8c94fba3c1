package io.meepa.credentials.sops.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.error.CredentialException;
import io.meepa.credentials.error.StoreException;
import io.meepa.credentials.sops.disk.PowerLoss.Remains;
import io.meepa.credentials.sops.disk.ScriptedDisk.Kind;
import io.meepa.credentials.spi.store.DurabilityUnknownException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurableFilesTest {

    private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");

    @TempDir
    Path folder;

    private final AtomicInteger counter = new AtomicInteger();
    private Path target;

    @BeforeEach
    void writesTheFormerContent() throws IOException {
        target = folder.resolve("credentials.json");
        Files.writeString(target, "old");
    }

    @Test
    void doesEveryStepOfADurableReplacementInOrder() {
        ScriptedDisk disk = ScriptedDisk.recording();
        files(disk).replace(target, bytes("new content"), DurableFilesTest::open);
        assertThat(disk.kinds())
                .containsExactly(
                        Kind.CREATE,
                        Kind.WRITE,
                        Kind.SET_MODIFIED,
                        Kind.FORCE,
                        Kind.CLOSE,
                        Kind.MOVE,
                        Kind.FORCE_FOLDER);
        assertThat(target).hasContent("new content");
        assertThat(disk.changes().get(6).path()).isEqualTo(folder);
    }

    @Test
    @DisplayName("R8: every power-loss state of a replacement is the old or the new, and the new once acknowledged")
    void survivesEveryPowerCutOfAReplacement() {
        ScriptedDisk disk = ScriptedDisk.recording();
        files(disk).replace(target, bytes("new content"), DurableFilesTest::open);
        assertThat(violations(disk)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"FORCE", "FORCE_FOLDER"})
    @DisplayName("R8: the check finds a replacement that leaves a force out")
    void findsAForgottenForce(Kind forgotten) {
        ScriptedDisk disk = ScriptedDisk.forgetting(forgotten, "");
        files(disk).replace(target, bytes("new content"), DurableFilesTest::open);
        assertThat(violations(disk)).isNotEmpty();
    }

    @Test
    void leavesNothingOfADeletedFileAfterAnyPowerCutOnceAcknowledged() {
        ScriptedDisk disk = ScriptedDisk.recording();
        files(disk).delete(target, DurableFilesTest::open);
        assertThat(target).doesNotExist();
        assertThat(folder).isEmptyDirectory();
        List<Remains> all = PowerLoss.of(Map.of(target, "old"), disk.changes());
        assertThat(all).allMatch(remains -> List.of("old", "").contains(at(remains)));
        assertThat(afterAll(disk, all))
                .isNotEmpty()
                .allMatch(remains -> at(remains).isEmpty());
    }

    @Test
    void findsADeletionThatForgetsToForceTheFolder() {
        ScriptedDisk disk = ScriptedDisk.forgetting(Kind.FORCE_FOLDER, "");
        files(disk).delete(target, DurableFilesTest::open);
        List<Remains> all = PowerLoss.of(Map.of(target, "old"), disk.changes());
        assertThat(afterAll(disk, all)).anyMatch(remains -> at(remains).equals("old"));
    }

    @Test
    void forcesTheParentOfEachFolderItCreates() {
        ScriptedDisk disk = ScriptedDisk.recording();
        files(disk).createFolder(folder.resolve("agents/meepa"));
        assertThat(disk.kinds())
                .containsExactly(Kind.CREATE_FOLDER, Kind.FORCE_FOLDER, Kind.CREATE_FOLDER, Kind.FORCE_FOLDER);
        assertThat(disk.changes().get(1).path()).isEqualTo(folder);
        assertThat(disk.changes().get(3).path()).isEqualTo(folder.resolve("agents"));
    }

    @Test
    void takesAFolderBackWhoseParentTheDiskDidNotConfirm() {
        ScriptedDisk disk = failing(Kind.FORCE_FOLDER);
        assertThatThrownBy(() -> files(disk).createFolder(folder.resolve("agents")))
                .isInstanceOf(StoreException.class);
        assertThat(folder.resolve("agents")).doesNotExist();
    }

    @Test
    @DisplayName("S8: files are 0600 and folders 0700 whatever the umask")
    void keepsFilesAndFoldersToTheirOwner() throws IOException {
        DurableFiles files = files(new SystemDisk());
        files.replace(target, bytes("new"), DurableFilesTest::open);
        files.createFolder(folder.resolve("agents"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("agents"))))
                .isEqualTo("rwx------");
    }

    @Test
    void makesTheModificationTimeStrictlyIncreaseEvenWhenTheClockStandsStill() throws IOException {
        DurableFiles files = files(new SystemDisk());
        Files.setLastModifiedTime(target, FileTime.from(NOW));
        FileTime last = Files.getLastModifiedTime(target);
        for (int i = 0; i < 5; i++) {
            files.replace(target, bytes("new " + i), DurableFilesTest::open);
            FileTime next = Files.getLastModifiedTime(target);
            assertThat(next).isGreaterThan(last);
            last = next;
        }
    }

    @Test
    @DisplayName("R8: each operation that fails gives a typed error and leaves the old or the new")
    void survivesAFailureOfEachOperation() {
        for (int failing = 1; ; failing++) {
            int point = failing;
            AtomicInteger calls = new AtomicInteger();
            ScriptedDisk disk = new ScriptedDisk((kind, path) -> {
                if (calls.incrementAndGet() == point) {
                    throw new FileSystemException(path.toString(), null, "No space left on device");
                }
                return true;
            });
            String before = content();
            String after = "content " + failing;
            try {
                files(disk).replace(target, bytes(after), DurableFilesTest::open);
                if (calls.get() < point) {
                    assertThat(point).isGreaterThan(7);
                    return;
                }
            } catch (DurabilityUnknownException e) {
                assertThat(content()).isEqualTo(after);
                continue;
            } catch (CredentialException e) {
                assertThat(e).isInstanceOf(StoreException.class).hasMessageContaining("No space left on device");
            }
            assertThat(content()).isEqualTo(before);
        }
    }

    @Test
    @DisplayName("R8: a folder that cannot be forced is distinguished from a failure, and is not forced again")
    void distinguishesAnUnconfirmedReplacement() {
        AtomicInteger forced = new AtomicInteger();
        ScriptedDisk disk = new ScriptedDisk((kind, path) -> {
            if (kind == Kind.FORCE_FOLDER) {
                forced.incrementAndGet();
                throw new IOException("Input/output error");
            }
            return true;
        });
        assertThatThrownBy(() -> files(disk).replace(target, bytes("new"), DurableFilesTest::open))
                .isInstanceOf(DurabilityUnknownException.class)
                .hasMessageContaining("read it again");
        assertThat(forced).hasValue(1);
        assertThat(target).hasContent("new");
    }

    @Test
    void neverForcesAFileAgainThatFailed() {
        ScriptedDisk disk = failing(Kind.FORCE);
        assertThatThrownBy(() -> files(disk).replace(target, bytes("new"), DurableFilesTest::open))
                .isInstanceOf(StoreException.class);
        assertThat(disk.kinds()).containsExactly(Kind.CREATE, Kind.WRITE, Kind.SET_MODIFIED, Kind.CLOSE, Kind.DELETE);
        assertThat(target).hasContent("old");
        assertThat(folder.toFile().list()).containsExactly("credentials.json");
    }

    @Test
    void reportsAMoveThatHappenedAlthoughTheDiskSaidOtherwise() {
        ScriptedDisk disk = new ScriptedDisk((kind, path) -> {
            if (kind == Kind.MOVE) {
                Files.move(path, target, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
                throw new IOException("Input/output error");
            }
            return true;
        });
        assertThatThrownBy(() -> files(disk).replace(target, bytes("new"), DurableFilesTest::open))
                .isInstanceOf(DurabilityUnknownException.class);
        assertThat(target).hasContent("new");
    }

    @Test
    @DisplayName("R8: a disk that takes fewer bytes than it says is found out")
    void refusesAShortWriteThatLies() {
        ScriptedDisk disk = new ScriptedDisk((kind, path) -> kind != Kind.WRITE);
        assertThatThrownBy(() -> files(disk).replace(target, bytes("new"), DurableFilesTest::open))
                .isInstanceOf(StoreException.class);
        assertThat(target).hasContent("old");
    }

    @Test
    @DisplayName("R8: a disk that changes what it took is found out before the former content goes")
    void refusesADiskThatGivesOtherBytesBack() throws IOException {
        ScriptedDisk disk = ScriptedDisk.corrupting();
        assertThatThrownBy(() -> files(disk).replace(target, bytes("new content"), DurableFilesTest::open))
                .isInstanceOf(StoreException.class)
                .hasMessageContainingAll("nothing was changed", "other bytes");
        assertThat(target).hasContent("old");
        assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void stopsAtTheFenceAndLeavesNothingBehind() {
        Runnable closed = () -> {
            throw new IllegalStateException("closed");
        };
        assertThatThrownBy(() -> files(new SystemDisk()).replace(target, bytes("new"), closed))
                .hasMessage("closed");
        assertThat(target).hasContent("old");
        assertThat(folder.toFile().list()).containsExactly("credentials.json");
    }

    @ParameterizedTest
    @ValueSource(strings = {".credentials.json.1.tmp", ".private-key.key.zz.tmp"})
    void sweepsWhatACrashLeftAMinuteAgo(String name) throws IOException {
        Path stale = Files.writeString(folder.resolve(name), "half");
        Path fresh = Files.writeString(folder.resolve(name.replace(".tmp", "x.tmp")), "half");
        Files.setLastModifiedTime(stale, FileTime.from(NOW.minusSeconds(61)));
        Files.setLastModifiedTime(fresh, FileTime.from(NOW.minusSeconds(59)));
        files(new SystemDisk()).sweep(folder);
        assertThat(stale).doesNotExist();
        assertThat(fresh).exists();
        assertThat(target).exists();
    }

    /** To list a folder costs a writer more calls of the system than anything else but the writing. */
    @Test
    void looksForLeftOversOnceAMinute() throws IOException {
        ManualTime time = new ManualTime();
        DurableFiles files = new DurableFiles(new SystemDisk(), time, () -> "t" + counter.incrementAndGet());
        files.sweep(folder);
        Path stale = Files.writeString(folder.resolve(".credentials.json.1.tmp"), "half");
        Files.setLastModifiedTime(stale, FileTime.from(NOW.minusSeconds(61)));

        time.now = NOW.plusSeconds(59);
        files.sweep(folder);
        assertThat(stale).exists();
        time.now = NOW.plusSeconds(60);
        files.sweep(folder);
        assertThat(stale).doesNotExist();
    }

    private static final class ManualTime extends Clock {

        private Instant now = NOW;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private static void open() {}

    private DurableFiles files(Disk disk) {
        return new DurableFiles(disk, Clock.fixed(NOW, ZoneOffset.UTC), () -> "t" + counter.incrementAndGet());
    }

    private static ScriptedDisk failing(Kind failing) {
        return new ScriptedDisk((kind, path) -> {
            if (kind == failing) {
                throw new IOException("Input/output error");
            }
            return true;
        });
    }

    private List<Remains> violations(ScriptedDisk disk) {
        List<Remains> all = PowerLoss.of(Map.of(target, "old"), disk.changes());
        Predicate<Remains> torn = remains -> !List.of("old", "new content").contains(at(remains));
        Predicate<Remains> lost =
                remains -> remains.operationsDone() == disk.changes().size()
                        && !at(remains).equals("new content");
        return all.stream().filter(torn.or(lost)).toList();
    }

    private static List<Remains> afterAll(ScriptedDisk disk, List<Remains> all) {
        return all.stream()
                .filter(remains -> remains.operationsDone() == disk.changes().size())
                .toList();
    }

    private String at(Remains remains) {
        return remains.files().getOrDefault(target, "");
    }

    private String content() {
        try {
            return Files.readString(target);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
