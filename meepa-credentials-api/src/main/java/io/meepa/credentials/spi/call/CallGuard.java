package io.meepa.credentials.spi.call;

import io.meepa.credentials.spi.LockLostException;
import java.time.Duration;

/**
 * Asked before each call to an upstream, retries included: whether the run that makes it still holds its lock. What
 * {@code meepa-provider-support} sends asks by itself; a provider with a client of its own asks before each call.
 */
@FunctionalInterface
public interface CallGuard {

    /**
     * Checks that a call may be sent.
     *
     * @param longestCall how long the call may take at most, its deadline
     * @throws LockLostException if the lock is lost, or may end before the call does; let it pass, and send nothing more
     */
    void check(Duration longestCall);

    /**
     * Returns the guard of calls that run under no lock.
     *
     * @return a guard that lets every call pass
     */
    static CallGuard none() {
        return longestCall -> {};
    }
}
