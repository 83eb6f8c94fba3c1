package io.meepa.credentials.core.config;

import io.meepa.credentials.spi.Settings;
import java.time.Duration;

/**
 * How long and how much at once.
 *
 * @param lockTimeout how long a run waits for another run for the same agent
 * @param concurrency how many upstream calls run at once
 * @param rotationOverlap how long a secret that was replaced stays good
 * @param renewBefore how long before its end a managed secret is renewed
 * @param staleness how far behind the store a read may be; zero for not at all
 */
public record Limits(
        Duration lockTimeout, int concurrency, Duration rotationOverlap, Duration renewBefore, Duration staleness) {

    /** Reads how long and how much at once. */
    static final class Reader {

        private static final Duration LOCK_TIMEOUT = Duration.ofMinutes(5);
        private static final Duration OVERLAP = Duration.ofHours(1);
        private static final Duration RENEW_BEFORE = Duration.ofDays(7);
        private static final long CONCURRENCY = 16;
        private static final long MOST = 256;

        private Reader() {}

        static Limits read(Settings credentials) {
            int concurrency = (int) credentials.integer("concurrency", 1, MOST).orElse(CONCURRENCY);
            return new Limits(
                    credentials.duration("lock_timeout").orElse(LOCK_TIMEOUT),
                    concurrency,
                    credentials.duration("rotation_overlap").orElse(OVERLAP),
                    credentials.duration("renew_before").orElse(RENEW_BEFORE),
                    credentials.duration("staleness").orElse(Duration.ZERO));
        }
    }
}
