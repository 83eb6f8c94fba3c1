package io.meepa.credentials.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.testkit.check.ContractRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A store without a bug passes, and each with one known bug is rejected by a sentence that names it. */
final class CredentialStoreContractTest {

    @Test
    void acceptsAStoreWithoutABug() {
        ContractRun run = run(MemoryStoreBug.NONE);

        assertThat(run.failures()).isEmpty();
        assertThat(run.skipped()).isZero();
        assertThat(run.succeeded()).isGreaterThanOrEqualTo(18);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void rejectsAStoreAndNamesItsBug(MemoryStoreBug bug) {
        assertThat(run(bug).failures()).anyMatch(failure -> failure.contains(bug.failure()));
    }

    private static ContractRun run(MemoryStoreBug bug) {
        SeededStoreContract.bug = bug;
        return ContractRun.of(SeededStoreContract.class);
    }
}
