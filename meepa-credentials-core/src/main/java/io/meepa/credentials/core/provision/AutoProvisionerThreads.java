package io.meepa.credentials.core.provision;

import io.meepa.credentials.spi.Sleeper;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * What runs run on.
 *
 * @param runs a bounded number of runs at once
 * @param timers one thread for each run under way
 * @param sleeper waits
 */
public record AutoProvisionerThreads(Executor runs, ExecutorService timers, Sleeper sleeper) {

    /** Does something after a while, unless it is cancelled. */
    Future<?> after(Duration duration, Runnable action) {
        return timers.submit(() -> {
            try {
                sleeper.sleep(duration);
                action.run();
            } catch (InterruptedException e) {
                // The run ended first.
                Thread.currentThread().interrupt();
            }
        });
    }
}
