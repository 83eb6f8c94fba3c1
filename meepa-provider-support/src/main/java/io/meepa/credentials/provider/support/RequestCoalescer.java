package io.meepa.credentials.provider.support;

import io.meepa.credentials.error.ProviderUnavailableException;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Shares a request that costs many calls, such as a listing without a filter, among all callers who asked before it began.
 * A request that fails fails for the caller who made it; the next caller makes it again. Thread-safe; keeps no answer.
 *
 * @param <T> the answer; shared, so best immutable
 */
public final class RequestCoalescer<T> {

    private final Semaphore turn = new Semaphore(1, true);

    /** Changed in turn only. */
    private volatile Round<T> next = new Round<>();

    /** Creates a coalescer. */
    public RequestCoalescer() {}

    /**
     * Returns the answer of a request that began after this call.
     *
     * @param run its deadline bounds the wait for others
     * @param look makes the request, if no other one serves
     * @return the answer
     * @throws ProviderUnavailableException if no time is left, or the thread was interrupted; its flag is set again
     */
    public T take(ApiRun run, Supplier<T> look) {
        Round<T> mine = next;
        run.acquire(turn);
        try {
            T seen = mine.seen;
            if (seen == null) {
                if (next == mine) {
                    next = new Round<>();
                }
                seen = look.get();
                mine.seen = seen;
            }
            return seen;
        } finally {
            turn.release();
        }
    }

    /** The callers whom one request serves; read and written in turn. */
    private static final class Round<T> {
        private @Nullable T seen;
    }
}
