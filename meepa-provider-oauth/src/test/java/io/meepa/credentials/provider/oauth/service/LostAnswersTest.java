package io.meepa.credentials.provider.oauth.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.provider.oauth.preset.Presets;
import io.meepa.credentials.provider.oauth.preset.rules.RefreshRules;
import io.meepa.credentials.spi.call.Repetition;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LostAnswersTest {

    @ParameterizedTest
    @DisplayName("OA-48, OA-49: what each service allows after a lost answer")
    @CsvSource({
        // service, time since, now, once more at the end of the access token
        "google,PT1M,true,true",
        "google,PT2H,true,true",
        "reddit,PT1M,true,true",
        "microsoft,PT2H,true,true",
        "github,PT1M,false,true",
        "notion,PT1M,false,true",
        "twitter,PT1M,false,true",
        "discord,PT1M,false,true",
        "linear,PT29M,true,true",
        "linear,PT31M,false,true",
        "slack,PT5S,true,true",
        "slack,PT1M,false,true",
        "todoist,PT50S,true,false",
        "todoist,PT56S,false,false",
        "atlassian,PT9M,true,false",
        "atlassian,PT10M,false,false",
        // A clock that was set back proves no grace.
        "todoist,PT-30S,false,false"
    })
    void decidesByThePreset(String service, Duration since, boolean now, boolean atEnd) {
        Repetition repetition =
                LostAnswers.repetition(Presets.shipped(service).orElseThrow().refresh());

        assertThat(repetition.allows(since)).isEqualTo(now);
        assertThat(repetition.onceAtEnd()).isEqualTo(atEnd);
    }

    @ParameterizedTest
    @DisplayName("A grace that is over before a first call may have arrived is none")
    @CsvSource({"PT2S,false", "PT5S,false", "PT6S,true"})
    void takesAShortGraceForNone(Duration grace, boolean atOnce) {
        RefreshRules rules = new RefreshRules(
                RefreshRules.Repetition.GRACE,
                Optional.of(new RefreshRules.Grace(Optional.of(grace), RefreshRules.Returns.PAIR)),
                RefreshRules.AbsentToken.KEEP,
                RefreshRules.ReplayEnds.FAMILY,
                RefreshRules.OldAccess.NO,
                Optional.empty());

        assertThat(LostAnswers.repetition(rules).allows(Duration.ZERO)).isEqualTo(atOnce);
        assertThat(LostAnswers.repetition(rules).onceAtEnd()).isTrue();
    }
}
