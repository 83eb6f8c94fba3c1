package io.meepa.verification.benchmarks.measure;

import io.meepa.verification.benchmarks.child.ClassPath;
import io.meepa.verification.benchmarks.child.Hello;
import io.meepa.verification.benchmarks.figure.Result;
import io.meepa.verification.benchmarks.figure.Target;
import io.meepa.verification.benchmarks.peer.Commands;
import io.meepa.verification.benchmarks.peer.SopsAge;
import io.meepa.verification.benchmarks.sample.SampleHome;
import io.meepa.verification.benchmarks.sampling.Bench;
import io.meepa.verification.benchmarks.sampling.Comparison;
import io.meepa.verification.benchmarks.sampling.Timings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * P4 and P5: a process that opens and prints one value, from start to exit. The codec alone does what its peers do; a
 * manager does more, and is measured against the same.
 */
final class ColdStart {

    /** C1 alone: compiles quickly rather than well. The same for both sides of a ratio. */
    private static final String QUICK_COMPILER = "-XX:TieredStopAtLevel=1";

    private static final Target NODE_TARGET = Target.atMost(0.85);
    private static final Target HELLO_TARGET = Target.none();
    private static final Target ARCHIVE_TARGET = Target.atMost(4.6);

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
            return Arrays.stream(OneValue.values())
                    .map(value -> Result.skipped(againstNode(value), NODE_TARGET, "node and npm are not on the path"))
                    .toList();
        }
        ColdStart cold = new ColdStart(bench);
        String identity = cold.home.identityText();
        Comparison comparison = new Comparison(bench.effort());
        for (OneValue value : OneValue.values()) {
            comparison.add(value.shortly(), () -> cold.print(value));
        }
        Timings timings = comparison
                .add("node", () -> peer.get().printOne(cold.home.document(), identity))
                .run();
        List<Result> results = new ArrayList<>();
        for (OneValue value : OneValue.values()) {
            String note = value == OneValue.BY_CODEC ? timings.note() : "";
            results.add(Result.ratio(againstNode(value), timings.ratio(value.shortly(), "node"), NODE_TARGET, note));
        }
        return results;
    }

    private static String againstNode(OneValue value) {
        return value.process() + " ÷ node with sops-age";
    }

    /** P5. */
    static List<Result> againstHello(Bench bench) throws Exception {
        ColdStart cold = new ColdStart(bench);
        List<Result> results = new ArrayList<>();
        for (OneValue value : OneValue.values()) {
            results.addAll(cold.againstHello(value));
        }
        return results;
    }

    private List<Result> againstHello(OneValue value) throws Exception {
        String archive = "-XX:SharedArchiveFile=" + archive(value);
        Timings timings = new Comparison(bench.effort())
                .add("ours", () -> print(value))
                .add("with AppCDS", () -> print(value, archive))
                .add("and C1 alone", () -> print(value, archive, QUICK_COMPILER))
                .add("hello", () -> hello())
                .add("hello, C1 alone", () -> hello(QUICK_COMPILER))
                .run();
        String name = value.process();
        return List.of(
                Result.ratio(name + " ÷ JVM hello world", timings.ratio("ours", "hello"), HELLO_TARGET, timings.note()),
                Result.ratio(
                        name + " with AppCDS ÷ JVM hello world",
                        timings.ratio("with AppCDS", "hello"),
                        ARCHIVE_TARGET,
                        ""),
                Result.reported(
                        name + " with AppCDS ÷ JVM hello world, both with C1 alone",
                        timings.ratio("and C1 alone", "hello, C1 alone"),
                        "",
                        ""));
    }

    private Path archive(OneValue value) throws IOException, InterruptedException {
        Path archive = bench.folder().resolve(value + ".jsa");
        print(value, "-XX:ArchiveClassesAtExit=" + archive);
        return archive;
    }

    private String print(OneValue value, String... options) throws IOException, InterruptedException {
        String printed = run(host, options, value.program(home));
        if (!printed.contains("@example.com")) {
            throw new IllegalStateException("the process printed something else");
        }
        return printed;
    }

    private String hello(String... options) throws IOException, InterruptedException {
        return run(bare, options, List.of(Hello.class.getName()));
    }

    private String run(String classPath, String[] options, List<String> program)
            throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(options));
        words.addAll(program);
        return Commands.run(bench.folder(), Map.of(), ClassPath.java(classPath, words.toArray(String[]::new)));
    }
}
