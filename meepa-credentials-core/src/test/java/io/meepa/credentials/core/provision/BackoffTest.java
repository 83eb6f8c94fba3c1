package io.meepa.credentials.core.provision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BackoffTest {

    private Instant now = Instant.parse("2026-11-21T10:00:00Z");
    private final Backoff backoff = new Backoff(Duration.ofMinutes(1), new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    });

    @ParameterizedTest
    @CsvSource({"1, PT1M", "2, PT2M", "3, PT4M", "6, PT32M", "7, PT1H", "500, PT1H"})
    void waitsTwiceAsLongAfterEachFailureUpToAnHour(int failures, Duration delay) {
        for (int i = 0; i < failures; i++) {
            backoff.failed();
        }
        now = now.plus(delay).minusMillis(1);
        assertThat(backoff.waits()).isTrue();
        now = now.plusMillis(1);
        assertThat(backoff.waits()).isFalse();
    }

    @Test
    void beginsAnewAfterASuccess() {
        backoff.failed();
        backoff.failed();
        backoff.forget();
        assertThat(backoff.waits()).isFalse();
        backoff.failed();
        now = now.plus(Duration.ofMinutes(1));
        assertThat(backoff.waits()).isFalse();
    }

    @Test
    void isNotFrozenByAClockThatWasPutBack() {
        backoff.failed();
        now = now.minus(Duration.ofDays(400));
        assertThat(backoff.waits()).isFalse();
    }
}
