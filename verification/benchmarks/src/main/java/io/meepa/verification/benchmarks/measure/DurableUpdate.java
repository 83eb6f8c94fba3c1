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
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** P9: changing one credential of twenty durably, against putting the same bytes there durably. */
final class DurableUpdate implements Measure {

    private int count;

    @Override
    public List<Result> take(Bench bench) throws Exception {
        SampleHome home = SampleHome.create(bench.folder().resolve("home"));
        byte[] content = Files.readAllBytes(home.document());
        Path raw = Files.createDirectory(bench.folder().resolve("raw"));
        try (CredentialManager manager = home.manager()) {
            AgentCredentials agent = manager.agent(SampleHome.AGENT);
            Timings timings = new Comparison(bench.effort())
                    .add("update", () -> {
                        agent.replace(SampleHome.login(7, ++count));
                        return agent;
                    })
                    .add("raw replace", () -> replace(raw, content))
                    .run();
            return List.of(Result.ratio(
                    "durable update of 1 of 20 credentials ÷ raw durable replace of the same bytes",
                    timings.ratio("update", "raw replace"),
                    Target.atMost(1.2),
                    timings.note()));
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
