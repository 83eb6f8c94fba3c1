package io.meepa.credentials.core.handover;

/** Something to be done when the JVM ends in order, unless it was done before. */
final class LastWish {

    private final Thread thread;

    private LastWish(Thread thread) {
        this.thread = thread;
    }

    static LastWish of(String name, Runnable wish) {
        LastWish lastWish = new LastWish(new Thread(wish, name));
        Runtime.getRuntime().addShutdownHook(lastWish.thread);
        return lastWish;
    }

    /** Takes the wish back. Idempotent. */
    void forget() {
        try {
            Runtime.getRuntime().removeShutdownHook(thread);
        } catch (IllegalStateException e) {
            // The JVM is on its way out, and the wish finds nothing left to do.
        }
    }
}
