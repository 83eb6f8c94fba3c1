package io.meepa.verification.benchmarks.measure.scale;

import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.model.AgentId;
import io.meepa.verification.benchmarks.figure.Result;
import io.meepa.verification.benchmarks.figure.Spread;
import io.meepa.verification.benchmarks.figure.Target;
import io.meepa.verification.benchmarks.measure.Measure;
import io.meepa.verification.benchmarks.sample.ManyAgents;
import io.meepa.verification.benchmarks.sampling.Bench;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** P14: what the heap holds on to for each agent that was opened, first some of them, then all. */
public final class Memory implements Measure {

    private static final int STEPS = 8;

    /** Creates the measure. */
    public Memory() {}

    @Override
    public List<Result> take(Bench bench) throws Exception {
        int agents = bench.effort().either(10_000, 400);
        ManyAgents many = ManyAgents.create(bench.folder(), agents);
        List<AgentId> ids = many.ids();
        int step = agents / STEPS;
        double file = many.fileSize();
        List<Double> shares = new ArrayList<>();
        try (CredentialManager manager = many.manager()) {
            manager.agent(ids.get(0)).list();
            long before = retained();
            for (int from = 0; from < STEPS * step; from += step) {
                ids.subList(from, from + step).forEach(id -> manager.agent(id).list());
                long after = retained();
                shares.add((after - before) / (double) step / file);
                before = after;
            }
            double[] each = shares.stream().mapToDouble(Double::doubleValue).toArray();
            return List.of(
                    Result.ratio(
                            "retained memory of an open agent of 20 credentials ÷ its file",
                            Spread.of(each),
                            Target.atMost(3),
                            String.format(Locale.ROOT, "a file of %,.0f B", file)),
                    Result.ratio(
                            String.format(
                                    Locale.ROOT, "memory of the last eighth of %,d open agents ÷ of the first", agents),
                            Spread.of(each[STEPS - 1] / each[0]),
                            Target.atMost(1.1),
                            String.format(Locale.ROOT, "%,d MiB in all", retained() >> 20)));
        }
    }

    private static long retained() {
        for (int time = 0; time < 4; time++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
