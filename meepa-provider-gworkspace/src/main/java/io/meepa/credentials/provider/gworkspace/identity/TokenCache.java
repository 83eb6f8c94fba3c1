package io.meepa.credentials.provider.gworkspace.identity;

import io.meepa.credentials.model.Secret;
import io.meepa.credentials.provider.gworkspace.token.AccessToken;
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
 * @param <K> the identity of a token
 */
public final class TokenCache<K> implements AutoCloseable {

    /** A token that is returned is good for at least this long, if it ever was. */
    static final Duration MARGIN = Duration.ofMinutes(5);

    private final Clock clock;
    private final Map<K, AccessToken> kept = new ConcurrentHashMap<>();
    private final Map<K, CompletableFuture<AccessToken>> flights = new ConcurrentHashMap<>();

    /**
     * Creates an empty cache.
     *
     * @param clock the current time, for which tokens are still good
     */
    public TokenCache(Clock clock) {
        this.clock = clock;
    }

    /**
     * Returns a copy of a token.
     *
     * @param key its identity
     * @param source gives it, unless a good one is kept
     * @return the token, the caller's to close
     */
    public AccessToken get(K key, Supplier<AccessToken> source) {
        AccessToken token = fresh(key).orElseGet(() -> shared(key, source));
        // Closing one must leave the other.
        return new AccessToken(token.value().withBytes(Secret::copyOf), token.expiresAt());
    }

    /**
     * Forgets a token that the upstream would not take.
     *
     * @param key its identity
     */
    public void forget(K key) {
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
