package io.meepa.verification.benchmarks.measure.scale;

import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.CredentialManagerBuilder;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.report.ProvisioningReport;
import io.meepa.verification.benchmarks.figure.Result;
import io.meepa.verification.benchmarks.figure.Spread;
import io.meepa.verification.benchmarks.figure.Target;
import io.meepa.verification.benchmarks.measure.Measure;
import io.meepa.verification.benchmarks.sampling.Bench;
import io.meepa.verification.benchmarks.sampling.Timings;
import io.meepa.verification.benchmarks.standin.SlowProvider;
import io.meepa.verification.benchmarks.standin.SlowUpstream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * P15: provisioning many agents at two slow upstreams, against the time that nothing but waiting takes: by a JVM that has just
 * started, by one that did as much before, with documents in memory, and under a limit.
 *
 * <p>The floor is what a perfect scheduler needs under the same limits: so many agents at once, the two providers of an
 * agent side by side, as the engine works them, each upstream with no more calls at once than agents at work. So the
 * agents go in rounds, and a round lasts one call, not two. Where the upstreams take so many calls a second, every full
 * second's worth but the last costs the second, and the last its rounds. The host's own work is in neither.
 */
public final class ProvisioningManyAgents implements Measure {

    private static final int CONCURRENCY = 16;
    private static final Duration LATENCY = Duration.ofMillis(50);
    private static final int UNLIMITED = Integer.MAX_VALUE;
    private static final int PER_SECOND = 40;

    /** Creates the measure. */
    public ProvisioningManyAgents() {}

    @Override
    public List<Result> take(Bench bench) throws Exception {
        int agents = bench.effort().either(1_000, 240);
        int seconds = (agents - 1) / PER_SECOND;
        double ideal = rounds(agents);
        double limited = seconds * 1e9 + rounds(agents - seconds * PER_SECOND);
        Path folder = bench.folder();
        String what = agents + " agents × 2 providers of 50 ms ÷ waiting alone, ";
        return List.of(
                result(
                        what + "documents in files",
                        Target.atMost(2.6),
                        run(folder.resolve("a"), "sops", agents, UNLIMITED),
                        ideal),
                result(
                        what + "documents in files, the second time in the same JVM",
                        Target.atMost(2.0),
                        run(folder.resolve("b"), "sops", agents, UNLIMITED),
                        ideal),
                result(
                        what + "documents in memory",
                        Target.none(),
                        run(folder.resolve("c"), "none", agents, UNLIMITED),
                        ideal),
                result(
                        agents + " agents at upstreams that take " + PER_SECOND + " calls a second ÷ what these allow",
                        Target.atMost(1.15),
                        run(folder.resolve("d"), "sops", agents, PER_SECOND),
                        limited));
    }

    private static double rounds(int calls) {
        return Math.ceil((double) calls / CONCURRENCY) * LATENCY.toNanos();
    }

    private static Result result(String what, Target target, double nanos, double floor) {
        String note = Timings.time(nanos) + ", at least " + Timings.time(floor);
        return Result.ratio(what, Spread.of(nanos / floor), target, note);
    }

    private static double run(Path home, String store, int agents, int perSecond) throws IOException {
        try (SlowUpstream mail = new SlowUpstream(LATENCY, perSecond);
                SlowUpstream phone = new SlowUpstream(LATENCY, perSecond);
                CredentialManager manager = manager(home, store, agents, mail, phone)) {
            long start = System.nanoTime();
            List<ProvisioningReport> reports = manager.provision();
            long nanos = System.nanoTime() - start;
            long done = reports.stream()
                    .flatMap(report -> report.outcomes().stream())
                    .filter(outcome -> outcome.result() == ProvisioningReport.Result.PROVISIONED)
                    .count();
            if (done != 2L * agents || mail.created() != agents || phone.created() != agents) {
                throw new IllegalStateException("only " + done + " were made");
            }
            return nanos;
        }
    }

    private static CredentialManager manager(
            Path home, String store, int agents, SlowUpstream mail, SlowUpstream phone) {
        CredentialManagerBuilder builder = CredentialManager.builder()
                .home(home)
                .environment(name -> null)
                .provider(new SlowProvider("slow-mail", Category.EMAIL))
                .provider(new SlowProvider("slow-phone", Category.PHONE))
                .set("credentials.enabled", true)
                .set("credentials.concurrency", CONCURRENCY)
                .set("credentials.credential_store.provider", store);
        use(builder, "email", "slow-mail", mail);
        use(builder, "phone", "slow-phone", phone);
        IntStream.range(0, agents)
                .mapToObj(number -> "agent-" + number)
                .forEach(id -> builder.set("agents." + id, Map.of("id", id)));
        return builder.open();
    }

    private static void use(CredentialManagerBuilder builder, String category, String id, SlowUpstream upstream) {
        String section = "credentials." + category + ".";
        builder.set(section + "enabled", true)
                .set(section + "provider", id)
                .set(section + id + ".base_url", upstream.address())
                .set(section + id + ".allow_loopback_http", true)
                .set(section + id + ".max_concurrency", CONCURRENCY);
    }
}
