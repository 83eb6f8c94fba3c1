package io.meepa.verification.closing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Runs in the last module of a build, over the reports of all of them. */
class ClosingLineTest {

    /** The programs that this machine must have, by name, with blanks between; {@code .ci/run} sets it. */
    private static final String MANDATORY = System.getenv().getOrDefault("MEEPA_PROGRAMS", "");

    @Test
    @DisplayName("F-1002: what was skipped is counted, with the program to install; none that must be here was missing")
    @SuppressWarnings("SystemOut") // The line is the result.
    void countsWhatWasSkipped() throws Exception {
        Instant began = Instant.parse(System.getProperty("build.began", Instant.EPOCH.toString()));
        SkippedTests skipped = TestReports.skipped(Path.of("..", ".."), began);
        System.out.println(skipped.line());
        assertThat(skipped.missing(Set.of(MANDATORY.split(" ", -1))))
                .as("programs that MEEPA_PROGRAMS names, and that tests did not find")
                .isEmpty();
    }
}
