package io.meepa.credentials.core.config;

import io.meepa.credentials.spi.Settings;
import java.time.Duration;

/** Reads how long and how much at once. */
final class LimitsReader {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration OVERLAP = Duration.ofHours(1);
    private static final long CONCURRENCY = 16;
    private static final long MOST = 256;

    private LimitsReader() {}

    static Limits read(Settings credentials) {
        int concurrency = (int) credentials.integer("concurrency", 1, MOST).orElse(CONCURRENCY);
        return new Limits(
                credentials.duration("lock_timeout").orElse(PATIENCE),
                concurrency,
                credentials.duration("rotation_overlap").orElse(OVERLAP),
                credentials.duration("staleness").orElse(Duration.ZERO));
    }
}
