package io.meepa.verification.benchmarks.measure;

import io.meepa.verification.benchmarks.child.Hello;
import io.meepa.verification.benchmarks.child.PrintOne;
import io.meepa.verification.benchmarks.figure.Result;
import io.meepa.verification.benchmarks.figure.Target;
import io.meepa.verification.benchmarks.peer.Commands;
import io.meepa.verification.benchmarks.peer.SopsAge;
import io.meepa.verification.benchmarks.sampling.Contest;
import io.meepa.verification.benchmarks.sampling.Timings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** P4 and P5: a process that opens a manager and prints one value, from start to exit. */
final class ColdStart {

    private static final String NODE = "cold process ÷ node with sops-age";
    private static final Target NODE_TARGET = Target.atMost(0.6);

    private final Bench bench;
    private final SampleHome home;
    private final String host;
    private final String bare;

    private ColdStart(Bench bench) throws IOException {
        this.bench = bench;
        this.home = SampleHome.create(bench.folder().resolve("home"));
        this.host = ClassPath.host(bench.folder());
        this.bare = ClassPath.bare(bench.folder());
    }

    /** P4. */
    static List<Result> againstNode(Bench bench) throws Exception {
        Optional<SopsAge> peer = SopsAge.install(bench.kept());
        if (peer.isEmpty()) {
            return List.of(Result.skipped(NODE, NODE_TARGET, "node and npm are not on the path"));
        }
        ColdStart cold = new ColdStart(bench);
        String identity = cold.home.identityText();
        Timings timings = new Contest(bench.effort())
                .add("ours", cold::printOne)
                .add("node", () -> peer.get().printOne(cold.home.document(), identity))
                .run();
        return List.of(Result.ratio(NODE, timings.ratio("ours", "node"), NODE_TARGET, timings.note()));
    }

    /** P5. */
    static List<Result> againstHello(Bench bench) throws Exception {
        ColdStart cold = new ColdStart(bench);
        Path archive = bench.folder().resolve("classes.jsa");
        cold.printOne("-XX:ArchiveClassesAtExit=" + archive);
        Timings timings = new Contest(bench.effort())
                .add("ours", cold::printOne)
                .add("with AppCDS", () -> cold.printOne("-XX:SharedArchiveFile=" + archive))
                .add("hello", cold::hello)
                .run();
        return List.of(
                Result.ratio(
                        "cold process ÷ JVM hello world",
                        timings.ratio("ours", "hello"),
                        Target.atMost(3.5),
                        timings.note()),
                Result.ratio(
                        "cold process with AppCDS ÷ JVM hello world",
                        timings.ratio("with AppCDS", "hello"),
                        Target.atMost(2.5),
                        ""));
    }

    private String printOne(String... options) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(options));
        words.addAll(List.of(
                PrintOne.class.getName(),
                home.folder().toString(),
                SampleHome.AGENT.value(),
                SampleHome.key(0).service()));
        String printed = run(host, words);
        if (!printed.contains("@example.com")) {
            throw new IllegalStateException("the process printed something else");
        }
        return printed;
    }

    private String hello() throws IOException, InterruptedException {
        return run(bare, List.of(Hello.class.getName()));
    }

    private String run(String classPath, List<String> words) throws IOException, InterruptedException {
        return Commands.run(bench.folder(), Map.of(), ClassPath.java(classPath, words.toArray(String[]::new)));
    }
}
