package io.meepa.credentials.store.postgres.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RetryBudgetTest {

    private static final Duration USUAL = Duration.ofSeconds(10);

    private final AtomicLong nanos = new AtomicLong();
    private final RetryBudget budget = new RetryBudget(Duration.ofSeconds(30), pause -> pass(pause), nanos::get);

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void aTryMayTakeWhatIsLeftAndNoLessThanASecond() {
        pass(Duration.ofSeconds(20));
        assertThat(budget.limitOfTry(USUAL)).isEqualTo(USUAL);
        pass(Duration.ofSeconds(4));
        assertThat(budget.limitOfTry(USUAL)).isEqualTo(Duration.ofSeconds(6));
        pass(Duration.ofMillis(5_500));
        assertThat(budget.limitOfTry(USUAL)).isEqualTo(Duration.ofSeconds(1));
        assertThat(budget.limitOfTry(Duration.ofMillis(300))).isEqualTo(Duration.ofMillis(300));
    }

    @Test
    void waitsNoLongerThanWhatIsLeftAndThenNoMore() throws InterruptedException {
        pass(Duration.ofSeconds(30).minusMillis(2));
        assertThat(budget.pause()).isTrue();
        assertThat(Duration.ofNanos(nanos.get())).isEqualTo(Duration.ofSeconds(30));
        assertThat(budget.pause()).isFalse();
    }
}
