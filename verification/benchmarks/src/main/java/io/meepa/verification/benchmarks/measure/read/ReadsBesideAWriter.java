package io.meepa.verification.benchmarks.measure.read;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.model.AgentId;
import io.meepa.verification.benchmarks.child.Writers;
import io.meepa.verification.benchmarks.figure.Result;
import io.meepa.verification.benchmarks.figure.Spread;
import io.meepa.verification.benchmarks.figure.Target;
import io.meepa.verification.benchmarks.measure.Measure;
import io.meepa.verification.benchmarks.sample.SampleHome;
import io.meepa.verification.benchmarks.sampling.Bench;
import io.meepa.verification.benchmarks.sampling.Comparison;
import io.meepa.verification.benchmarks.sampling.SelfTimedTask;
import io.meepa.verification.benchmarks.sampling.Timings;
import java.util.List;

/** P12: reads while another process writes without a pause, against reads while it rests. */
public final class ReadsBesideAWriter implements Measure {

    private static final AgentId NEIGHBOUR = AgentId.of("neighbour");
    private static final int ROUNDS_OF_WRITES = 25;
    private static final String WHAT = "reads while a writer loops ÷ without it: ";
    private static final String BESIDE = "beside a writer";
    private static final String ALONE = "alone";

    /** Creates the measure. */
    public ReadsBesideAWriter() {}

    @Override
    public List<Result> take(Bench bench) throws Exception {
        SampleHome home = SampleHome.create(bench.folder().resolve("home"));
        try (CredentialManager fresh = home.manager();
                CredentialManager relaxed =
                        home.builder().set("credentials.staleness", "100ms").open();
                Writers writers = new Writers(bench.folder(), home, 1)) {
            home.fill(fresh.agent(NEIGHBOUR), SampleHome.CREDENTIALS);
            return List.of(
                    kept("of another agent's credentials", compared(bench, writers, fresh.agent(NEIGHBOUR))),
                    kept(
                            "of the same document, 100 ms of staleness allowed",
                            compared(bench, writers, relaxed.agent(SampleHome.AGENT))),
                    opened(compared(bench, writers, fresh.agent(SampleHome.AGENT))));
        }
    }

    private static Result kept(String which, Timings timings) {
        return Result.ratio(WHAT + which, ratio(timings), Target.atLeast(0.95), timings.note() + " a read");
    }

    /** Slower by nature, and reported: each version has to be opened once, and a file that is young is read again each time. */
    private static Result opened(Timings timings) {
        return Result.reported(
                WHAT + "of the same document, each version opened", ratio(timings), "", timings.note() + " a read");
    }

    private static Spread ratio(Timings timings) {
        return timings.ratio(ALONE, BESIDE);
    }

    private static Timings compared(Bench bench, Writers writers, AgentCredentials agent) throws Exception {
        SelfTimedTask reads = times -> {
            long start = System.nanoTime();
            for (int time = 0; time < times; time++) {
                agent.get(SampleHome.key(7));
            }
            return System.nanoTime() - start;
        };
        return new Comparison(bench.effort())
                .timed(BESIDE, times -> beside(writers, reads, times))
                .timed(ALONE, reads)
                .run();
    }

    private static long beside(Writers writers, SelfTimedTask reads, int times) throws Exception {
        writers.begin(ROUNDS_OF_WRITES);
        long nanos = 0;
        long done = 0;
        do {
            nanos += reads.run(times);
            done += times;
        } while (!writers.isDone());
        writers.await();
        return nanos * times / done;
    }
}
