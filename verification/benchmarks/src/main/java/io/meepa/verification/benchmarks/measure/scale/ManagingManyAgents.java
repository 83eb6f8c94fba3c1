package io.meepa.verification.benchmarks.measure.scale;

import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.CredentialManagerBuilder;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Category;
import io.meepa.verification.benchmarks.figure.Result;
import io.meepa.verification.benchmarks.figure.Target;
import io.meepa.verification.benchmarks.measure.Measure;
import io.meepa.verification.benchmarks.sample.ManyAgents;
import io.meepa.verification.benchmarks.sample.SampleHome;
import io.meepa.verification.benchmarks.sampling.Bench;
import io.meepa.verification.benchmarks.sampling.Comparison;
import io.meepa.verification.benchmarks.sampling.SelfTimedTask;
import io.meepa.verification.benchmarks.sampling.Timings;
import io.meepa.verification.benchmarks.standin.SlowProvider;
import java.util.List;
import java.util.Locale;

/**
 * P20: opening a manager of many configured agents, planning for all and examining all, by managers that never saw a document,
 * in a JVM that did so before. A quarter of the agents has a home of its own, for the growth.
 */
public final class ManagingManyAgents implements Measure {

    private static final int PART = 4;
    private static final String PROVIDERS = """
            credentials:
              email:
                enabled: true
                provider: slow-mail
                slow-mail: {base_url: "http://127.0.0.1:9", allow_loopback_http: true}
              phone:
                enabled: true
                provider: slow-phone
                slow-phone: {base_url: "http://127.0.0.1:9", allow_loopback_http: true}
            """;

    /** Creates the measure. */
    public ManagingManyAgents() {}

    @Override
    public List<Result> take(Bench bench) throws Exception {
        int agents = bench.effort().either(1_000, 200);
        ManyAgents all = ManyAgents.create(bench.folder().resolve("all"), agents);
        ManyAgents part = ManyAgents.create(bench.folder().resolve("part"), agents / PART);
        Timings timings = new Comparison(bench.effort())
                .timed("open", opened(all))
                .timed("open of a quarter", opened(part))
                .timed("plan", eachTime(all, ManagingManyAgents::plan))
                .timed("plan of a quarter", eachTime(part, ManagingManyAgents::plan))
                .timed("doctor", eachTime(all, ManagingManyAgents::examine))
                .timed("reading", eachTime(all, ManagingManyAgents::read))
                .run();
        String count = String.format(Locale.ROOT, "%,d", agents);
        return List.of(
                Result.growth(
                        "open() with " + count + " agents configured, in a warm JVM",
                        timings.growth("open", "open of a quarter", PART),
                        Target.none(),
                        timings.note()),
                Result.growth(
                        "plan() of " + count + " agents",
                        timings.growth("plan", "plan of a quarter", PART),
                        Target.atMost(1.05),
                        ""),
                Result.ratio(
                        "doctor() of " + count + " agents ÷ reading their documents alone",
                        timings.ratio("doctor", "reading"),
                        Target.atMost(2),
                        ""));
    }

    private static SelfTimedTask opened(ManyAgents many) throws Exception {
        CredentialManagerBuilder builder = builder(many);
        return times -> {
            long nanos = 0;
            for (int time = 0; time < times; time++) {
                long start = System.nanoTime();
                CredentialManager manager = builder.open();
                nanos += System.nanoTime() - start;
                manager.close();
            }
            return nanos;
        };
    }

    /** By a new manager each time, whose opening is not counted. */
    private static SelfTimedTask eachTime(ManyAgents many, Work work) throws Exception {
        CredentialManagerBuilder builder = builder(many);
        List<AgentId> ids = many.ids();
        return times -> {
            long nanos = 0;
            for (int time = 0; time < times; time++) {
                try (CredentialManager manager = builder.open()) {
                    long start = System.nanoTime();
                    work.done(manager, ids);
                    nanos += System.nanoTime() - start;
                }
            }
            return nanos;
        };
    }

    private static CredentialManagerBuilder builder(ManyAgents many) throws Exception {
        return many.configured(PROVIDERS)
                .provider(new SlowProvider("slow-mail", Category.EMAIL))
                .provider(new SlowProvider("slow-phone", Category.PHONE));
    }

    private static void plan(CredentialManager manager, List<AgentId> ids) {
        require(manager.plan().steps().size() >= 2 * ids.size(), "a plan without a step for each agent and provider");
    }

    private static void examine(CredentialManager manager, List<AgentId> ids) {
        require(manager.doctor().findings().size() < ids.size(), "a finding for each agent");
    }

    private static void read(CredentialManager manager, List<AgentId> ids) {
        for (AgentId id : ids) {
            require(manager.agent(id).list().size() == SampleHome.CREDENTIALS, "some are missing");
        }
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalStateException(otherwise);
        }
    }

    /** What is timed. */
    @FunctionalInterface
    private interface Work {

        void done(CredentialManager manager, List<AgentId> ids);
    }
}
