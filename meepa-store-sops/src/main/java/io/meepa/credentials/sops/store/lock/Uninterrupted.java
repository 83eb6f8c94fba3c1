package io.meepa.credentials.sops.store.lock;

import java.util.function.Supplier;

/** Runs what an interrupt must not tear apart: an interrupt closes the channel that a thread is busy with. */
public final class Uninterrupted {

    private Uninterrupted() {}

    /**
     * Runs an action with the thread's interrupt flag down, and puts it up again afterwards.
     *
     * @param <T> the result of the action
     * @param action the action
     * @return its result
     */
    public static <T> T call(Supplier<T> action) {
        boolean interrupted = Thread.interrupted();
        try {
            return action.get();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
