package io.meepa.credentials.provider.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.error.ProviderUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("W-11: what a crowd wants to see is looked at once for all who wait")
final class RequestCoalescerTest {

    private static final int OTHERS = 5;

    private final RequestCoalescer<Integer> shared = new RequestCoalescer<>();
    private final AtomicInteger looks = new AtomicInteger();
    private final CountDownLatch looking = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void oneLookServesAllWhoAskedBeforeItBegan() throws Exception {
        Future<Integer> first = threads.submit(() -> shared.take(run(), this::slowly));
        looking.await();
        List<Future<Integer>> others = others();
        go.countDown();
        assertThat(first.get(120, TimeUnit.SECONDS))
                .as("began before they asked")
                .isEqualTo(1);
        for (Future<Integer> other : others) {
            assertThat(other.get(120, TimeUnit.SECONDS)).isEqualTo(2);
        }
        assertThat(shared.take(run(), looks::incrementAndGet)).isEqualTo(3);
    }

    @Test
    void aLookThatFailsFailsForOneAlone() throws Exception {
        Future<Integer> first = threads.submit(() -> shared.take(run(), this::failing));
        looking.await();
        List<Future<Integer>> others = others();
        go.countDown();
        assertThatThrownBy(() -> first.get(120, TimeUnit.SECONDS)).hasRootCauseMessage("broken");
        for (Future<Integer> other : others) {
            assertThat(other.get(120, TimeUnit.SECONDS)).isEqualTo(2);
        }
    }

    @Test
    void refusesACallerThatHasNoTimeLeft() throws Exception {
        Future<Integer> first = threads.submit(() -> shared.take(run(), this::slowly));
        looking.await();
        ApiRun late = new CallFixture()
                .client("http://127.0.0.1:9", Map.of("run_timeout", "1ms"))
                .begin();
        assertThatThrownBy(() -> shared.take(late, looks::incrementAndGet))
                .isInstanceOf(ProviderUnavailableException.class)
                .hasMessageContaining("others came first");
        go.countDown();
        assertThat(first.get(120, TimeUnit.SECONDS)).isEqualTo(1);
    }

    @Test
    void whoIsInterruptedWhileWaitingStops() throws Exception {
        Future<Integer> first = threads.submit(() -> shared.take(run(), this::slowly));
        looking.await();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> shared.take(run(), looks::incrementAndGet))
                .isInstanceOf(ProviderUnavailableException.class)
                .hasMessageContaining("interrupted");
        assertThat(Thread.interrupted()).isTrue();
        go.countDown();
        assertThat(first.get(120, TimeUnit.SECONDS)).isEqualTo(1);
    }

    /** Returns when all of them wait for their turn. */
    private List<Future<Integer>> others() throws InterruptedException {
        List<Future<Integer>> others = new ArrayList<>();
        List<Thread> waiting = new ArrayList<>();
        for (int i = 0; i < OTHERS; i++) {
            CountDownLatch begun = new CountDownLatch(1);
            others.add(threads.submit(() -> {
                synchronized (waiting) {
                    waiting.add(Thread.currentThread());
                }
                begun.countDown();
                return shared.take(run(), looks::incrementAndGet);
            }));
            begun.await();
        }
        while (!waiting.stream().allMatch(thread -> thread.getState() == Thread.State.TIMED_WAITING)) {
            Thread.onSpinWait();
        }
        return others;
    }

    private Integer slowly() {
        int number = looks.incrementAndGet();
        looking.countDown();
        try {
            go.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return number;
    }

    private Integer failing() {
        slowly();
        throw new IllegalStateException("broken");
    }

    private static ApiRun run() {
        return new CallFixture().client("http://127.0.0.1:9", Map.of()).begin();
    }
}
