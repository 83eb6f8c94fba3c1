package io.meepa.credentials.provider.support.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("W-11: a crowd at an upstream that takes so many calls a second neither storms nor starves")
final class ConcurrentCallersTest {

    private static final int CALLS = 60;
    private static final Duration SECOND = Duration.ofSeconds(1);
    /** So that answers overtake each other; nothing hangs on how long it is. */
    private static final long ON_ITS_WAY = 20_000;

    private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");

    private final Map<Instant, Integer> taken = new TreeMap<>();
    private final Map<Instant, Integer> refused = new TreeMap<>();
    private Instant now = START;

    @ParameterizedTest(name = "{0} places, {1} calls a second")
    @CsvSource({"8,1", "8,2", "8,5", "8,20", "1,1", "3,25", "16,40"})
    void refusesNoMoreThanAreOnTheirWay(int places, int perSecond) throws Exception {
        CallThrottle throttle = new CallThrottle(places, clock(), this::sleep);
        List<Integer> refusals = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(CALLS);
        try {
            List<Future<Integer>> calls = new ArrayList<>();
            for (int i = 0; i < CALLS; i++) {
                calls.add(threads.submit(() -> refusals(throttle, perSecond)));
            }
            for (Future<Integer> call : calls) {
                refusals.add(call.get(120, TimeUnit.SECONDS));
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(refusals).as("nobody is refused so often that it gives up").allMatch(n -> n < Backoff.ATTEMPTS);
        assertThat(taken).as("no second is lost").hasSize((CALLS + perSecond - 1) / perSecond);
        assertThat(refused.getOrDefault(START, 0)).isLessThanOrEqualTo(places);
        refused.remove(START);
        assertThat(refused.values()).allMatch(n -> n <= Math.min(places, perSecond + 1));
    }

    /** Makes one call until it is taken; counts how often it was not. */
    private int refusals(CallThrottle throttle, int perSecond) throws InterruptedException {
        long ticket = throttle.ticket();
        for (int refusals = 0; refusals < CALLS; refusals++) {
            assertThat(throttle.enter(ticket, START.plus(Duration.ofHours(1)))).isTrue();
            boolean taken = takes(perSecond);
            LockSupport.parkNanos(ON_ITS_WAY);
            if (taken) {
                throttle.leave();
                return refusals;
            }
            throttle.leaveShut(ticket, SECOND);
        }
        return CALLS;
    }

    private synchronized boolean takes(int perSecond) {
        boolean takes = taken.getOrDefault(now, 0) < perSecond;
        (takes ? taken : refused).merge(now, 1, Integer::sum);
        return takes;
    }

    /** Time passes by sleeping alone, and the throttle lets only one sleep at a time. */
    private synchronized void sleep(Duration duration) {
        now = now.plus(duration);
    }

    private synchronized Instant now() {
        return now;
    }

    private Clock clock() {
        InstantSource source = this::now;
        return source.withZone(ZoneOffset.UTC);
    }
}
