package io.meepa.credentials.provider.gworkspace.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.error.ProviderUnavailableException;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.provider.gworkspace.token.AccessToken;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TokenCacheTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private final TokenCache<String> cache = new TokenCache<>(Clock.fixed(NOW, ZoneOffset.UTC));
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void asksOnceForAllWhoWantTheSameTokenAtOnce() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch finish = new CountDownLatch(1);
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            List<Future<String>> answers = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                answers.add(threads.submit(() -> value(cache.get("a", () -> {
                    begun.countDown();
                    awaited(finish);
                    return token(3600);
                }))));
            }
            begun.await();
            finish.countDown();
            for (Future<String> answer : answers) {
                assertThat(answer.get()).isEqualTo("token-1");
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void keepsNoFailure() {
        assertThatThrownBy(() -> cache.get("a", () -> {
                    throw new ProviderUnavailableException("down");
                }))
                .isInstanceOf(ProviderUnavailableException.class);

        assertThat(value(cache.get("a", () -> token(3600)))).isEqualTo("token-1");
    }

    @Test
    void distinguishesKeysAndForgetsOnRequest() {
        assertThat(value(cache.get("a", () -> token(3600)))).isEqualTo("token-1");
        assertThat(value(cache.get("b", () -> token(3600)))).isEqualTo("token-2");
        cache.forget("a");
        assertThat(value(cache.get("a", () -> token(3600)))).isEqualTo("token-3");
        assertThat(value(cache.get("b", () -> token(3600)))).isEqualTo("token-2");
    }

    @Test
    void keepsNoTokenThatIsAboutToExpire() {
        assertThat(value(cache.get("a", () -> token(299)))).isEqualTo("token-1");
        assertThat(value(cache.get("a", () -> token(299)))).isEqualTo("token-2");
    }

    @Test
    void wipesWhatItKeptWhenClosed() {
        AccessToken kept = token(3600);
        cache.get("a", () -> kept).value().close();

        cache.close();

        assertThatThrownBy(() -> kept.value().reveal()).isInstanceOf(IllegalStateException.class);
    }

    private AccessToken token(long seconds) {
        return new AccessToken(Secret.of("token-" + asked.incrementAndGet()), NOW.plusSeconds(seconds));
    }

    private static String value(AccessToken token) {
        return token.value().reveal();
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
