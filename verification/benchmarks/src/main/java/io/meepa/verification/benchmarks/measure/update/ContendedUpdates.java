package io.meepa.verification.benchmarks.measure.update;

import io.meepa.verification.benchmarks.child.Writers;
import io.meepa.verification.benchmarks.figure.Result;
import io.meepa.verification.benchmarks.figure.Target;
import io.meepa.verification.benchmarks.measure.Measure;
import io.meepa.verification.benchmarks.sample.SampleHome;
import io.meepa.verification.benchmarks.sampling.Bench;
import io.meepa.verification.benchmarks.sampling.Comparison;
import io.meepa.verification.benchmarks.sampling.Timings;
import java.io.IOException;
import java.util.List;

/** P11: eight writers in four processes on one document, against one that has it to itself. */
public final class ContendedUpdates implements Measure {

    private static final int WRITERS = 8;

    /** Creates the measure. */
    public ContendedUpdates() {}

    @Override
    public List<Result> take(Bench bench) throws Exception {
        SampleHome home = SampleHome.create(bench.folder().resolve("home"));
        try (Writers alone = new Writers(bench.folder(), home, 8);
                Writers first = new Writers(bench.folder(), home, 0, 1);
                Writers second = new Writers(bench.folder(), home, 2, 3);
                Writers third = new Writers(bench.folder(), home, 4, 5);
                Writers fourth = new Writers(bench.folder(), home, 6, 7)) {
            Timings timings = new Comparison(bench.effort())
                    .timed("alone", times -> run(times, List.of(alone)))
                    .timed("contended", times -> {
                        int each = Math.max(1, times / WRITERS);
                        return run(each, List.of(first, second, third, fourth)) * times / ((long) each * WRITERS);
                    })
                    .run();
            return List.of(Result.ratio(
                    "rate of contended updates, 4 processes × 2 threads ÷ single thread",
                    timings.ratio("alone", "contended"),
                    Target.atLeast(0.75),
                    timings.note() + " an update"));
        }
    }

    private static long run(int times, List<Writers> writers) throws IOException {
        long start = System.nanoTime();
        for (Writers writer : writers) {
            writer.begin(times);
        }
        for (Writers writer : writers) {
            writer.await();
        }
        return System.nanoTime() - start;
    }
}
