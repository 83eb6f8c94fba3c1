package io.meepa.credentials.spi.store;

import io.meepa.credentials.spi.LockLostException;
import java.time.Duration;

/**
 * A held lock. One that the operating system guards is held until it is closed; one that is a lease may end before, and says
 * so here. The engine asks for as long as one call may take; a lease that is shorter, and that its store does not renew, lets no
 * call begin. 60 seconds suffice for calls of 30.
 */
public interface StoreLock extends AutoCloseable {

    /**
     * Checks whether the lock is held, and stays held for a time even if the store does not answer meanwhile. Cheap: asks
     * no server.
     *
     * @param atLeast how long
     * @return false if it is lost, or may be before
     * @implSpec held: the operating system guards it
     */
    default boolean held(Duration atLeast) {
        return true;
    }

    /**
     * Checks that the lock is held, and stays held for a time.
     *
     * @param atLeast how long
     * @throws LockLostException if it is lost, or may be before
     * @implSpec asks {@link #held}
     */
    default void requireHeld(Duration atLeast) {
        if (!held(atLeast)) {
            throw new LockLostException(
                    "the lock is lost, or ends within " + atLeast + ": nothing more is done under it");
        }
    }

    /**
     * Reports whether the lock was taken from a holder that never let go, because its lease had ended. That holder may still
     * be in the middle of a call that it sent before.
     *
     * @return whether a former holder may still be at work
     * @implSpec no: the operating system ends a lock with its holder
     */
    default boolean takenOver() {
        return false;
    }

    /** Lets go. Idempotent; nothing happens if the lock is lost. */
    @Override
    void close();
}
