package io.meepa.examples.gateway;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Waits for a condition, however long a loaded machine takes within reason. */
final class Await {

    private static final long MINUTES = 3;
    private static final long PAUSE_MILLIS = 20;

    private Await() {}

    static <T> T until(String otherwise, Callable<T> look, Predicate<T> condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(MINUTES);
        while (System.nanoTime() - end < 0) {
            T seen = look.call();
            if (condition.test(seen)) {
                return seen;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS));
        }
        throw new AssertionError(otherwise);
    }
}
