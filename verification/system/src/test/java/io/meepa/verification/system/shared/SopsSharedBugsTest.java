package io.meepa.verification.system.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** The contract of shared stores rejects files with a known bug by a sentence that names it, and says what it skips. */
final class SopsSharedBugsTest {

    /** Leases 2, noticed losses 5, lost answers, warnings, connections 4, namespaces. */
    private static final int INAPPLICABLE = 14;

    @Test
    void skipsWhatHasNoMeaningForFilesAndNothingElse() {
        TestExecutionSummary run = run(FileBug.NONE);

        assertThat(failures(run)).isEmpty();
        assertThat(run.getTestsAbortedCount()).isEqualTo(INAPPLICABLE);
        assertThat(run.getTestsSucceededCount()).isEqualTo(5);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void rejectsFilesAndNamesTheirBug(FileBug bug) {
        assertThat(failures(run(bug))).anyMatch(failure -> failure.contains(bug.failure()));
    }

    private static TestExecutionSummary run(FileBug bug) {
        SeededFileContract.bug = bug;
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(SeededFileContract.class))
                                .build(),
                        listener);
        return listener.getSummary();
    }

    private static List<String> failures(TestExecutionSummary run) {
        return run.getFailures().stream()
                .map(failure -> failure.getException() instanceof AssertionError
                        ? String.valueOf(failure.getException().getMessage())
                        : failure.getException().toString())
                .toList();
    }
}
