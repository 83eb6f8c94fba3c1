package io.meepa.credentials.core.config;

import java.time.Duration;

/**
 * Whether agents are provisioned on first use, and with what patience.
 *
 * @param enabled whether they are
 * @param budget the longest that a read waits for a run, measured from the run's beginning
 * @param retryAfter how long after a failure the next run may begin; doubled with each further one
 */
public record EnsureChoice(boolean enabled, Duration budget, Duration retryAfter) {}
