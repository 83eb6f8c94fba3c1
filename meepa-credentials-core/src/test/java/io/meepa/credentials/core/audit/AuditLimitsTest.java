package io.meepa.credentials.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.error.KeyUnavailableException;
import io.meepa.credentials.report.AuditReport;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The audit trail at its limits, and one beyond")
class AuditLimitsTest {

    @TempDir
    private Path home = Path.of("");

    @Test
    void lengthOfAKey() throws IOException {
        for (int length : new int[] {AuditKey.LEAST_BYTES, 4096}) {
            assertThat(key(length).read().<Integer>withBytes(bytes -> bytes.length))
                    .isEqualTo(length);
        }
        for (int length : new int[] {AuditKey.LEAST_BYTES - 1, 4097}) {
            KeyFile key = key(length);
            assertThatThrownBy(key::read).isInstanceOf(KeyUnavailableException.class);
        }
        assertThat(new GivenKey(() -> secret(AuditKey.LEAST_BYTES), "a test's").read())
                .isNotNull();
        GivenKey given = new GivenKey(() -> secret(AuditKey.LEAST_BYTES - 1), "a test's");
        assertThatThrownBy(given::read).isInstanceOf(KeyUnavailableException.class);
    }

    private static io.meepa.credentials.model.Secret secret(int length) {
        return io.meepa.credentials.model.Secret.of("k".repeat(length));
    }

    private KeyFile key(int length) throws IOException {
        Path file = Files.writeString(home.resolve("audit.key"), "k".repeat(length));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return new KeyFile(file);
    }

    @Test
    void lengthOfAText() {
        assertThat(AsciiJson.quoted("t".repeat(1000))).isEqualTo("\"" + "t".repeat(1000) + "\"");
        assertThat(AsciiJson.quoted("t".repeat(1001))).isEqualTo("\"" + "t".repeat(1000) + "\"");
    }

    @Test
    @DisplayName("The longest record is read whole")
    void lengthOfARecord() {
        Trails trails = Trails.in(home.resolve("audit"));
        String longest = "\u0000".repeat(1001);
        try (AuditTrail trail = trails.open()) {
            trail.record(Trails.event(longest, longest), 0);
            trail.record(Trails.event("next"), 0);
        }

        assertThat(trails.lines(1).get(0)).hasSizeGreaterThan(2 * 6 * 1000);
        assertThat(trails.found()).isEmpty();
        assertThat(trails.verify().last()).isEqualTo(2);
    }

    @Test
    void findingsOfACheck() {
        Trails trails = Trails.in(home.resolve("audit")).record(1);
        for (int edited : new int[] {999, 1000, 1001}) {
            List<String> lines = new ArrayList<>(trails.lines(1).subList(0, 1));
            for (int i = 0; i < edited; i++) {
                lines.add("edited");
            }
            trails.put(1, lines);

            AuditReport report = trails.verify();

            assertThat(report.findings()).hasSize(Math.min(edited, 1000));
        }
    }

    @Test
    @DisplayName("Waits ten seconds for another process, and not longer")
    void waitForTheLock() throws IOException {
        Trails trails = Trails.in(home.resolve("audit")).record(1);
        TrailFolder folder = new TrailFolder(trails.folder());
        List<Duration> slept = new ArrayList<>();
        try (FileChannel other = FileChannel.open(folder.lock(), StandardOpenOption.WRITE)) {
            other.lock();
            assertThatThrownBy(() -> TrailLock.take(folder, slept::add))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("another process holds the lock");
            assertThat(slept.stream().reduce(Duration.ZERO, Duration::plus)).isEqualTo(Duration.ofSeconds(10));

            slept.clear();
            try (TrailLock mine = TrailLock.take(folder, pause -> {
                slept.add(pause);
                if (slept.size() == 1999) {
                    closed(other);
                }
            })) {
                assertThat(mine.held()).isTrue();
            }
        }
    }

    private static void closed(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
