package io.meepa.credentials.provider.support;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** How long to wait between attempts: full jitter over an exponential bound, or what the upstream says. */
record Backoff(RandomGenerator random) {

    static final int ATTEMPTS = 4;
    static final Duration BASE = Duration.ofSeconds(1);
    static final Duration CAP = Duration.ofSeconds(60);

    /** The longest wait that an upstream may impose; one that asks for more is told about, not waited for. */
    static final Duration LONGEST_RETRY_AFTER = Duration.ofMinutes(5);

    Duration afterAttempt(int attempt) {
        long bound = Math.min(CAP.toMillis(), BASE.toMillis() << Math.min(attempt - 1, 20));
        return Duration.ofMillis(random.nextLong(bound + 1));
    }

    /** A little more than asked, for other processes that were told the same; within this one the gate lets one go alone. */
    Duration spread(Duration asked) {
        return asked.plusMillis(random.nextLong(BASE.toMillis() / 20 + 1));
    }

    /** Reads a Retry-After header: seconds or a date (RFC 9110, section 10.2.3). */
    static Optional<Duration> retryAfter(Optional<String> header, Clock clock) {
        return header.map(String::strip).flatMap(text -> {
            if (text.matches("[0-9]{1,9}")) {
                return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
            }
            return date(text)
                    .map(date -> Duration.between(clock.instant(), date))
                    .map(wait -> wait.isNegative() ? Duration.ZERO : wait);
        });
    }

    private static Optional<Instant> date(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
