package io.meepa.credentials.testkit.fake;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.testkit.check.ContractRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** F-13, F-09: tokens without a bug pass, and each known bug is rejected by a sentence that names it. */
final class TokenRefreshContractTest {

    @Test
    void acceptsTokensWithoutABug() {
        ContractRun run = run(FakeTokenBug.NONE);

        assertThat(run.failures()).isEmpty();
        assertThat(run.skipped()).as("repetition is not promised").isEqualTo(1);
        assertThat(run.succeeded()).isEqualTo(8);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void rejectsAProviderAndNamesItsBug(FakeTokenBug bug) {
        assertThat(run(bug).failures()).anyMatch(failure -> failure.contains(bug.failure()));
    }

    private static ContractRun run(FakeTokenBug bug) {
        SeededTokenContract.bug = bug;
        return ContractRun.of(SeededTokenContract.class);
    }
}
