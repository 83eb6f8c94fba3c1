package io.meepa.verification.benchmarks.measure;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.model.AgentId;
import io.meepa.verification.benchmarks.child.Writers;
import io.meepa.verification.benchmarks.figure.Result;
import io.meepa.verification.benchmarks.figure.Target;
import io.meepa.verification.benchmarks.sample.SampleHome;
import io.meepa.verification.benchmarks.sampling.Bench;
import io.meepa.verification.benchmarks.sampling.Comparison;
import io.meepa.verification.benchmarks.sampling.SelfTimedTask;
import io.meepa.verification.benchmarks.sampling.Timings;
import java.util.List;

/** P12: reads while another process writes without a pause, against reads while it rests. */
final class ReadsBesideAWriter implements Measure {

    private static final AgentId NEIGHBOUR = AgentId.of("neighbour");
    private static final int ROUNDS_OF_WRITES = 25;

    @Override
    public List<Result> take(Bench bench) throws Exception {
        SampleHome home = SampleHome.create(bench.folder().resolve("home"));
        try (CredentialManager fresh = home.manager();
                CredentialManager relaxed =
                        home.builder().set("credentials.staleness", "100ms").open();
                Writers writers = new Writers(bench.folder(), home, 1)) {
            home.fill(fresh.agent(NEIGHBOUR), SampleHome.CREDENTIALS);
            return List.of(
                    compared(bench, writers, "of another agent's credentials", fresh.agent(NEIGHBOUR)),
                    compared(
                            bench,
                            writers,
                            "of the same document, 100 ms of staleness allowed",
                            relaxed.agent(SampleHome.AGENT)),
                    compared(
                            bench,
                            writers,
                            "of the same document, each version opened",
                            fresh.agent(SampleHome.AGENT)));
        }
    }

    private static Result compared(Bench bench, Writers writers, String which, AgentCredentials agent)
            throws Exception {
        SelfTimedTask reads = times -> {
            long start = System.nanoTime();
            for (int time = 0; time < times; time++) {
                agent.get(SampleHome.key(7));
            }
            return System.nanoTime() - start;
        };
        Timings timings = new Comparison(bench.effort())
                .timed("beside a writer", times -> beside(writers, reads, times))
                .timed("alone", reads)
                .run();
        return Result.ratio(
                "reads while a writer loops ÷ without it: " + which,
                timings.ratio("alone", "beside a writer"),
                Target.atLeast(0.95),
                timings.note() + " a read");
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
