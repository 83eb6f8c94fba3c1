package io.meepa.credentials.spi;

import java.time.Duration;

/** Waits. Injected, so that tests need not. */
@FunctionalInterface
public interface Sleeper {

    /**
     * Waits.
     *
     * @param duration how long
     * @throws InterruptedException if the thread was interrupted
     */
    void sleep(Duration duration) throws InterruptedException;

    /**
     * Returns the one that really sleeps.
     *
     * @return the system's sleeper
     */
    static Sleeper system() {
        return duration -> Thread.sleep(duration.toMillis());
    }
}
