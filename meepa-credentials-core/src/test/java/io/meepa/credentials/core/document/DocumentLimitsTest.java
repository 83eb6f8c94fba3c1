package io.meepa.credentials.core.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What a document counts, at the limit and one beyond")
class DocumentLimitsTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    @ParameterizedTest
    @DisplayName("The wait after a failed attempt doubles up to six hours")
    @CsvSource({"0, PT30S", "1, PT1M", "9, PT4H16M", "10, PT6H", "11, PT6H", "999999999, PT6H"})
    void waitAfterAFailure(int failuresBefore, Duration wait) {
        Attempts failed = new Attempts(failuresBefore, NOON, NOON, "").failed(NOON, "down");

        assertThat(failed.due(NOON.plus(wait).minusMillis(1))).isFalse();
        assertThat(failed.due(NOON.plus(wait))).isTrue();
    }

    @Test
    void numberOfAttempts() {
        Attempts most = new Attempts(999_999_998, NOON, NOON, "").begun(NOON);

        assertThat(most.count()).isEqualTo(999_999_999);
        assertThat(most.begun(NOON)).isEqualTo(most);
        assertThat(most.failed(NOON, "").count()).isEqualTo(999_999_999);
    }

    @Test
    @DisplayName("A number is read up to 1,000 characters, of which 256 may be digits that stay")
    void lengthOfANumber() {
        assertThat(PlainNumber.of("1e" + "0".repeat(998))).isPresent();
        assertThat(PlainNumber.of("1e" + "0".repeat(999))).isEmpty();
        assertThat(PlainNumber.of("7".repeat(256))).isPresent();
        assertThat(PlainNumber.of("7".repeat(257))).isEmpty();
    }
}
