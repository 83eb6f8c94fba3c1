package io.meepa.verification.benchmarks.sampling;

import io.meepa.verification.benchmarks.figure.Spread;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How long each took in each round, in nanoseconds. */
public final class Timings {

    private final int rounds;
    private final Map<String, double[]> times = new LinkedHashMap<>();

    Timings(int rounds) {
        this.rounds = rounds;
    }

    void put(String name, int round, double nanos) {
        times.computeIfAbsent(name, key -> new double[rounds])[round] = nanos;
    }

    /**
     * Returns how long one took.
     *
     * @param name whose
     * @return nanoseconds
     */
    public Spread nanos(String name) {
        return Spread.of(of(name));
    }

    /**
     * Divides, round by round.
     *
     * @param one what is measured
     * @param others what it is measured by: their sum
     * @return the ratio
     */
    public Spread ratio(String one, String... others) {
        double[] above = of(one);
        return Spread.of(IntStream.range(0, rounds)
                .mapToDouble(round -> above[round]
                        / Arrays.stream(others)
                                .mapToDouble(name -> of(name)[round])
                                .sum())
                .toArray());
    }

    /**
     * Says how a time grows with a size: 1 is in proportion to it, 0 not at all.
     *
     * @param large what was taken at the larger size
     * @param small what was taken at the smaller size
     * @param times how many times as large the larger size is
     * @return the exponent of growth
     */
    public Spread growth(String large, String small, double times) {
        Spread ratio = ratio(large, small);
        double size = Math.log(times);
        return new Spread(Math.log(ratio.low()) / size, Math.log(ratio.middle()) / size, Math.log(ratio.high()) / size);
    }

    /**
     * Says how long each took.
     *
     * @return medians, for the note of a result
     */
    public String note() {
        return times.keySet().stream()
                .map(name -> name + " " + time(nanos(name).middle()))
                .collect(Collectors.joining(", "));
    }

    /**
     * Writes a time.
     *
     * @param nanos nanoseconds
     * @return three digits and a unit
     */
    public static String time(double nanos) {
        String[] units = {"ns", "µs", "ms", "s"};
        double value = nanos;
        int unit = 0;
        while (value >= 999.5 && unit < units.length - 1) {
            value /= 1000;
            unit++;
        }
        String pattern = value >= 100 ? "%.0f %s" : value >= 10 ? "%.1f %s" : "%.2f %s";
        return String.format(Locale.ROOT, pattern, value, units[unit]);
    }

    private double[] of(String name) {
        double[] found = times.get(name);
        if (found == null) {
            throw new IllegalArgumentException("nobody is called " + name);
        }
        return found;
    }
}
