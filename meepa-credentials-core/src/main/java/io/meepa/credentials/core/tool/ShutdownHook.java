package io.meepa.credentials.core.tool;

/** Something to be done when the JVM ends in order, unless it was done before. */
final class ShutdownHook {

    private final Thread thread;

    private ShutdownHook(Thread thread) {
        this.thread = thread;
    }

    static ShutdownHook of(String name, Runnable action) {
        ShutdownHook shutdownHook = new ShutdownHook(new Thread(action, name));
        Runtime.getRuntime().addShutdownHook(shutdownHook.thread);
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
