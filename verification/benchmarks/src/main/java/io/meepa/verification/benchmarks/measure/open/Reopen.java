package io.meepa.verification.benchmarks.measure.open;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.verification.benchmarks.figure.Result;
import io.meepa.verification.benchmarks.figure.Target;
import io.meepa.verification.benchmarks.measure.Measure;
import io.meepa.verification.benchmarks.sample.SampleHome;
import io.meepa.verification.benchmarks.sampling.Bench;
import io.meepa.verification.benchmarks.sampling.Comparison;
import io.meepa.verification.benchmarks.sampling.Timings;
import java.util.List;

/** P10: the first read after somebody else wrote, against the first read of all. */
public final class Reopen implements Measure {

    private int count;

    /** Creates the measure. */
    public Reopen() {}

    @Override
    public List<Result> take(Bench bench) throws Exception {
        SampleHome home = SampleHome.create(bench.folder());
        try (CredentialManager reader = home.manager();
                CredentialManager writer = home.manager()) {
            AgentCredentials reading = reader.agent(SampleHome.AGENT);
            AgentCredentials writing = writer.agent(SampleHome.AGENT);
            Timings timings = new Comparison(bench.effort())
                    .timed("re-open", times -> reopen(reading, writing, times))
                    .timed("first open", times -> open(home, times))
                    .run();
            return List.of(Result.ratio(
                    "re-open after another one wrote ÷ first warm open",
                    timings.ratio("re-open", "first open"),
                    Target.atMost(0.5),
                    timings.note()));
        }
    }

    private long reopen(AgentCredentials reading, AgentCredentials writing, int times) {
        long nanos = 0;
        for (int time = 0; time < times; time++) {
            writing.replace(SampleHome.login(7, ++count));
            long start = System.nanoTime();
            reading.get(SampleHome.key(7));
            nanos += System.nanoTime() - start;
        }
        return nanos;
    }

    private static long open(SampleHome home, int times) {
        long nanos = 0;
        for (int time = 0; time < times; time++) {
            try (CredentialManager manager = home.manager()) {
                AgentCredentials agent = manager.agent(SampleHome.AGENT);
                long start = System.nanoTime();
                agent.get(SampleHome.key(7));
                nanos += System.nanoTime() - start;
            }
        }
        return nanos;
    }
}
