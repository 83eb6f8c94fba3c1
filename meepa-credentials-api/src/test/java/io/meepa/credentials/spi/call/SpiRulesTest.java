package io.meepa.credentials.spi.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.report.Evidence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the words of a provider mean to the engine. */
final class SpiRulesTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    @Test
    void allowsARepetitionAtAnyTimeNeverOrWithinItsPeriod() {
        Duration minute = Duration.ofMinutes(1);

        assertThat(Repetition.REPEATABLE.allows(Duration.ofDays(1000))).isTrue();
        assertThat(Repetition.ONE_TIME.allows(Duration.ZERO)).isFalse();
        assertThat(Repetition.within(minute).allows(Duration.ZERO)).isTrue();
        assertThat(Repetition.within(minute).allows(minute.minusNanos(1))).isTrue();
        assertThat(Repetition.within(minute).allows(minute)).isFalse();
        assertThat(Repetition.within(minute).allows(Duration.ofNanos(-1)))
                .as("a clock put back")
                .isFalse();
    }

    @Test
    void hasAPeriodForAGraceAndForNothingElse() {
        assertThatThrownBy(() -> Repetition.within(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Repetition.within(Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Repetition(Repetition.Kind.ONE_TIME, Duration.ofSeconds(1), false))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void requiresALookForEvidenceAndEvidenceForAbsence() {
        Evidence looked = Evidence.absent(NOW, "GET box: 404")
                .and(Evidence.absent(NOW.plusSeconds(5), "list: absent"))
                .onAccount("org-7");

        assertThatThrownBy(() -> Evidence.of(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThat(looked.looks()).hasSize(2);
        assertThat(looked.toString()).contains("GET box: 404", "list: absent", "org-7");
        assertThat(RevocationResult.alreadyGone(looked).evidence()).contains(looked);
        assertThat(Verification.gone(looked).evidence()).contains(looked);
        assertThat(RevocationResult.revoked(looked).evidence()).contains(looked);
        assertThat(RevocationResult.unsupported("no way").evidence()).isEmpty();
    }

    @Test
    void distinguishesADefinitiveRefusalFromAnother() {
        assertThat(ProviderRejectedException.definitive("box: the grant ended").definitive())
                .isTrue();
        assertThat(new ProviderRejectedException("box: not now").definitive()).isFalse();
    }
}
