package io.meepa.credentials.testkit.shared;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.testkit.check.ContractRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A store without a bug passes, and each with one known bug is rejected by a sentence that names it. */
final class SharedStoreContractTest {

    @Test
    void acceptsAStoreWithoutABug() {
        ContractRun run = run(SharedMemoryBug.NONE);

        assertThat(run.failures()).isEmpty();
        assertThat(run.skipped()).isZero();
        assertThat(run.succeeded()).isGreaterThanOrEqualTo(19);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void rejectsAStoreAndNamesItsBug(SharedMemoryBug bug) {
        assertThat(run(bug).failures()).anyMatch(failure -> failure.contains(bug.failure()));
    }

    private static ContractRun run(SharedMemoryBug bug) {
        SeededSharedContract.bug = bug;
        return ContractRun.of(SeededSharedContract.class);
    }
}
