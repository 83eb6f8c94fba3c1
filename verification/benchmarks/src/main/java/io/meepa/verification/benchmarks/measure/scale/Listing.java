package io.meepa.verification.benchmarks.measure.scale;

import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.model.AgentId;
import io.meepa.verification.benchmarks.figure.Result;
import io.meepa.verification.benchmarks.figure.Spread;
import io.meepa.verification.benchmarks.figure.Target;
import io.meepa.verification.benchmarks.measure.Measure;
import io.meepa.verification.benchmarks.sample.ManyAgents;
import io.meepa.verification.benchmarks.sample.SampleHome;
import io.meepa.verification.benchmarks.sampling.Bench;
import io.meepa.verification.benchmarks.sampling.Timings;
import java.util.List;
import java.util.Locale;

/** P17: the summaries of many agents, of a tenth of them and of all, by a manager that never saw them and by one that did. */
public final class Listing implements Measure {

    private static final int PART = 10;

    /** Creates the measure. */
    public Listing() {}

    @Override
    public List<Result> take(Bench bench) throws Exception {
        int agents = bench.effort().either(10_000, 500);
        ManyAgents many = ManyAgents.create(bench.folder(), agents);
        int rounds = bench.effort().either(5, 3);
        double[] cold = new double[rounds];
        double[] warm = new double[rounds];
        double[] coldGrowth = new double[rounds];
        double[] warmGrowth = new double[rounds];
        List<AgentId> ids = many.ids();
        List<AgentId> part = ids.subList(0, agents / PART);
        for (int round = 0; round < rounds; round++) {
            try (CredentialManager few = many.manager();
                    CredentialManager all = many.manager()) {
                double coldPart = list(few, part);
                cold[round] = list(all, ids);
                double warmPart = list(few, part);
                warm[round] = list(all, ids);
                coldGrowth[round] = exponent(cold[round] / coldPart);
                warmGrowth[round] = exponent(warm[round] / warmPart);
            }
        }
        String count = String.format(Locale.ROOT, "%,d agents: ", agents);
        return List.of(
                growth("listing summaries of all agents, cold", coldGrowth, count, cold),
                growth("listing summaries of all agents, warm", warmGrowth, count, warm));
    }

    private static Result growth(String what, double[] exponents, String count, double[] nanos) {
        return Result.growth(
                what,
                Spread.of(exponents),
                Target.atMost(1.05),
                count + Timings.time(Spread.of(nanos).middle()));
    }

    private static double exponent(double growth) {
        return Math.log(growth) / Math.log(PART);
    }

    private static double list(CredentialManager manager, List<AgentId> ids) {
        long start = System.nanoTime();
        int summaries = 0;
        for (AgentId id : ids) {
            summaries += manager.agent(id).list().size();
        }
        if (summaries != ids.size() * SampleHome.CREDENTIALS) {
            throw new IllegalStateException("some are missing");
        }
        return System.nanoTime() - start;
    }
}
