package io.meepa.credentials.provider.gworkspace;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Keeps tokens until shortly before they expire. Callers that want the same one at once share one request, and its
 * failure; a failure is not kept.
 *
 * @param <K> what tells tokens apart
 */
final class TokenCache<K> implements AutoCloseable {

    /** A token handed out is good for at least this long, if it ever was. */
    static final Duration MARGIN = Duration.ofMinutes(5);

    private final Clock clock;
    private final Map<K, AccessToken> kept = new ConcurrentHashMap<>();
    private final Map<K, CompletableFuture<AccessToken>> flights = new ConcurrentHashMap<>();

    TokenCache(Clock clock) {
        this.clock = clock;
    }

    /** Returns a copy of the token, the caller's to close. */
    AccessToken get(K key, Supplier<AccessToken> source) {
        return fresh(key).orElseGet(() -> shared(key, source)).copy();
    }

    /** Forgets a token that the upstream would not take. */
    void forget(K key) {
        kept.remove(key);
    }

    @Override
    public void close() {
        kept.values().forEach(token -> token.value().close());
        kept.clear();
    }

    private Optional<AccessToken> fresh(K key) {
        Instant enough = clock.instant().plus(MARGIN);
        return Optional.ofNullable(kept.get(key))
                .filter(token -> token.expiresAt().isAfter(enough));
    }

    private AccessToken shared(K key, Supplier<AccessToken> source) {
        CompletableFuture<AccessToken> mine = new CompletableFuture<>();
        CompletableFuture<AccessToken> flying = flights.putIfAbsent(key, mine);
        return flying == null ? fly(key, source, mine) : landed(flying);
    }

    private AccessToken fly(K key, Supplier<AccessToken> source, CompletableFuture<AccessToken> flight) {
        try {
            // Another flight may have landed between the look and the take-off.
            AccessToken token = fresh(key).orElseGet(source);
            Instant now = clock.instant();
            kept.values().removeIf(old -> old.expiresAt().isBefore(now));
            kept.put(key, token);
            flight.complete(token);
            return token;
        } catch (RuntimeException e) {
            flight.completeExceptionally(e);
            throw e;
        } finally {
            flights.remove(key, flight);
            flight.cancel(false); // No effect unless an Error passed by.
        }
    }

    private static AccessToken landed(CompletableFuture<AccessToken> flight) {
        try {
            return flight.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }
}
