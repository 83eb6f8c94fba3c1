package io.meepa.verification.benchmarks.measure.open;

import io.meepa.credentials.sops.Identities;
import io.meepa.credentials.sops.SopsDocument;
import io.meepa.verification.benchmarks.figure.Result;
import io.meepa.verification.benchmarks.figure.Target;
import io.meepa.verification.benchmarks.measure.Measure;
import io.meepa.verification.benchmarks.peer.SopsAge;
import io.meepa.verification.benchmarks.sample.SampleHome;
import io.meepa.verification.benchmarks.sampling.Bench;
import io.meepa.verification.benchmarks.sampling.Comparison;
import io.meepa.verification.benchmarks.sampling.Timings;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/** P2: opening a verified file in process, against {@code sops-age} in its own, which does not verify. */
public final class WarmOpenAgainstNode implements Measure {

    private static final String WHAT = "warm open ÷ npm sops-age in process, which does not verify";
    private static final Target TARGET = Target.atMost(1.0 / 20);

    /** Creates the measure. */
    public WarmOpenAgainstNode() {}

    @Override
    public List<Result> take(Bench bench) throws Exception {
        Optional<SopsAge> peer = SopsAge.install(bench.kept());
        if (peer.isEmpty()) {
            return List.of(Result.skipped(WHAT, TARGET, "node and npm are not on the path"));
        }
        SampleHome home = SampleHome.create(bench.folder());
        Identities identities = home.identities();
        try (SopsAge.Running running = peer.get().start(home.document(), home.identityText())) {
            Timings timings = new Comparison(bench.effort())
                    .add("open", () -> SopsDocument.open(Files.readAllBytes(home.document()), identities))
                    .timed("sops-age", running)
                    .run();
            return List.of(Result.ratio(WHAT, timings.ratio("open", "sops-age"), TARGET, timings.note()));
        }
    }
}
