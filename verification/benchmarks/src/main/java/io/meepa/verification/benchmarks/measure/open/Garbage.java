package io.meepa.verification.benchmarks.measure.open;

import com.sun.management.ThreadMXBean;
import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.sops.Identities;
import io.meepa.credentials.sops.SopsDocument;
import io.meepa.verification.benchmarks.figure.Result;
import io.meepa.verification.benchmarks.figure.Spread;
import io.meepa.verification.benchmarks.figure.Target;
import io.meepa.verification.benchmarks.measure.Measure;
import io.meepa.verification.benchmarks.peer.Primitives;
import io.meepa.verification.benchmarks.sample.SampleHome;
import io.meepa.verification.benchmarks.sampling.Bench;
import io.meepa.verification.benchmarks.sampling.Comparison;
import io.meepa.verification.benchmarks.sampling.Effort;
import io.meepa.verification.benchmarks.sampling.Task;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** P18: what a warm open and a read leave to the collector. */
public final class Garbage implements Measure {

    private static final int REPEATS = 2_000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Creates the measure. */
    public Garbage() {}

    @Override
    public List<Result> take(Bench bench) throws Exception {
        SampleHome home = SampleHome.create(bench.folder());
        Identities identities = home.identities();
        CredentialKey key = SampleHome.key(7);
        Primitives primitives = new Primitives(home.document());
        double file = Files.size(home.document());
        try (CredentialManager fresh = home.manager();
                CredentialManager relaxed =
                        home.builder().set("credentials.staleness", "1h").open()) {
            AgentCredentials strict = fresh.agent(SampleHome.AGENT);
            AgentCredentials recent = relaxed.agent(SampleHome.AGENT);
            Spread open =
                    bytes(bench.effort(), () -> SopsDocument.open(Files.readAllBytes(home.document()), identities));
            Spread least = bytes(bench.effort(), primitives::all);
            Spread read = bytes(bench.effort(), () -> strict.get(key));
            Spread relaxedRead = bytes(bench.effort(), () -> recent.get(key));
            return List.of(
                    Result.ratio(
                            "garbage of a warm open ÷ file size",
                            share(open, file),
                            Target.atMost(15),
                            note(open) + "; its primitives alone leave " + note(least)),
                    Result.ratio(
                            "garbage of a fresh read ÷ file size", share(read, file), Target.atMost(2), note(read)),
                    new Result(
                            "garbage of a read inside a staleness window",
                            Optional.of(relaxedRead),
                            Target.atMost(0),
                            "B",
                            ""));
        }
    }

    private Spread bytes(Effort effort, Task task) throws Exception {
        new Comparison(effort).add("warm", task).run();
        double[] samples = new double[effort.rounds()];
        for (int round = 0; round < samples.length; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < REPEATS; i++) {
                task.run();
            }
            samples[round] = Math.floor((double) (threads.getCurrentThreadAllocatedBytes() - before) / REPEATS);
        }
        return Spread.of(samples);
    }

    private static Spread share(Spread bytes, double file) {
        return new Spread(bytes.low() / file, bytes.middle() / file, bytes.high() / file);
    }

    private static String note(Spread bytes) {
        return String.format(Locale.ROOT, "%,.0f B", bytes.middle());
    }
}
