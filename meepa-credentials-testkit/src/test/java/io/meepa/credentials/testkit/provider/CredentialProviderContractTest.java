package io.meepa.credentials.testkit.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.testkit.check.ContractRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** F-13: a provider without a bug passes, and each with one known bug is rejected by a sentence that names it. */
final class CredentialProviderContractTest {

    @Test
    void acceptsAProviderWithoutABug() {
        ContractRun run = run(FakeKeyBug.NONE);

        assertThat(run.failures()).isEmpty();
        assertThat(run.skipped()).isZero();
        assertThat(run.succeeded()).isGreaterThanOrEqualTo(27);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void rejectsAProviderAndNamesItsBug(FakeKeyBug bug) {
        assertThat(run(bug).failures()).anyMatch(failure -> failure.contains(bug.failure()));
    }

    private static ContractRun run(FakeKeyBug bug) {
        SeededProviderContract.bug = bug;
        return ContractRun.of(SeededProviderContract.class);
    }
}
