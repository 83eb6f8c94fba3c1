package io.meepa.verification.benchmarks.sampling;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Times several things in turns, so that whatever else the machine does meets all of them alike. Each round runs a batch
 * of each, every other round in the opposite order.
 */
public final class Comparison {

    private static final int MOST_REPEATS = 1 << 24;

    private final Effort effort;
    private final Map<String, SelfTimedTask> tasks = new LinkedHashMap<>();

    // JMH's own, without JMH's loop, which times one thing after the other and not in turns.
    private boolean equallyOften;
    private final Blackhole blackhole = new Blackhole(
            "Today's password is swordfish. I understand instantiating Blackholes directly is dangerous.");

    /**
     * Creates an empty comparison.
     *
     * @param effort how long to measure
     */
    public Comparison(Effort effort) {
        this.effort = effort;
    }

    /**
     * Adds a task.
     *
     * @param name its name
     * @param task what it does
     * @return this comparison
     */
    public Comparison add(String name, Task task) {
        return timed(name, times -> {
            long start = System.nanoTime();
            for (int i = 0; i < times; i++) {
                blackhole.consume(task.run());
            }
            return System.nanoTime() - start;
        });
    }

    /**
     * Adds one that takes its own time.
     *
     * @param name its name
     * @param task what it does
     * @return this comparison
     */
    public Comparison timed(String name, SelfTimedTask task) {
        tasks.put(name, task);
        return this;
    }

    /**
     * Lets each task run as often as the first: for tasks that leave so much of their time uncounted that the others would hardly
     * get a turn, and never be warm.
     *
     * @return this comparison
     */
    public Comparison equallyOften() {
        equallyOften = true;
        return this;
    }

    /**
     * Times all of them.
     *
     * @return the times
     * @throws Exception if one fails
     */
    public Timings run() throws Exception {
        Map<String, Integer> repeats = new LinkedHashMap<>();
        calibrate(repeats);
        warmUp(repeats);
        Timings timings = new Timings(effort.rounds());
        for (int round = 0; round < effort.rounds(); round++) {
            for (String name : order(round)) {
                timings.put(name, round, batch(name, repeats.getOrDefault(name, 1)));
            }
        }
        return timings;
    }

    private void calibrate(Map<String, Integer> repeats) throws Exception {
        String first = tasks.keySet().iterator().next();
        repeats.put(first, calibrated(first));
        for (String name : tasks.keySet()) {
            if (!name.equals(first)) {
                repeats.put(name, equallyOften ? repeats.getOrDefault(first, 1) : calibrated(name));
            }
        }
    }

    private int calibrated(String name) throws Exception {
        int repeats = 1;
        while (batch(name, repeats) * repeats < effort.batch().toNanos() && repeats < MOST_REPEATS) {
            repeats *= 2;
        }
        return repeats;
    }

    /** Everything in turns, as it will be measured: what was compiled for one alone is compiled again here. */
    private void warmUp(Map<String, Integer> repeats) throws Exception {
        long start = System.nanoTime();
        do {
            for (String name : tasks.keySet()) {
                batch(name, repeats.getOrDefault(name, 1));
            }
        } while (System.nanoTime() - start < effort.warmUp().toNanos() * tasks.size());
        calibrate(repeats);
    }

    private String[] order(int round) {
        String[] names = tasks.keySet().toArray(String[]::new);
        if (round % 2 == 0) {
            return names;
        }
        String[] reversed = new String[names.length];
        for (int i = 0; i < names.length; i++) {
            reversed[i] = names[names.length - 1 - i];
        }
        return reversed;
    }

    /** Returns nanoseconds for one. */
    private double batch(String name, int repeats) throws Exception {
        return (double) Objects.requireNonNull(tasks.get(name)).run(repeats) / repeats;
    }
}
