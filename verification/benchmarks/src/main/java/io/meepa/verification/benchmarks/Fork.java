package io.meepa.verification.benchmarks;

import io.meepa.verification.benchmarks.figure.Line;
import io.meepa.verification.benchmarks.figure.Result;
import io.meepa.verification.benchmarks.sampling.Bench;
import io.meepa.verification.benchmarks.sampling.Effort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Takes one measure in a JVM of its own, so that neither heap nor compiled code is another's. */
public final class Fork {

    // Without it the JDK's server holds each answer's body back for 40 ms, until the header was acknowledged (Nagle).
    private static final String AT_ONCE = "-Dsun.net.httpserver.nodelay=true";

    private static final String HEAP = "-Xmx4g";

    private Fork() {}

    /**
     * Takes a measure and writes its lines to a file.
     *
     * @param args the measure, the folder to work in, the folder that is kept, the file, and whether to be quick
     * @throws Exception if the measure fails
     */
    public static void main(String[] args) throws Exception {
        Effort effort = Boolean.parseBoolean(args[4]) ? Effort.quick() : Effort.full();
        Bench bench = new Bench(Path.of(args[1]), Path.of(args[2]), effort);
        List<String> lines = new ArrayList<>();
        for (Result result : Measures.of(args[0]).take(bench)) {
            lines.add(new Line(args[0], result).text());
        }
        Files.write(Path.of(args[3]), lines);
    }

    static List<Line> take(String id, Path out, boolean quick) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(Files.createDirectories(out.resolve("work")), id);
        Path lines = folder.resolveSibling(folder.getFileName() + ".lines");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        HEAP,
                        AT_ONCE,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Fork.class.getName(),
                        id,
                        folder.toString(),
                        Files.createDirectories(out.resolve("kept")).toString(),
                        lines.toString(),
                        Boolean.toString(quick))
                .redirectErrorStream(true)
                .redirectOutput(
                        folder.resolveSibling(folder.getFileName() + ".log").toFile())
                .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException("measure " + id + " failed:\n"
                    + Files.readString(folder.resolveSibling(folder.getFileName() + ".log")));
        }
        return Files.readAllLines(lines).stream().map(Line::parse).toList();
    }
}
