package io.meepa.credentials.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.AuditUnavailableException;
import io.meepa.credentials.core.config.AuditPolicy;
import io.meepa.credentials.error.KeyUnavailableException;
import io.meepa.credentials.error.StoreException;
import io.meepa.credentials.report.AuditReport;
import io.meepa.credentials.spi.Sleeper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R15, F-11: the record of what happened. */
final class AuditTrailTest {

    @TempDir
    private Path home;

    private Trails trails = Trails.in(Path.of(""));

    @BeforeEach
    void makesAFolder() {
        trails = Trails.in(home.resolve("audit"));
    }

    @Test
    void writesNothingBeforeTheFirstEvent() {
        trails.open().close();

        assertThat(trails.folder()).doesNotExist();
        assertThat(trails.verify()).isEqualTo(new AuditReport(0, 0, false, java.util.List.of()));
    }

    @Test
    void recordsWhoWhatWhenAndWhichBeginningAnEndBelongsTo() {
        try (AuditTrail trail = trails.open()) {
            long begun = trail.record(Trails.event("login/github", "more"), 0);
            assertThat(trail.record(Trails.event("login/github"), begun)).isEqualTo(2);
        }

        assertThat(trails.lines(1).get(0))
                .startsWith(
                        "{\"n\":1,\"at\":\"2026-11-21T10:00:00Z\",\"agent\":\"meepa\",\"kind\":\"REVEAL\","
                                + "\"phase\":\"BEGUN\",\"subject\":\"login/github\",\"detail\":\"more\",\"of\":0,\"prev\":\"000");
        assertThat(trails.lines(1).get(1)).contains("\"of\":1,");
        assertThat(trails.verify()).isEqualTo(new AuditReport(1, 2, false, java.util.List.of()));
    }

    @Test
    void continuesWhatAnEarlierManagerWrote() {
        trails.record(3).record(2);

        assertThat(trails.verify().last()).isEqualTo(5);
        assertThat(trails.found()).isEmpty();
    }

    @Test
    @DisplayName("R11: files 0600, the folder 0700")
    void keepsItsFilesToItself() throws IOException {
        trails.record(1);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(trails.folder())))
                .isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(trails.folder())) {
            assertThat(files)
                    .hasSize(3)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\nb",
                "a\r\nb",
                "a\"}\n{\"n\":2,\"at\":\"x\"",
                "\\",
                "\\\"",
                "\u2028\u2029\u0085",
                "\u0000\u001b[2J\u007f",
                "\ud800",
                "\u202enoitaerc"
            })
    void letsNoNameForgeALine(String name) throws IOException {
        try (AuditTrail trail = trails.open()) {
            trail.record(Trails.event(name, name), 0);
            trail.record(Trails.event("next"), 0);
        }

        byte[] bytes = Files.readAllBytes(trails.segment(1));
        assertThat(trails.lines(1)).hasSize(2);
        for (byte octet : bytes) {
            assertThat(octet == '\n' || (octet >= ' ' && octet <= '~')).isTrue();
        }
        assertThat(trails.found()).isEmpty();
    }

    @Test
    void boundsWhatPeopleAndUpstreamsSay() {
        try (AuditTrail trail = trails.open()) {
            trail.record(Trails.event("\u0000".repeat(100_000)), 0);
        }
        assertThat(trails.lines(1).get(0)).hasSizeLessThan(7000);
        assertThat(trails.found()).isEmpty();
    }

    @Test
    void continuesInAnotherFileFromTheDigestOfTheLast() {
        Trails small = new Trails(trails.folder(), AuditPolicy.LEAST_SEGMENT_BYTES, OptionalInt.empty());

        small.record(40);

        assertThat(small.segment(3)).exists();
        assertThat(small.segment(1).toFile().length()).isLessThanOrEqualTo(AuditPolicy.LEAST_SEGMENT_BYTES);
        String last = small.lines(1).get(small.lines(1).size() - 1);
        String digest = last.substring(last.length() - 66, last.length() - 2);
        assertThat(small.lines(2).get(0)).contains("\"prev\":\"" + digest);
        assertThat(small.verify()).isEqualTo(new AuditReport(1, 40, false, java.util.List.of()));
    }

    @Test
    void keepsAsManyFilesAsAskedAndSaysWhereItBegins() {
        Trails bounded = new Trails(trails.folder(), AuditPolicy.LEAST_SEGMENT_BYTES, OptionalInt.of(2));

        bounded.record(60);

        AuditReport report = bounded.verify();
        assertThat(bounded.segment(1)).doesNotExist();
        assertThat(report.ok()).isTrue();
        assertThat(report.first()).isGreaterThan(20);
        assertThat(report.last()).isEqualTo(60);
    }

    @Test
    @DisplayName("an append that a kill tore is no tampering, and the chain continues")
    void dropsAnAppendThatNeverEnded() throws IOException {
        trails.record(2);
        byte[] whole = Files.readAllBytes(trails.segment(1));
        Files.write(trails.segment(1), Arrays.copyOf(whole, 100), StandardOpenOption.APPEND);

        assertThat(trails.verify().interrupted()).isTrue();
        assertThat(trails.found()).isEmpty();

        trails.record(1);
        assertThat(trails.lines(1)).hasSize(4);
        assertThat(trails.lines(1).get(2)).contains("\"kind\":\"AUDIT\"", "\"incomplete\"", "100 bytes");
        assertThat(trails.verify()).isEqualTo(new AuditReport(1, 4, false, java.util.List.of()));
    }

    @Test
    void takesOverARecordWhoseWriterDiedBeforeItMovedTheHead() throws IOException {
        trails.record(2);
        byte[] head = Files.readAllBytes(trails.head());
        trails.record(1);
        Files.write(trails.head(), head);

        assertThat(trails.found()).isEmpty();
        trails.record(1);
        assertThat(trails.verify()).isEqualTo(new AuditReport(1, 4, false, java.util.List.of()));
    }

    @Test
    void survivesAFullDiskInTheMiddleOfARecord() {
        trails.record(1);
        try (AuditTrail full = trails.open((channel, bytes, position) -> {
            channel.write(ByteBuffer.wrap(bytes, 0, 50), position);
            throw new IOException("No space left on device");
        })) {
            assertThatThrownBy(() -> full.record(Trails.event("login/github"), 0))
                    .isInstanceOf(AuditUnavailableException.class)
                    .hasMessageContaining("agent meepa: REVEAL BEGUN")
                    .hasMessageContaining("has room");
        }
        assertThat(trails.found()).isEmpty();

        trails.record(1);
        assertThat(trails.found()).isEmpty();
        assertThat(trails.verify().last()).isEqualTo(3);
    }

    @Test
    void saysSoWhereItCannotWrite() throws IOException {
        Files.writeString(trails.folder(), "a file");

        try (AuditTrail trail = trails.open()) {
            assertThatThrownBy(() -> trail.record(Trails.event("login/github"), 0))
                    .isInstanceOf(AuditUnavailableException.class)
                    .hasMessageContaining(trails.folder().toString());
        }
        assertThatThrownBy(trails::verify).isInstanceOf(StoreException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"audit-000001.jsonl", "head.json", "lock"})
    @DisplayName("R11: symbolic links are refused")
    void followsNoLink(String name) throws IOException {
        trails.record(1);
        Path elsewhere = home.resolve("elsewhere");
        Files.move(trails.folder().resolve(name), elsewhere);
        byte[] before = Files.readAllBytes(elsewhere);
        Files.createSymbolicLink(trails.folder().resolve(name), elsewhere);

        try (AuditTrail trail = trails.open()) {
            assertThatThrownBy(() -> trail.record(Trails.event("login/github"), 0))
                    .isInstanceOf(AuditUnavailableException.class);
        }
        assertThat(elsewhere).hasBinaryContent(before);
    }

    @Test
    void followsNoLinkToTheFolder() throws IOException {
        Path elsewhere = Files.createDirectory(home.resolve("elsewhere"));
        Files.createSymbolicLink(trails.folder(), elsewhere);

        try (AuditTrail trail = trails.open()) {
            assertThatThrownBy(() -> trail.record(Trails.event("login/github"), 0))
                    .isInstanceOf(AuditUnavailableException.class);
        }
        assertThat(elsewhere).isEmptyDirectory();
    }

    @Test
    void isNotTornByAnInterrupt() {
        try (AuditTrail trail = trails.open()) {
            Thread.currentThread().interrupt();
            assertThat(trail.record(Trails.event("login/github"), 0)).isOne();
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(trails.found()).isEmpty();
    }

    @Test
    void makesAKeyForItsOwnerAloneAndNeverASecondOne() throws IOException {
        KeyFile key = new KeyFile(home.resolve("keys").resolve("audit.key"));
        record(key);
        record(key);

        assertThat(key.file()).content().matches("[0-9a-f]{64}");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key.file())))
                .isEqualTo("rw-------");
        assertThat(new AuditVerifier(trails.folder(), key, Sleeper.system())
                        .verify()
                        .last())
                .isEqualTo(2);

        Files.delete(key.file());
        assertThatThrownBy(() -> record(key))
                .isInstanceOf(AuditUnavailableException.class)
                .hasMessageContaining("put it back from a backup");
        assertThat(key.file()).doesNotExist();
    }

    @Test
    void refusesAKeyThatOthersCanRead() throws IOException {
        KeyFile key = new KeyFile(home.resolve("audit.key"));
        record(key);
        Files.setPosixFilePermissions(key.file(), PosixFilePermissions.fromString("rw-r--r--"));

        assertThatThrownBy(key::read)
                .isInstanceOf(KeyUnavailableException.class)
                .hasMessageContaining("chmod 600");
    }

    @Test
    void refusesAKeyThatIsTooShort() throws IOException {
        KeyFile key = new KeyFile(home.resolve("audit.key"));
        Files.writeString(key.file(), "short");
        Files.setPosixFilePermissions(key.file(), PosixFilePermissions.fromString("rw-------"));

        assertThatThrownBy(key::read).isInstanceOf(KeyUnavailableException.class);
    }

    @Test
    void appendsNothingUnderAnotherKey() throws IOException {
        trails.record(2);
        byte[] before = Files.readAllBytes(trails.segment(1));

        assertThatThrownBy(() -> record(new KeyFile(home.resolve("other.key"))))
                .isInstanceOf(AuditUnavailableException.class);
        Files.writeString(home.resolve("other.key"), "another-key-".repeat(4), StandardCharsets.US_ASCII);
        Files.setPosixFilePermissions(home.resolve("other.key"), PosixFilePermissions.fromString("rw-------"));
        assertThatThrownBy(() -> record(new KeyFile(home.resolve("other.key"))))
                .isInstanceOf(AuditUnavailableException.class)
                .hasMessageContaining("the key does not fit");
        assertThat(trails.segment(1)).hasBinaryContent(before);
    }

    private void record(AuditKey key) {
        try (AuditTrail trail = AuditTrail.of(trails.policy(), key, Sleeper.system())) {
            trail.record(Trails.event("login/github"), 0);
        }
    }
}
