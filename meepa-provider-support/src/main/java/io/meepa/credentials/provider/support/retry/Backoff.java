package io.meepa.credentials.provider.support.retry;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How long to wait between attempts: full jitter over an exponential bound, or what the upstream says.
 *
 * @param random for jitter
 */
public record Backoff(RandomGenerator random) {

    /** The most attempts of one call. */
    public static final int ATTEMPTS = 4;
    /** The bound of the first wait. */
    public static final Duration BASE = Duration.ofSeconds(1);
    /** The bound of any wait that the upstream did not ask for. */
    public static final Duration CAP = Duration.ofSeconds(60);

    /** The longest wait that an upstream may impose; a longer one is reported, not waited for. */
    public static final Duration LONGEST_RETRY_AFTER = Duration.ofMinutes(5);

    /**
     * Returns a random wait.
     *
     * @param attempt the number of the attempt before it, from 1
     * @return the wait
     */
    public Duration afterAttempt(int attempt) {
        long bound = Math.min(CAP.toMillis(), BASE.toMillis() << Math.min(attempt - 1, 20));
        return Duration.ofMillis(random.nextLong(bound + 1));
    }

    /**
     * Returns a little more than what was asked for, since other processes were asked the same.
     *
     * @param asked what the upstream asked for
     * @return the wait
     */
    public Duration spread(Duration asked) {
        return asked.plusMillis(random.nextLong(BASE.toMillis() / 20 + 1));
    }

    /**
     * Reads a Retry-After header: seconds or a date (RFC 9110, section 10.2.3).
     *
     * @param header the header
     * @param clock the time now
     * @return the wait, or empty if there is none to be read
     */
    public static Optional<Duration> retryAfter(Optional<String> header, Clock clock) {
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
