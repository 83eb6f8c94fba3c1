package io.meepa.verification.benchmarks.measure.cold;

import io.meepa.verification.benchmarks.figure.Result;
import io.meepa.verification.benchmarks.figure.Target;
import io.meepa.verification.benchmarks.measure.Measure;
import io.meepa.verification.benchmarks.peer.SopsAge;
import io.meepa.verification.benchmarks.sampling.Bench;
import io.meepa.verification.benchmarks.sampling.Comparison;
import io.meepa.verification.benchmarks.sampling.Timings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** P4: a process that prints one value, against node with {@code sops-age}; with the AOT cache of JDK 25 too. */
public final class ColdAgainstNode implements Measure {

    private static final String WITH_CACHE = " with AOT cache";
    private static final String NODE = "node";

    /** Creates the measure. */
    public ColdAgainstNode() {}

    @Override
    public List<Result> take(Bench bench) throws Exception {
        Optional<SopsAge> peer = SopsAge.install(bench.kept());
        Optional<Path> newer = Jdk25.find();
        List<Result> results = new ArrayList<>();
        if (peer.isEmpty()) {
            for (OneValue value : OneValue.values()) {
                results.add(Result.skipped(what(value), target(value), "node and npm are not on the path"));
            }
            return results;
        }
        Timings timings = timings(bench, peer.get(), newer);
        for (OneValue value : OneValue.values()) {
            String note = value == OneValue.BY_CODEC ? timings.note() : "";
            results.add(Result.ratio(what(value), timings.ratio(value.shortly(), NODE), target(value), note));
        }
        for (OneValue value : OneValue.values()) {
            results.add(
                    newer.isEmpty()
                            ? Result.skipped(whatWithCache(value), targetWithCache(value), Jdk25.MISSING)
                            : Result.ratio(
                                    whatWithCache(value),
                                    timings.ratio(value.shortly() + WITH_CACHE, NODE),
                                    targetWithCache(value),
                                    ""));
        }
        return results;
    }

    private static Timings timings(Bench bench, SopsAge peer, Optional<Path> newer) throws Exception {
        ColdProcesses cold = new ColdProcesses(bench);
        String identity = cold.home().identityText();
        Comparison comparison = new Comparison(bench.effort());
        for (OneValue value : OneValue.values()) {
            comparison.add(value.shortly(), () -> cold.print(value, Launch.here()));
            if (newer.isPresent()) {
                Launch cached = cold.cached(value, new Launch(newer.get(), List.of()));
                comparison.add(value.shortly() + WITH_CACHE, () -> cold.print(value, cached));
            }
        }
        return comparison
                .add(NODE, () -> peer.printOne(cold.home().document(), identity))
                .run();
    }

    private static String what(OneValue value) {
        return value.process() + " ÷ node with sops-age";
    }

    private static String whatWithCache(OneValue value) {
        return value.process() + ", with the AOT cache of JDK 25 ÷ node with sops-age";
    }

    /** What the peer does is what the codec does; a manager does more, and is reported. */
    private static Target target(OneValue value) {
        return value == OneValue.BY_CODEC ? Target.atMost(0.85) : Target.none();
    }

    private static Target targetWithCache(OneValue value) {
        return value == OneValue.BY_CODEC ? Target.atMost(0.5) : Target.none();
    }
}
