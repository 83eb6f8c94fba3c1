package io.meepa.credentials.testkit;

import io.meepa.credentials.spi.Sleeper;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Does not sleep: moves a clock forward instead and remembers how long it should have slept. Thread-safe. */
public final class RecordingSleeper implements Sleeper {

    private final ManualClock clock;
    private final List<Duration> slept = new CopyOnWriteArrayList<>();

    private RecordingSleeper(ManualClock clock) {
        this.clock = clock;
    }

    /**
     * Creates a sleeper.
     *
     * @param clock moves by what would have been slept
     * @return the sleeper
     */
    public static RecordingSleeper moving(ManualClock clock) {
        return new RecordingSleeper(clock);
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted before sleeping");
        }
        slept.add(duration);
        clock.advance(duration);
    }

    /**
     * Returns what was asked of it so far.
     *
     * @return the durations, in order
     */
    public List<Duration> slept() {
        return List.copyOf(slept);
    }
}
