package io.meepa.verification.closing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SkippedTestsTest {

    private static final Instant BEGIN = Instant.parse("2026-03-01T09:00:00Z");

    private static final String REPORT = """
            <?xml version="1.0" encoding="UTF-8"?>
            <testsuite name="A" tests="5" skipped="4">
              <testcase name="a"><skipped message="Assumption failed: needs the program sops: no exchange" type="x"/></testcase>
              <testcase name="b"><skipped type="x" message="assumption was not met due to AssertionError: [needs the program strace]&#10;Expecting value to be true but was false"/></testcase>
              <testcase name="c"><skipped message="takes the documentation's pictures"/></testcase>
              <testcase name="d"><skipped/></testcase>
              <testcase name="e"/>
            </testsuite>
            """;

    @Test
    void countsWhatWasSkippedByTheProgramThatWasMissing(@TempDir Path folder) throws Exception {
        write(folder.resolve("one/target/surefire-reports/TEST-A.xml"), BEGIN.plusSeconds(1));
        write(folder.resolve("two/three/target/surefire-reports/TEST-A.xml"), BEGIN);
        write(folder.resolve("two/target/surefire-reports/TEST-Old.xml"), BEGIN.minusSeconds(1));
        write(folder.resolve("two/target/other-reports/TEST-A.xml"), BEGIN);

        SkippedTests skipped = TestReports.skipped(folder, BEGIN);

        assertThat(skipped.byProgram()).isEqualTo(Map.of("sops", 2, "strace", 2));
        assertThat(skipped.line())
                .isEqualTo("skipped tests: 4 for want of a program, 4 for other reasons;"
                        + " to run them, install sops (2), strace (2)");
    }

    @Test
    void missesOnlyWhatWasToBeThere() {
        SkippedTests skipped = new SkippedTests(List.of("needs the program sops", "needs the program tmux: no menu"));
        assertThat(skipped.missing(Set.of("sops", "age"))).containsExactly("sops");
        assertThat(skipped.missing(Set.of())).isEmpty();
    }

    @Test
    void saysThatNothingWasSkipped() {
        assertThat(new SkippedTests(List.of()).line())
                .isEqualTo("skipped tests: 0 for want of a program, 0 for other reasons");
    }

    private static void write(Path file, Instant time) throws Exception {
        Files.createDirectories(file.getParent());
        Files.writeString(file, REPORT);
        Files.setLastModifiedTime(file, FileTime.from(time));
    }
}
