package io.meepa.credentials.core.token;

import io.meepa.credentials.core.operation.ManagerWork;
import io.meepa.credentials.error.CredentialLockedException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Has work done once for all threads that want it at the same time. The work is done by a thread of its own: who stops
 * waiting does not stop it. Thread-safe.
 *
 * @param <K> the identity of the work
 * @param <V> what comes of it
 */
public final class SingleFlight<K, V> {

    /** So that a crowd that comes in one after the other shares a failure too, and nobody else does. */
    private static final Duration BACK_OFF = Duration.ofMillis(250);

    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

    private final Executor executor;
    private final Clock clock;
    private final Map<K, CompletableFuture<V>> flights = new ConcurrentHashMap<>();
    private final Map<K, Failure> failures = new ConcurrentHashMap<>();

    /** Makes one without work. */
    public SingleFlight(Executor executor, Clock clock) {
        this.executor = executor;
        this.clock = clock;
    }

    /** Joins the work under way, or begins it. After a failure just now there is none for a moment, but that failure. */
    public CompletableFuture<V> join(K key, Supplier<V> work) {
        CompletableFuture<V> mine = new CompletableFuture<>();
        CompletableFuture<V> flying = flights.putIfAbsent(key, mine);
        if (flying != null) {
            return flying;
        }
        Failure last = failures.get(key);
        if (last != null && last.recent(clock.instant())) {
            flights.remove(key, mine);
            mine.completeExceptionally(last.error());
            return mine;
        }
        failures.remove(key);
        begin(key, work, mine);
        return mine;
    }

    /** Waits for work, at most so long. */
    public static <V> V await(CompletableFuture<V> flight, Duration maxWait, String what) {
        try {
            Duration wait = maxWait.compareTo(LONGEST_WAIT) < 0 ? maxWait : LONGEST_WAIT;
            return flight.get(wait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new CredentialLockedException(what + ": the renewal did not end in time; it continues, ask again");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CredentialLockedException(what + ": interrupted while waiting for the renewal, which continues");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        }
    }

    private void begin(K key, Supplier<V> work, CompletableFuture<V> flight) {
        try {
            executor.execute(() -> fly(key, work, flight));
        } catch (RejectedExecutionException e) {
            flights.remove(key, flight);
            flight.completeExceptionally(ManagerWork.closed());
        }
    }

    /** The flight is over before its end is published: a caller that finds its outcome wanting can begin another. */
    private void fly(K key, Supplier<V> work, CompletableFuture<V> flight) {
        try {
            V value = work.get();
            flights.remove(key, flight);
            flight.complete(value);
        } catch (RuntimeException e) {
            failures.put(key, new Failure(e, clock.instant()));
            flights.remove(key, flight);
            flight.completeExceptionally(e);
        } catch (Error e) {
            flights.remove(key, flight);
            flight.completeExceptionally(e);
            throw e;
        }
    }

    private record Failure(RuntimeException error, Instant at) {

        boolean recent(Instant now) {
            return !now.isBefore(at) && now.isBefore(at.plus(BACK_OFF));
        }
    }
}
