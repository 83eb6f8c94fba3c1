package io.meepa.credentials.provider.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
    private final Gate gate = new Gate(3, Clock.fixed(NOW, ZoneOffset.UTC), slept::add);

    @Test
    void letsInAsManyAsThereArePlaces() throws InterruptedException {
        assertThat(entered(9)).isEqualTo(3);
        gate.leave();
        assertThat(entered(9)).isEqualTo(1);
    }

    @Test
    void waitsInsideUntilItOpens() throws InterruptedException {
        entered(2);
        shut(Duration.ofSeconds(5));
        shut(Duration.ofSeconds(3));
        assertThat(gate.enter(gate.ticket(), NOW.plusSeconds(60))).isTrue();
        assertThat(slept).containsExactly(Duration.ofSeconds(5));
    }

    @Test
    void whoHasNoTimeToWaitLeavesItsPlaceToOthers() throws InterruptedException {
        entered(1);
        shut(Duration.ofSeconds(5));
        assertThat(gate.enter(gate.ticket(), NOW.plusSeconds(4))).isFalse();
        assertThat(gate.enter(gate.ticket(), NOW.plusSeconds(6))).isTrue();
        assertThat(slept).containsExactly(Duration.ofSeconds(5));
    }

    @Test
    void afterAWaitOneGoesAloneAndEachThatIsTakenLetsOneMoreGo() throws InterruptedException {
        entered(3);
        shut(Duration.ZERO);
        gate.leave();
        assertThat(entered(9)).as("while one is on its way").isZero();
        gate.leave();
        assertThat(entered(9)).as("those before the wait prove nothing").isEqualTo(1);
        gate.leave();
        assertThat(entered(9)).isEqualTo(2);
        gate.leave();
        assertThat(entered(9)).isEqualTo(2);
        gate.leave();
        assertThat(entered(9)).as("no more than there are places").isEqualTo(1);
    }

    @Test
    void aWaitThatIsInterruptedLeavesItsPlaceToOthers() throws InterruptedException {
        entered(3);
        long given = gate.ticket();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> gate.enter(given, NOW.plusSeconds(60))).isInstanceOf(InterruptedException.class);
        gate.leave();
        assertThat(entered(9)).isEqualTo(1);
    }

    @Test
    void nobodyPassesOneThatWasRefusedUntilItGivesUp() throws InterruptedException {
        long refused = gate.ticket();
        gate.enter(refused, NOW);
        gate.leaveShut(refused, Duration.ZERO);
        assertThat(entered(9)).isZero();
        gate.giveUp(refused);
        assertThat(entered(9)).isEqualTo(1);
    }

    /** Ends an attempt of a call that gives up. */
    private void shut(Duration wait) {
        long ticket = gate.ticket();
        gate.leaveShut(ticket, wait);
        gate.giveUp(ticket);
    }

    /** Tries so often, without any patience. */
    private int entered(int tries) throws InterruptedException {
        int entered = 0;
        for (int i = 0; i < tries; i++) {
            entered += gate.enter(gate.ticket(), NOW) ? 1 : 0;
        }
        return entered;
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
