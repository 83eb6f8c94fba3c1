package io.meepa.credentials.testkit.fake;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.testkit.check.ContractRun;
import org.junit.jupiter.api.DisplayName;
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
        assertThat(run.succeeded()).isEqualTo(36);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void rejectsAProviderAndNamesItsBug(FakeKeyBug bug) {
        assertThat(run(bug).failures()).anyMatch(failure -> failure.contains(bug.failure()));
    }

    @ParameterizedTest
    @DisplayName("A provider that does not ask its guard is rejected by that sentence, and by no other")
    @EnumSource(names = {"ASKS_NO_GUARD", "ASKS_ONCE", "RETRIES_WITHOUT_ASKING", "HIDES_A_LOST_LOCK"})
    void rejectsAProviderThatDoesNotAskForThatAlone(FakeKeyBug bug) {
        assertThat(run(bug).failures()).singleElement().asString().contains(bug.failure());
    }

    private static ContractRun run(FakeKeyBug bug) {
        SeededKeyContract.bug = bug;
        return ContractRun.of(SeededKeyContract.class);
    }
}
