package io.meepa.verification.benchmarks.measure.open;

import io.meepa.credentials.sops.Identities;
import io.meepa.credentials.sops.SopsDocument;
import io.meepa.verification.benchmarks.figure.Result;
import io.meepa.verification.benchmarks.figure.Target;
import io.meepa.verification.benchmarks.measure.Measure;
import io.meepa.verification.benchmarks.peer.SopsProgram;
import io.meepa.verification.benchmarks.sample.SampleHome;
import io.meepa.verification.benchmarks.sampling.Bench;
import io.meepa.verification.benchmarks.sampling.Comparison;
import io.meepa.verification.benchmarks.sampling.Timings;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/** P3: opening a file from a running JVM, against calling the {@code sops} program from it. */
public final class OpenAgainstProgram implements Measure {

    private static final String WHAT = "open of one file ÷ calling the sops program from the JVM";
    private static final Target TARGET = Target.atMost(1.0 / 50);

    /** Creates the measure. */
    public OpenAgainstProgram() {}

    @Override
    public List<Result> take(Bench bench) throws Exception {
        Optional<SopsProgram> program = SopsProgram.find(bench.folder());
        if (program.isEmpty()) {
            return List.of(Result.skipped(WHAT, TARGET, "no sops program in SOPS_PROGRAMS or on the path"));
        }
        SampleHome home = SampleHome.create(bench.folder().resolve("home"));
        Identities identities = home.identities();
        Timings timings = new Comparison(bench.effort())
                .add("open", () -> SopsDocument.open(Files.readAllBytes(home.document()), identities))
                .add("sops", () -> program.get().decrypt(home.document(), home.keyFile()))
                .run();
        return List.of(Result.ratio(
                WHAT,
                timings.ratio("open", "sops"),
                TARGET,
                timings.note() + "; " + program.get().version()));
    }
}
