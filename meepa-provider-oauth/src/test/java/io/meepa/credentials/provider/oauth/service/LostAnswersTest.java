package io.meepa.credentials.provider.oauth.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.provider.oauth.preset.Presets;
import io.meepa.credentials.spi.call.Repetition;
import java.time.Duration;
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
}
