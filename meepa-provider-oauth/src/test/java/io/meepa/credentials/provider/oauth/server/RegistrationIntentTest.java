package io.meepa.credentials.provider.oauth.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.model.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RegistrationIntentTest {

    private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");
    private static final String ISSUER = "https://login.example.com";

    @Test
    @DisplayName("three attempts without an answer are made within a day, and a fourth is one too many")
    void countsWithinADay() {
        RegistrationIntent third = next(next(next(null, NOON), NOON), NOON.plusSeconds(60));

        assertThat(third.tooMany()).isFalse();
        assertThat(next(third, NOON.plus(Duration.ofDays(1)).minusMillis(1)).tooMany())
                .isTrue();
        assertThat(next(third, NOON.plus(Duration.ofDays(1))).attempts()).isEqualTo(1);
    }

    @Test
    void countsEachIssuerApart() {
        RegistrationIntent third = next(next(next(null, NOON), NOON), NOON);

        assertThat(RegistrationIntent.after(Optional.of(third), ISSUER + "/", NOON)
                        .attempts())
                .isEqualTo(1);
    }

    @Test
    @DisplayName("a clock that was put back by more than a day begins anew")
    void isNotHeldUpByAClockThatWasPutBack() {
        RegistrationIntent third = next(next(next(null, NOON), NOON), NOON);

        assertThat(next(third, NOON.minus(Duration.ofDays(2))).attempts()).isEqualTo(1);
    }

    @Test
    void readsWhatItKept() {
        RegistrationIntent intent = next(next(null, NOON), NOON);

        assertThat(RegistrationIntent.read(intent.kept())).isEqualTo(intent);
        assertThat(RegistrationIntent.read(Secret.of("{}")).attempts()).isEqualTo(1);
        assertThat(RegistrationIntent.read(Secret.of("[")).attempts()).isEqualTo(1);
    }

    private static RegistrationIntent next(@org.jspecify.annotations.Nullable RegistrationIntent before, Instant now) {
        return RegistrationIntent.after(Optional.ofNullable(before), ISSUER, now);
    }
}
