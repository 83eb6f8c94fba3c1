package io.meepa.verification.benchmarks.measure;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.verification.benchmarks.figure.Result;
import io.meepa.verification.benchmarks.figure.Target;
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
import java.util.List;

/**
 * P9: changing one credential of twenty durably, against putting the same bytes there durably. Before each of the latter stands as
 * much work as an update is, which is not counted: a disk that rests between two writes takes longer for each.
 */
final class DurableUpdate implements Measure {

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private int count;
    private long work;

    @Override
    public List<Result> take(Bench bench) throws Exception {
        SampleHome home = SampleHome.create(bench.folder().resolve("home"));
        byte[] content = Files.readAllBytes(home.document());
        Path raw = Files.createDirectory(bench.folder().resolve("raw"));
        try (CredentialManager manager = home.manager()) {
            AgentCredentials agent = manager.agent(SampleHome.AGENT);
            Timings timings = new Comparison(bench.effort())
                    .add("update", () -> {
                        long before = threads.getCurrentThreadCpuTime();
                        agent.replace(SampleHome.login(7, ++count));
                        work += threads.getCurrentThreadCpuTime() - before;
                        return agent;
                    })
                    .timed("raw replace", times -> {
                        long nanos = 0;
                        for (int i = 0; i < times; i++) {
                            workAsLongAsAnUpdate();
                            long start = System.nanoTime();
                            replace(raw, content);
                            nanos += System.nanoTime() - start;
                        }
                        return nanos;
                    })
                    .run();
            return List.of(Result.ratio(
                    "durable update of 1 of 20 credentials ÷ raw durable replace of the same bytes, with the same pause between two",
                    timings.ratio("update", "raw replace"),
                    Target.atMost(2.8),
                    timings.note()));
        }
    }

    private void workAsLongAsAnUpdate() {
        long end = threads.getCurrentThreadCpuTime() + work / Math.max(1, count);
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
