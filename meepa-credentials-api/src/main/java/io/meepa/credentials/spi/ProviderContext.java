package io.meepa.credentials.spi;

import java.time.Clock;
import java.util.random.RandomGenerator;

/**
 * What a provider is handed when it is opened.
 *
 * @param settings its section of the configuration
 * @param clock tells the time
 * @param sleeper waits, between retries for instance
 * @param random for jitter; not for secrets
 */
public record ProviderContext(Settings settings, Clock clock, Sleeper sleeper, RandomGenerator random) {}
