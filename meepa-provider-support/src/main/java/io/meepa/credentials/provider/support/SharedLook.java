package io.meepa.credentials.provider.support;

import io.meepa.credentials.ProviderUnavailableException;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A look that costs many calls and that many want at once, a listing without a filter for instance: one look answers
 * everybody who asked before it began. So a crowd costs as many looks as fit behind each other, not one for each. A look
 * that fails fails for him alone who made it; the next in line looks himself. Thread-safe; keeps no answer.
 *
 * @param <T> what is seen; shared, so best immutable
 */
public final class SharedLook<T> {

    private final Semaphore turn = new Semaphore(1, true);

    /** Changed in turn only. */
    private volatile Round<T> next = new Round<>();

    /** For whoever shares it. */
    public SharedLook() {}

    /**
     * Returns what a look saw that began after this call.
     *
     * @param run whose deadline bounds the wait for those who look
     * @param look makes the calls, if no other look serves
     * @return what was seen
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

    /** Those whom one look serves; read and written in turn. */
    private static final class Round<T> {
        private @Nullable T seen;
    }
}
