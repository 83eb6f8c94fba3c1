package io.meepa.credentials.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** F-13: a provider without a bug passes, and each with one known bug is rejected by a sentence that names it. */
final class CredentialProviderContractTest {

    @Test
    void acceptsAProviderWithoutABug() {
        ContractRun run = run(KioskBug.NONE);

        assertThat(run.verdicts()).isEmpty();
        assertThat(run.skipped()).isZero();
        assertThat(run.succeeded()).isGreaterThanOrEqualTo(27);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void rejectsAProviderAndNamesItsBug(KioskBug bug) {
        assertThat(run(bug).verdicts()).anyMatch(verdict -> verdict.contains(bug.verdict()));
    }

    private static ContractRun run(KioskBug bug) {
        SeededProviderContract.bug = bug;
        return ContractRun.of(SeededProviderContract.class);
    }
}
