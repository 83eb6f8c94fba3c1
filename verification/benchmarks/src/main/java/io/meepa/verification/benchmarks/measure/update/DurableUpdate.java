package io.meepa.verification.benchmarks.measure.update;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.verification.benchmarks.figure.Result;
import io.meepa.verification.benchmarks.figure.Target;
import io.meepa.verification.benchmarks.measure.Measure;
import io.meepa.verification.benchmarks.sample.SampleHome;
import io.meepa.verification.benchmarks.sampling.Bench;
import io.meepa.verification.benchmarks.sampling.Comparison;
import io.meepa.verification.benchmarks.sampling.Timings;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * P9 and P19: changing one credential of twenty, or of thousands, durably, against putting the same bytes there durably. Before
 * each of the latter stands as much work as an update is, which is not counted: a disk that rests between two writes takes
 * longer for each.
 */
public final class DurableUpdate implements Measure {

    private static final int RECENT = 8;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final int credentials;
    private final Target target;
    private final Duration turn;
    private int count;
    private long work;

    private DurableUpdate(int credentials, Target target, Duration turn) {
        this.credentials = credentials;
        this.target = target;
        this.turn = turn;
    }

    /**
     * Creates the measure of twenty.
     *
     * @return P9
     */
    public static Measure ofTwenty() {
        return bench -> new DurableUpdate(
                        SampleHome.CREDENTIALS,
                        Target.atMost(2.8),
                        bench.effort().batch())
                .take(bench);
    }

    /**
     * Creates the measure of five thousand.
     *
     * @return P19
     */
    public static Measure ofThousands() {
        return bench -> new DurableUpdate(5_000, Target.atMost(12), Duration.ofMillis(20)).take(bench);
    }

    @Override
    public List<Result> take(Bench bench) throws Exception {
        SampleHome home = SampleHome.create(bench.folder().resolve("sample"), credentials);
        byte[] content = Files.readAllBytes(home.document());
        Path raw = Files.createDirectory(bench.folder().resolve("raw"));
        try (CredentialManager manager = home.manager()) {
            AgentCredentials agent = manager.agent(SampleHome.AGENT);
            Timings timings = new Comparison(bench.effort().withBatch(turn))
                    .add("update", () -> updated(agent))
                    .timed("raw replace", times -> replaced(raw, content, times))
                    .equallyOften()
                    .run();
            return List.of(Result.ratio(
                    String.format(
                            Locale.ROOT,
                            "durable update of 1 of %,d credentials ÷ raw durable replace of the same bytes, with the same"
                                    + " pause between two",
                            credentials),
                    timings.ratio("update", "raw replace"),
                    target,
                    String.format(Locale.ROOT, "%s; %,d B", timings.note(), content.length)));
        }
    }

    private Object updated(AgentCredentials agent) {
        long before = threads.getCurrentThreadCpuTime();
        agent.replace(SampleHome.login(7, ++count));
        long latest = threads.getCurrentThreadCpuTime() - before;
        work += (latest - work) / Math.min(RECENT, count);
        return agent;
    }

    private long replaced(Path raw, byte[] content, int times) throws IOException {
        long nanos = 0;
        for (int time = 0; time < times; time++) {
            workAsLongAsAnUpdate();
            long start = System.nanoTime();
            replace(raw, content);
            nanos += System.nanoTime() - start;
        }
        return nanos;
    }

    private void workAsLongAsAnUpdate() {
        long end = threads.getCurrentThreadCpuTime() + work;
        while (threads.getCurrentThreadCpuTime() < end) {
            Thread.onSpinWait();
        }
    }

    /** A new file, forced, renamed over the old one, and the folder forced: what durability costs at least. */
    private static Object replace(Path folder, byte[] content) throws IOException {
        Path target = folder.resolve("credentials.json");
        Path temporary = folder.resolve("next.tmp");
        try (FileChannel channel =
                FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel opened = FileChannel.open(folder, StandardOpenOption.READ)) {
            opened.force(true);
        }
        return target;
    }
}
