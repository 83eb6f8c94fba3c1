package io.meepa.credentials.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.core.config.AuditPolicy;
import io.meepa.credentials.report.AuditReport;
import io.meepa.credentials.report.AuditReport.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** F-11: without the key, nothing about a trail can be changed unseen, and a finding says at which record. */
final class TamperingTest {

    private static final int RECORDS = 5;

    @TempDir
    private Path home;

    private Trails trails = Trails.in(Path.of(""));

    @BeforeEach
    void recordsAFewEvents() {
        trails = Trails.in(home.resolve("audit")).record(RECORDS);
    }

    @Test
    @DisplayName("every byte of the log that is changed or removed is found at its record")
    void findsEveryChangeOfOneByte() throws IOException {
        boolean full = Boolean.getBoolean("proof.full");
        trails = Trails.in(home.resolve("small")).record(3);
        Path segment = trails.segment(1);
        byte[] whole = Files.readAllBytes(segment);
        int record = 1;
        for (int index = 0; index < whole.length; index++) {
            for (int bit = full ? 0 : index % 8; bit < (full ? 8 : index % 8 + 1); bit++) {
                byte[] edited = whole.clone();
                edited[index] ^= (byte) (1 << bit);
                Files.write(segment, edited);
                assertFoundAt(record, "byte " + index + " with bit " + bit + " turned");
            }
            if (full || index % 7 == 0 || whole[index] == '\n') {
                Files.write(segment, without(whole, index));
                assertFoundAt(record, "byte " + index + " removed");
            }
            record += whole[index] == '\n' ? 1 : 0;
        }
    }

    private void assertFoundAt(int record, String edit) {
        AuditReport report = trails.verify();
        assertThat(report.ok()).as(edit).isFalse();
        assertThat(report.findings().get(0).record()).as(edit).isEqualTo(record);
    }

    @Test
    void findsEveryChangeOfOneByteOfTheHead() throws IOException {
        byte[] whole = Files.readAllBytes(trails.head());
        for (int index = 0; index < whole.length; index++) {
            byte[] edited = whole.clone();
            edited[index] ^= 1;
            Files.write(trails.head(), edited);
            assertThat(trails.verify().findings())
                    .as("byte " + index)
                    .anyMatch(finding -> finding.problem() == Problem.HEAD);
        }
    }

    @Test
    void findsARecordThatIsNotThere() {
        for (int record = 1; record < RECORDS; record++) {
            List<String> lines = trails.lines(1);
            String removed = lines.remove(record - 1);
            trails.put(1, lines);
            assertThat(trails.found()).containsExactly("MISSING " + record);
            lines.add(record - 1, removed);
            trails.put(1, lines);
        }
    }

    @Test
    void findsThatTheEndIsNotThere() {
        List<String> lines = trails.lines(1);
        for (int left = RECORDS - 1; left >= 0; left--) {
            trails.put(1, lines.subList(0, left));
            assertThat(trails.found()).containsExactly("TRUNCATED " + (left + 1));
        }
    }

    @Test
    void findsThatAllFilesButTheHeadAreGone() throws IOException {
        Files.delete(trails.segment(1));
        assertThat(trails.found()).containsExactly("TRUNCATED 1");
    }

    @Test
    void findsThatTheHeadIsGone() throws IOException {
        Files.delete(trails.head());
        assertThat(trails.found()).containsExactly("HEAD 0");
    }

    @Test
    void findsRecordsThatChangedPlaces() {
        for (int record = 1; record < RECORDS; record++) {
            List<String> lines = trails.lines(1);
            Collections.swap(lines, record - 1, record);
            trails.put(1, lines);
            assertThat(trails.found()).contains("MISSING " + record, "OUT_OF_PLACE " + record);
            Collections.swap(lines, record - 1, record);
            trails.put(1, lines);
        }
    }

    @Test
    void findsARecordThatIsThereTwice() {
        for (int record = 1; record <= RECORDS; record++) {
            List<String> lines = trails.lines(1);
            lines.add(record, lines.get(record - 1));
            trails.put(1, lines);
            assertThat(trails.found()).containsExactly("OUT_OF_PLACE " + record);
            lines.remove(record);
            trails.put(1, lines);
        }
    }

    @Test
    void findsALineThatSomebodyPutIn() {
        for (int before = 1; before <= RECORDS + 1; before++) {
            List<String> lines = trails.lines(1);
            lines.add(before - 1, lines.get(0).replace("service-1", "service-9"));
            trails.put(1, lines);
            assertThat(trails.found()).containsExactly("ALTERED " + before);
            lines.remove(before - 1);
            trails.put(1, lines);
        }
    }

    @Test
    void findsAFileThatIsNotThereAndFilesThatChangedPlaces() throws IOException {
        Trails several = new Trails(home.resolve("several"), AuditPolicy.LEAST_SEGMENT_BYTES, OptionalInt.empty());
        several.record(50);
        int first = several.lines(1).size();
        int second = several.lines(2).size();
        byte[] content = Files.readAllBytes(several.segment(2));

        Files.delete(several.segment(2));
        assertThat(several.found()).containsExactly("MISSING " + (first + 1));

        Files.move(several.segment(1), several.segment(2));
        Files.write(several.segment(1), content);
        assertThat(several.found()).contains("MISSING 1", "OUT_OF_PLACE 1").hasSizeGreaterThan(first);

        Files.delete(several.segment(2));
        Files.delete(several.segment(1));
        assertThat(several.found()).containsExactly("MISSING 1");
        assertThat(several.verify().first()).isEqualTo(first + second + 1L);
    }

    @Test
    @DisplayName("a trail that was cut off continues in another file, and the gap stays to be seen")
    void continuesAfterACutAndKeepsTheEvidence() {
        trails.put(1, trails.lines(1).subList(0, 3));

        trails.record(1);

        assertThat(trails.lines(1)).hasSize(3);
        assertThat(trails.lines(2).get(0)).contains("\"n\":6,", "\"cut-off\"");
        assertThat(trails.found()).containsExactly("MISSING 4");
    }

    @Test
    void continuesAfterForeignBytesAndKeepsTheEvidence() throws IOException {
        List<String> lines = trails.lines(1);
        lines.add("{\"n\":6}");
        trails.put(1, lines);

        trails.record(1);

        assertThat(trails.lines(1)).hasSize(6);
        assertThat(trails.lines(2).get(0)).contains("\"altered\"");
        assertThat(trails.found()).containsExactly("ALTERED 6");
    }

    @Test
    void continuesWithoutAHeadAndSaysSo() throws IOException {
        Files.delete(trails.head());

        trails.record(1);

        assertThat(trails.lines(2).get(0)).contains("\"n\":6,", "\"head-missing\"");
        assertThat(trails.found()).isEmpty();
    }

    @Test
    @DisplayName("a former copy of all files is noticed by a process that saw the later one, and on the record since")
    void noticesAFormerCopyWhileItIsInUse() throws IOException {
        byte[] log = Files.readAllBytes(trails.segment(1));
        byte[] head = Files.readAllBytes(trails.head());
        try (AuditTrail trail = trails.open()) {
            trail.record(Trails.event("login/later"), 0);
            Files.write(trails.segment(1), log);
            Files.write(trails.head(), head);
            trail.record(Trails.event("login/next"), 0);
        }
        assertThat(trails.lines(2).get(0)).contains("\"went-back\"");
    }

    @Test
    void findsThatTwoPastsWereJoined() throws IOException {
        byte[] log = Files.readAllBytes(trails.segment(1));
        byte[] head = Files.readAllBytes(trails.head());
        trails.record(1);
        List<String> one = trails.lines(1);
        Files.write(trails.segment(1), log);
        Files.write(trails.head(), head);
        try (AuditTrail trail = trails.open()) {
            trail.record(Trails.event("login/another"), 0);
            trail.record(Trails.event("login/another-still"), 0);
        }
        List<String> joined = new ArrayList<>(one);
        joined.add(trails.lines(1).get(6));
        trails.put(1, joined);

        assertThat(trails.found()).containsExactly("FORKED 7");
    }

    private static byte[] without(byte[] whole, int index) {
        byte[] shorter = new byte[whole.length - 1];
        System.arraycopy(whole, 0, shorter, 0, index);
        System.arraycopy(whole, index + 1, shorter, index, whole.length - index - 1);
        return shorter;
    }
}
