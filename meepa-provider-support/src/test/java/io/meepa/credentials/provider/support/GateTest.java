package io.meepa.credentials.provider.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("W-11: calls share one limit and one wait: no storm, no starvation")
final class GateTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private final List<Duration> slept = new ArrayList<>();
    private final Gate gate = new Gate(1, Clock.fixed(NOW, ZoneOffset.UTC), slept::add);

    @Test
    void letsInAsManyAsThereArePlaces() throws InterruptedException {
        assertThat(gate.enter(NOW)).isTrue();
        assertThat(gate.enter(NOW)).isFalse();
        gate.leave();
        assertThat(gate.enter(NOW)).isTrue();
    }

    @Test
    void waitsInsideUntilItOpens() throws InterruptedException {
        gate.shut(Duration.ofSeconds(5));
        gate.shut(Duration.ofSeconds(3));
        assertThat(gate.enter(NOW.plusSeconds(60))).isTrue();
        assertThat(slept).containsExactly(Duration.ofSeconds(5));
    }

    @Test
    void whoHasNoTimeToWaitLeavesItsPlaceToOthers() throws InterruptedException {
        gate.shut(Duration.ofSeconds(5));
        assertThat(gate.enter(NOW.plusSeconds(4))).isFalse();
        assertThat(gate.enter(NOW.plusSeconds(6))).isTrue();
        assertThat(slept).containsExactly(Duration.ofSeconds(5));
    }

    @Test
    void servesAllWithNeverMoreThanTheLimitAtOnce() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CyclicBarrier pair = new CyclicBarrier(2);
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try (Wire wire = new Wire()) {
            for (int i = 0; i < 6; i++) {
                wire.reply((request, out) -> {
                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    meet(pair);
                    inside.decrementAndGet();
                    out.write("HTTP/1.1 204 X\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
                    return true;
                });
            }
            ApiClient client = new Bench().client(wire.url(), Map.of("max_concurrency", 2L));
            List<Future<ApiAnswer>> answers = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                answers.add(threads.submit(() -> client.begin().send(ApiRequest.post("make it", "x"))));
            }
            for (Future<ApiAnswer> answer : answers) {
                assertThat(answer.get(30, TimeUnit.SECONDS).done()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(most).hasValue(2);
    }

    private static void meet(CyclicBarrier pair) {
        try {
            pair.await(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException("the other did not come", e);
        }
    }
}
