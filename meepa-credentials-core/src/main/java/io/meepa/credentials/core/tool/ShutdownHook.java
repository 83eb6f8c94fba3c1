package io.meepa.credentials.core.tool;

import io.meepa.credentials.error.ConfigurationException;

/** Something to be done when the JVM ends in order, unless it was done before. */
final class ShutdownHook {

    private final Thread thread;

    private ShutdownHook(Thread thread) {
        this.thread = thread;
    }

    /**
     * Notes an action.
     *
     * @throws ConfigurationException if the JVM is on its way out already, and would not do it
     */
    static ShutdownHook of(String name, Runnable action) {
        ShutdownHook shutdownHook = new ShutdownHook(new Thread(action, name));
        try {
            Runtime.getRuntime().addShutdownHook(shutdownHook.thread);
        } catch (IllegalStateException e) {
            throw new ConfigurationException("nothing is handed to a tool any more: this JVM is ending");
        }
        return shutdownHook;
    }

    /** Takes the action back. Idempotent. */
    void forget() {
        try {
            Runtime.getRuntime().removeShutdownHook(thread);
        } catch (IllegalStateException e) {
            // The JVM is on its way out, and the action finds nothing left to do.
        }
    }
}
