package io.meepa.verification.benchmarks.measure.open;

import io.meepa.credentials.sops.Identities;
import io.meepa.credentials.sops.SopsDocument;
import io.meepa.verification.benchmarks.figure.Result;
import io.meepa.verification.benchmarks.figure.Target;
import io.meepa.verification.benchmarks.measure.Measure;
import io.meepa.verification.benchmarks.peer.Primitives;
import io.meepa.verification.benchmarks.sample.SampleHome;
import io.meepa.verification.benchmarks.sampling.Bench;
import io.meepa.verification.benchmarks.sampling.Comparison;
import io.meepa.verification.benchmarks.sampling.Timings;
import java.nio.file.Files;
import java.util.List;

/** P1: opening a verified file of twenty credentials, against what it cannot do without. */
public final class WarmOpen implements Measure {

    /** Creates the measure. */
    public WarmOpen() {}

    @Override
    public List<Result> take(Bench bench) throws Exception {
        SampleHome home = SampleHome.create(bench.folder());
        Identities identities = home.identities();
        Primitives primitives = new Primitives(home.document());
        Timings timings = new Comparison(bench.effort())
                .add("open", () -> SopsDocument.open(Files.readAllBytes(home.document()), identities))
                .add("read", primitives::read)
                .add("parse", primitives::parse)
                .add("agree", primitives::agree)
                .add("decrypt", primitives::decrypt)
                .add("hash", primitives::hash)
                .run();
        return List.of(Result.ratio(
                "warm open of 20 credentials, verified ÷ its primitives",
                timings.ratio("open", "read", "parse", "agree", "decrypt", "hash"),
                Target.atMost(1.38),
                timings.note()));
    }
}
