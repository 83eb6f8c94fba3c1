package io.meepa.verification.benchmarks.measure.read;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.verification.benchmarks.figure.Result;
import io.meepa.verification.benchmarks.figure.Target;
import io.meepa.verification.benchmarks.measure.Measure;
import io.meepa.verification.benchmarks.sample.SampleHome;
import io.meepa.verification.benchmarks.sampling.Bench;
import io.meepa.verification.benchmarks.sampling.Comparison;
import io.meepa.verification.benchmarks.sampling.Timings;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/** P6: reading one credential that is as new as the file, against one look at the file. */
public final class FreshRead implements Measure {

    /** Creates the measure. */
    public FreshRead() {}

    @Override
    public List<Result> take(Bench bench) throws Exception {
        SampleHome home = SampleHome.create(bench.folder());
        Path document = home.document();
        CredentialKey key = SampleHome.key(SampleHome.CREDENTIALS / 2);
        try (CredentialManager manager = home.manager()) {
            AgentCredentials agent = manager.agent(SampleHome.AGENT);
            Timings timings = new Comparison(bench.effort())
                    .add("get", () -> agent.get(key))
                    .add(
                            "stat",
                            () -> Files.readAttributes(document, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS))
                    .run();
            return List.of(Result.ratio(
                    "strictly fresh read of one credential ÷ one stat of the file",
                    timings.ratio("get", "stat"),
                    Target.atMost(1.3),
                    timings.note()));
        }
    }
}
