package io.meepa.credentials.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A store without a bug passes, and each with one known bug is rejected by a sentence that names it. */
final class CredentialStoreContractTest {

    @Test
    void acceptsAStoreWithoutABug() {
        ContractRun run = run(ShelfBug.NONE);

        assertThat(run.verdicts()).isEmpty();
        assertThat(run.skipped()).isZero();
        assertThat(run.succeeded()).isGreaterThanOrEqualTo(18);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void rejectsAStoreAndNamesItsBug(ShelfBug bug) {
        assertThat(run(bug).verdicts()).anyMatch(verdict -> verdict.contains(bug.verdict()));
    }

    private static ContractRun run(ShelfBug bug) {
        SeededStoreContract.bug = bug;
        return ContractRun.of(SeededStoreContract.class);
    }
}
