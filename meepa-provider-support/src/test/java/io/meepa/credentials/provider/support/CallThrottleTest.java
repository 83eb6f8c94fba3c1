package io.meepa.credentials.provider.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.provider.support.retry.CallThrottle;
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
final class CallThrottleTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private final List<Duration> slept = new ArrayList<>();
    private final CallThrottle throttle = new CallThrottle(3, Clock.fixed(NOW, ZoneOffset.UTC), slept::add);

    @Test
    void letsInAsManyAsThereArePlaces() throws InterruptedException {
        assertThat(entered(9)).isEqualTo(3);
        throttle.leave();
        assertThat(entered(9)).isEqualTo(1);
    }

    @Test
    void waitsInsideUntilItOpens() throws InterruptedException {
        entered(2);
        shut(Duration.ofSeconds(5));
        shut(Duration.ofSeconds(3));
        assertThat(throttle.enter(throttle.ticket(), NOW.plusSeconds(60))).isTrue();
        assertThat(slept).containsExactly(Duration.ofSeconds(5));
    }

    @Test
    void whoHasNoTimeToWaitLeavesItsPlaceToOthers() throws InterruptedException {
        entered(1);
        shut(Duration.ofSeconds(5));
        assertThat(throttle.enter(throttle.ticket(), NOW.plusSeconds(4))).isFalse();
        assertThat(throttle.enter(throttle.ticket(), NOW.plusSeconds(6))).isTrue();
        assertThat(slept).containsExactly(Duration.ofSeconds(5));
    }

    @Test
    void afterAWaitOneGoesAloneAndEachThatIsTakenLetsOneMoreGo() throws InterruptedException {
        entered(3);
        shut(Duration.ZERO);
        throttle.leave();
        assertThat(entered(9)).as("while one is on its way").isZero();
        throttle.leave();
        assertThat(entered(9)).as("those before the wait prove nothing").isEqualTo(1);
        throttle.leave();
        assertThat(entered(9)).isEqualTo(2);
        throttle.leave();
        assertThat(entered(9)).isEqualTo(2);
        throttle.leave();
        assertThat(entered(9)).as("no more than there are places").isEqualTo(1);
    }

    @Test
    void aWaitThatIsInterruptedLeavesItsPlaceToOthers() throws InterruptedException {
        entered(3);
        long given = throttle.ticket();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> throttle.enter(given, NOW.plusSeconds(60))).isInstanceOf(InterruptedException.class);
        throttle.leave();
        assertThat(entered(9)).isEqualTo(1);
    }

    @Test
    void nobodyPassesOneThatWasRefusedUntilItGivesUp() throws InterruptedException {
        long refused = throttle.ticket();
        throttle.enter(refused, NOW);
        throttle.leaveShut(refused, Duration.ZERO);
        assertThat(entered(9)).isZero();
        throttle.giveUp(refused);
        assertThat(entered(9)).isEqualTo(1);
    }

    /** Ends an attempt of a call that gives up. */
    private void shut(Duration wait) {
        long ticket = throttle.ticket();
        throttle.leaveShut(ticket, wait);
        throttle.giveUp(ticket);
    }

    /** Tries so often, without any patience. */
    private int entered(int tries) throws InterruptedException {
        int entered = 0;
        for (int i = 0; i < tries; i++) {
            entered += throttle.enter(throttle.ticket(), NOW) ? 1 : 0;
        }
        return entered;
    }

    @Test
    void servesAllWithNeverMoreThanTheLimitAtOnce() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CyclicBarrier pair = new CyclicBarrier(2);
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try (ScriptedServer server = new ScriptedServer()) {
            for (int i = 0; i < 6; i++) {
                server.reply((request, out) -> {
                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    meet(pair);
                    inside.decrementAndGet();
                    out.write("HTTP/1.1 204 X\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
                    return true;
                });
            }
            ApiClient client = new CallFixture().client(server.url(), Map.of("max_concurrency", 2L));
            List<Future<ApiAnswer>> answers = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                answers.add(threads.submit(() -> client.begin().send(ApiRequest.post("make it", "x"))));
            }
            for (Future<ApiAnswer> answer : answers) {
                assertThat(answer.get(120, TimeUnit.SECONDS).done()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(most).hasValue(2);
    }

    private static void meet(CyclicBarrier pair) {
        try {
            pair.await(60, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException("the other did not come", e);
        }
    }
}
