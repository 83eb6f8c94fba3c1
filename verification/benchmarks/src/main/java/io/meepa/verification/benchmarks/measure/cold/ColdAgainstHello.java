package io.meepa.verification.benchmarks.measure.cold;

import io.meepa.verification.benchmarks.figure.Result;
import io.meepa.verification.benchmarks.figure.Target;
import io.meepa.verification.benchmarks.measure.Measure;
import io.meepa.verification.benchmarks.sampling.Bench;
import io.meepa.verification.benchmarks.sampling.Comparison;
import io.meepa.verification.benchmarks.sampling.Timings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** P5: a process that prints one value, against the least that a JVM can do, both as they come and both helped. */
public final class ColdAgainstHello implements Measure {

    private static final String OURS_CACHED = "on 25 with AOT cache and C1 alone";
    private static final String HELLO_CACHED = "hello, on 25 with AOT cache and C1 alone";

    /** Creates the measure. */
    public ColdAgainstHello() {}

    @Override
    public List<Result> take(Bench bench) throws Exception {
        ColdProcesses cold = new ColdProcesses(bench);
        Optional<Launch> newer = Jdk25.find().map(java -> new Launch(java, List.of()).withC1Alone());
        List<Result> results = new ArrayList<>();
        for (OneValue value : OneValue.values()) {
            Comparison comparison = onThisJdk(cold, value, new Comparison(bench.effort()));
            if (newer.isPresent()) {
                Launch ours = cold.cached(value, newer.get());
                Launch hello = cold.cachedHello(newer.get());
                comparison.add(OURS_CACHED, () -> cold.print(value, ours)).add(HELLO_CACHED, () -> cold.hello(hello));
            }
            Timings timings = comparison.run();
            results.addAll(onThisJdk(value, timings));
            results.add(onJdk25(value, timings, newer.isPresent()));
        }
        return results;
    }

    private static Comparison onThisJdk(ColdProcesses cold, OneValue value, Comparison comparison) throws Exception {
        Launch archived = cold.archived(value);
        return comparison
                .add("ours", () -> cold.print(value, Launch.here()))
                .add("with AppCDS", () -> cold.print(value, archived))
                .add("and C1 alone", () -> cold.print(value, archived.withC1Alone()))
                .add("hello", () -> cold.hello(Launch.here()))
                .add("hello, C1 alone", () -> cold.hello(Launch.here().withC1Alone()));
    }

    private static List<Result> onThisJdk(OneValue value, Timings timings) {
        String name = value.process();
        return List.of(
                Result.ratio(
                        name + " ÷ JVM hello world", timings.ratio("ours", "hello"), Target.none(), timings.note()),
                Result.ratio(
                        name + " with AppCDS ÷ JVM hello world",
                        timings.ratio("with AppCDS", "hello"),
                        target(value, 4.6),
                        ""),
                Result.reported(
                        name + " with AppCDS ÷ JVM hello world, both with C1 alone",
                        timings.ratio("and C1 alone", "hello, C1 alone"),
                        "",
                        ""));
    }

    private static Result onJdk25(OneValue value, Timings timings, boolean taken) {
        String what = value.process() + " ÷ JVM hello world, both on JDK 25 with AOT cache and C1 alone";
        Target target = target(value, 3.6);
        return taken
                ? Result.ratio(what, timings.ratio(OURS_CACHED, HELLO_CACHED), target, "")
                : Result.skipped(what, target, Jdk25.MISSING);
    }

    /** The target is a manager's; the codec alone, which does less, is reported. */
    private static Target target(OneValue value, double limit) {
        return value == OneValue.BY_MANAGER ? Target.atMost(limit) : Target.none();
    }
}
