package io.meepa.verification.benchmarks.measure.tool;

import io.meepa.credentials.core.masking.SecretMask;
import io.meepa.credentials.tool.OutputMask;
import io.meepa.verification.benchmarks.figure.Result;
import io.meepa.verification.benchmarks.figure.Spread;
import io.meepa.verification.benchmarks.figure.Target;
import io.meepa.verification.benchmarks.measure.Measure;
import io.meepa.verification.benchmarks.sample.ToolOutput;
import io.meepa.verification.benchmarks.sampling.Bench;
import io.meepa.verification.benchmarks.sampling.Comparison;
import io.meepa.verification.benchmarks.sampling.Timings;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** P16: a tool's output through a mask of a hundred secrets, against a plain copy of it. */
public final class Masking implements Measure {

    /** Creates the measure. */
    public Masking() {}

    @Override
    public List<Result> take(Bench bench) throws Exception {
        ToolOutput output = new ToolOutput();
        OutputMask mask = SecretMask.of(output.secrets());
        Path source = Files.write(bench.folder().resolve("source"), output.text());
        Path target = bench.folder().resolve("target");
        Timings timings = new Comparison(bench.effort())
                .add("mask", () -> {
                    try (InputStream in = Files.newInputStream(source);
                            OutputStream out = mask.filter(Files.newOutputStream(target))) {
                        return in.transferTo(out);
                    }
                })
                .add("copy", () -> {
                    try (InputStream in = Files.newInputStream(source);
                            OutputStream out = Files.newOutputStream(target)) {
                        return in.transferTo(out);
                    }
                })
                .run();
        return List.of(
                Result.ratio(
                        "masking throughput with 100 secrets ÷ plain copy of the stream",
                        timings.ratio("copy", "mask"),
                        Target.atLeast(0.25),
                        timings.note() + " for 8 MiB"),
                Result.reported("masking throughput", rate(timings.nanos("mask")), "MB/s", ""));
    }

    private static Spread rate(Spread nanos) {
        double megabytes = ToolOutput.BYTES / 1e6;
        return new Spread(
                megabytes * 1e9 / nanos.high(), megabytes * 1e9 / nanos.middle(), megabytes * 1e9 / nanos.low());
    }
}
