package io.meepa.verification.benchmarks;

import java.util.Collection;
import java.util.Locale;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs the benchmarks and says what they come to. */
public final class Benchmarks {

    private static final double MEGABYTES = Output.BYTES / 1e6;

    private Benchmarks() {}

    /**
     * Runs them all.
     *
     * @param args not used
     * @throws RunnerException if a benchmark fails
     */
    public static void main(String[] args) throws RunnerException {
        Options options = new OptionsBuilder()
                .include(MaskBenchmark.class.getName())
                .forks(2)
                .warmupIterations(3)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(5)
                .measurementTime(TimeValue.seconds(1))
                .shouldFailOnError(true)
                .build();
        Collection<RunResult> results = new Runner(options).run();
        double copy = perSecond(results, "copy");
        double mask = perSecond(results, "mask");
        System.out.printf(
                Locale.ROOT,
                "%d secrets: copy %.0f MB/s, mask %.0f MB/s, ratio %.2f%n",
                Output.SECRETS,
                copy,
                mask,
                mask / copy);
    }

    private static double perSecond(Collection<RunResult> results, String benchmark) {
        return results.stream()
                .map(RunResult::getPrimaryResult)
                .filter(result -> result.getLabel().equals(benchmark))
                .mapToDouble(result -> result.getScore() * MEGABYTES)
                .findFirst()
                .orElseThrow();
    }
}
