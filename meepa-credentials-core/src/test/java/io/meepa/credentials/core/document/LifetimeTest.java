package io.meepa.credentials.core.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.core.document.Lifetime.Phase;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.Metadata;
import io.meepa.credentials.model.MetadataKeys;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LifetimeTest {

    private static final String NOON = "2026-11-21T12:00:00Z";

    private static Phase phase(Metadata metadata, String now) {
        return lifetime(metadata).at(Instant.parse(now));
    }

    private static Lifetime lifetime(Metadata metadata) {
        return Lifetime.of(AgentCredential.token("x").metadata(metadata).build());
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-21T10:00:00Z, FRESH",
        "2026-11-21T11:54:59Z, FRESH",
        "2026-11-21T11:55:00Z, STALE",
        "2026-11-21T11:59:29Z, STALE",
        "2026-11-21T11:59:30Z, EXPIRED",
        "2027-01-01T00:00:00Z, EXPIRED"
    })
    @DisplayName("F-09: stale five minutes before the end, expired half a minute before it")
    void hasTwoWindows(String now, Phase phase) {
        assertThat(phase(Metadata.empty().with(MetadataKeys.EXPIRES_AT, NOON), now))
                .isEqualTo(phase);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-21T11:59:00Z, FRESH",
        "2026-11-21T11:59:44Z, FRESH",
        "2026-11-21T11:59:45Z, STALE",
        "2026-11-21T11:59:54Z, EXPIRED"
    })
    void scalesThemToAShortLife(String now, Phase phase) {
        Metadata minute = Metadata.empty()
                .with(MetadataKeys.EXPIRES_AT, NOON)
                .with(MetadataKeys.REFRESHED_AT, "2026-11-21T11:59:00Z");
        assertThat(phase(minute, now)).isEqualTo(phase);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-21T12:00:00Z, 2026-11-21T12:00:00Z",
        "2026-11-21T13:00:00+01:00, 2026-11-21T12:00:00Z",
        "2026-11-21T12:00:00.5Z, 2026-11-21T12:00:00.5Z",
        "2024-02-29T23:59:59Z, 2024-02-29T23:59:59Z",
        "2026-02-29T12:00:00Z, ",
        "2026-11-21T24:00:00Z, ",
        "2026-11-21T12:00:60Z, ",
        "2026-13-21T12:00:00Z, ",
        "2026-11-21 12:00:00Z, ",
    })
    @DisplayName("An end is read in each form of RFC 3339, and a moment that there never is is none")
    void readsTimes(String text, @Nullable String moment) {
        assertThat(lifetime(Metadata.empty().with(MetadataKeys.EXPIRES_AT, text))
                        .expiresAt())
                .isEqualTo(Optional.ofNullable(moment).map(Instant::parse));
    }

    @Test
    @DisplayName("Clocks of machines that share a store may differ a little; a clock that was put back is reported")
    void believesNoClockThatWasPutBack() {
        Metadata renewed = Metadata.empty()
                .with(MetadataKeys.EXPIRES_AT, NOON)
                .with(MetadataKeys.REFRESHED_AT, "2026-11-21T11:00:00Z");
        assertThat(phase(renewed, "2026-11-21T10:58:00Z")).isEqualTo(Phase.FRESH);
        assertThat(phase(renewed, "2026-11-21T10:57:59Z")).isEqualTo(Phase.EXPIRED);
        assertThat(lifetime(renewed).ending(Instant.parse("2026-11-20T00:00:00Z")))
                .contains("put back");
    }

    @Test
    @DisplayName("An end before the last renewal, as of a zero time, is over: not even a moment is added to it")
    void addsNothingToAnEndThatLiesBeforeTheRenewal() {
        for (String end : List.of("2026-11-21T11:59:00Z", "0001-01-01T00:00:00Z")) {
            Metadata renewed =
                    Metadata.empty().with(MetadataKeys.EXPIRES_AT, end).with(MetadataKeys.REFRESHED_AT, NOON);
            assertThat(phase(renewed, "2026-11-21T11:59:00Z")).isEqualTo(Phase.EXPIRED);
        }
    }

    @Test
    void readsAnyOffsetAndNothingThatIsNoTime() {
        assertThat(phase(Metadata.empty().with(MetadataKeys.EXPIRES_AT, "2026-11-21T13:00:00+01:00"), NOON))
                .isEqualTo(Phase.EXPIRED);
        assertThat(phase(Metadata.empty().with(MetadataKeys.EXPIRES_AT, "tomorrow"), NOON))
                .isEqualTo(Phase.EXPIRED);
        assertThat(phase(Metadata.empty().with(MetadataKeys.EXPIRES_AT, 1_900_000_000L), NOON))
                .isEqualTo(Phase.EXPIRED);
        assertThat(phase(Metadata.empty(), NOON)).isEqualTo(Phase.FRESH);
    }
}
