package io.meepa.credentials.core.operation;

import io.meepa.credentials.spi.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * What every use case of one manager shares.
 *
 * @param providers the configured categories and their opened providers
 * @param requests makes requests to providers
 * @param events reports what happens
 * @param clock returns the time
 * @param sleeper waits
 * @param lockTimeout how long a run waits for another run of the same agent
 * @param executor runs categories side by side, and makes none wait for a thread
 */
public record EngineContext(
        ProviderRegistry providers,
        Requests requests,
        Events events,
        Clock clock,
        Sleeper sleeper,
        Duration lockTimeout,
        Executor executor) {}
