package io.meepa.credentials.provider.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.error.ProviderUnavailableException;
import io.meepa.credentials.provider.support.absence.AbsenceProof;
import io.meepa.credentials.provider.support.absence.AbsenceProof.Look;
import io.meepa.credentials.provider.support.absence.AccountCheck;
import io.meepa.credentials.provider.support.absence.Sighting;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("F-101, F-102: absence is proved, never read")
final class AbsenceProofTest {

    private static final String NOT_THERE = "";

    private final CallFixture fixture = new CallFixture();
    private final ApiRun run = fixture.client("http://127.0.0.1:9", Map.of()).begin();
    private final AbsenceProof proof = AbsenceProof.of(run, Duration.ofSeconds(10));

    @Test
    void findsWhatIsThereWithOneLook() {
        Sighting<String> seen = proof.seek(look("it"), look(), () -> AccountCheck.same("a"));

        assertThat(seen.found()).contains("it");
        assertThat(fixture.slept).isEmpty();
    }

    @Test
    void believesNoSingleAbsence() {
        assertThat(proof.seek(look(NOT_THERE, "it"), look(), () -> AccountCheck.same("a"))
                        .found())
                .contains("it");
        assertThat(proof.seek(look(NOT_THERE, NOT_THERE, NOT_THERE, "it"), look(), () -> AccountCheck.same("a"))
                        .found())
                .contains("it");
    }

    @Test
    void believesNoSteadyAbsenceThatADifferentLookContradicts() {
        assertThat(proof.seek(
                                look(NOT_THERE, NOT_THERE, NOT_THERE, NOT_THERE),
                                look("it"),
                                () -> AccountCheck.same("a"))
                        .found())
                .contains("it");
    }

    @Test
    void namesItsLooksAndTheAccount() {
        Sighting<String> seen = proof.seek(
                look(NOT_THERE, NOT_THERE, NOT_THERE, NOT_THERE), look(NOT_THERE), () -> AccountCheck.same("a"));

        assertThat(seen.settled()).isEmpty();
        assertThat(seen.evidence()).hasValueSatisfying(evidence -> {
            assertThat(evidence.looks()).hasSize(5);
            assertThat(evidence.looks().get(4).finding()).isEqualTo("list them: not there");
            assertThat(evidence.looks().get(4).at()).isEqualTo(CallFixture.START.plusSeconds(10));
            assertThat(evidence.account()).contains("a");
        });
    }

    @Test
    void saysNothingOfAnotherAccount() {
        Sighting<String> seen = proof.seek(
                look(NOT_THERE, NOT_THERE, NOT_THERE, NOT_THERE),
                look(NOT_THERE),
                () -> AccountCheck.other("Some", "made-on", "asked-at"));

        assertThat(seen.evidence()).isEmpty();
        assertThatThrownBy(seen::settled)
                .isInstanceOf(ProviderRejectedException.class)
                .hasMessageContainingAll("made-on", "asked-at");
    }

    @Test
    void isInDoubtWithoutAnAccountOrWithoutTime() {
        assertThatThrownBy(() -> proof.seek(
                                look(NOT_THERE, NOT_THERE, NOT_THERE, NOT_THERE),
                                look(NOT_THERE),
                                () -> AccountCheck.doubtful("no account is on record"))
                        .settled())
                .isInstanceOf(ProviderUnavailableException.class)
                .hasMessageContaining("no account is on record");
        assertThat(AbsenceProof.of(run, Duration.ofDays(1))
                        .seek(look(NOT_THERE), look(), () -> AccountCheck.untold())
                        .doubt())
                .contains("no time");
    }

    private static Look<String> look(String... answers) {
        Deque<Optional<String>> left = new ArrayDeque<>();
        for (String answer : answers) {
            left.add(Optional.of(answer).filter(found -> !found.equals(NOT_THERE)));
        }
        return new Look<>(
                answers.length == 1 && answers[0].equals(NOT_THERE) ? "list them" : "show it", () -> left.remove());
    }

    private static Look<String> look() {
        return new Look<>("list them", () -> {
            throw new AssertionError("not to be asked: " + List.of());
        });
    }
}
