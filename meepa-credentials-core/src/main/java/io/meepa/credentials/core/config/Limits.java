package io.meepa.credentials.core.config;

import java.time.Duration;

/**
 * How long and how much at once.
 *
 * @param lockPatience how long a run waits for another run for the same agent
 * @param concurrency how many upstream calls run at once
 * @param rotationOverlap how long a secret that was replaced stays good
 * @param staleness how far behind the store a read may be; zero for not at all
 */
public record Limits(Duration lockPatience, int concurrency, Duration rotationOverlap, Duration staleness) {}
