package io.meepa.verification.benchmarks;

import io.meepa.credentials.core.masking.SecretMask;
import io.meepa.credentials.handover.OutputMask;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A tool's output through a mask of a hundred secrets, beside a plain copy of the same file. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class MaskBenchmark {

    private final OutputMask mask;
    private final Path folder;
    private final Path source;
    private final Path target;

    /** Writes the output to a file. */
    public MaskBenchmark() {
        Output output = new Output();
        mask = SecretMask.of(output.secrets());
        try {
            folder = Files.createTempDirectory("mask");
            source = Files.write(folder.resolve("source"), output.text());
        } catch (IOException e) {
            throw new UncheckedIOException("there is no room for the output", e);
        }
        target = folder.resolve("target");
    }

    /**
     * Copies the file as it is.
     *
     * @return how many bytes were read
     * @throws IOException if the disk is full
     */
    @Benchmark
    public long copy() throws IOException {
        try (InputStream in = Files.newInputStream(source);
                OutputStream out = Files.newOutputStream(target)) {
            return in.transferTo(out);
        }
    }

    /**
     * Copies the file masked.
     *
     * @return how many bytes were read
     * @throws IOException if the disk is full
     */
    @Benchmark
    public long mask() throws IOException {
        try (InputStream in = Files.newInputStream(source);
                OutputStream out = mask.filter(Files.newOutputStream(target))) {
            return in.transferTo(out);
        }
    }

    /**
     * Removes the files.
     *
     * @throws IOException if they are in use
     */
    @TearDown
    public void remove() throws IOException {
        Files.deleteIfExists(source);
        Files.deleteIfExists(target);
        Files.deleteIfExists(folder);
    }
}
