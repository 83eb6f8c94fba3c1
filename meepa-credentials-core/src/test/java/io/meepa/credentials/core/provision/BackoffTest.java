package io.meepa.credentials.core.provision;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.testkit.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BackoffTest {

    private final ManualClock clock = ManualClock.atNoon();
    private final Backoff backoff = new Backoff(Duration.ofMinutes(1), clock);

    @ParameterizedTest
    @CsvSource({"1, PT1M", "2, PT2M", "3, PT4M", "6, PT32M", "7, PT1H", "500, PT1H"})
    void waitsTwiceAsLongAfterEachFailureUpToAnHour(int failures, Duration delay) {
        for (int i = 0; i < failures; i++) {
            backoff.failed();
        }
        clock.advance(delay.minusMillis(1));
        assertThat(backoff.waits()).isTrue();
        clock.advance(Duration.ofMillis(1));
        assertThat(backoff.waits()).isFalse();
    }

    @Test
    void beginsAnewAfterASuccess() {
        backoff.failed();
        backoff.failed();
        backoff.forget();
        assertThat(backoff.waits()).isFalse();
        backoff.failed();
        clock.advance(Duration.ofMinutes(1));
        assertThat(backoff.waits()).isFalse();
    }

    @Test
    void isNotFrozenByAClockThatWasPutBack() {
        backoff.failed();
        clock.advance(Duration.ofDays(400).negated());
        assertThat(backoff.waits()).isFalse();
    }
}
