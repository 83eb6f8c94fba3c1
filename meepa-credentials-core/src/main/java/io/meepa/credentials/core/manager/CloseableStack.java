package io.meepa.credentials.core.manager;

import io.meepa.credentials.error.StoreException;
import java.util.ArrayDeque;
import java.util.Deque;

/** Closes what was opened, in reverse order, once, every one tried; later failures are suppressed. */
final class CloseableStack implements AutoCloseable {

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    synchronized <T extends AutoCloseable> T add(T closeable) {
        opened.push(closeable);
        return closeable;
    }

    @Override
    public synchronized void close() {
        RuntimeException first = null;
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                first = merge(first, e);
            }
        }
        if (first != null) {
            throw first;
        }
    }

    private static RuntimeException merge(@org.jspecify.annotations.Nullable RuntimeException first, Exception next) {
        if (next instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        RuntimeException failure = next instanceof RuntimeException unchecked
                ? unchecked
                : new StoreException(
                        "closing failed with " + next.getClass().getSimpleName() + "; what was written is safe");
        if (first == null) {
            return failure;
        }
        first.addSuppressed(failure);
        return first;
    }
}
