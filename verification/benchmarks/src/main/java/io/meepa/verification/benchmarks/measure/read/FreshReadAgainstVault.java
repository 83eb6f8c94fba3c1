package io.meepa.verification.benchmarks.measure.read;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.verification.benchmarks.figure.Result;
import io.meepa.verification.benchmarks.figure.Target;
import io.meepa.verification.benchmarks.measure.Measure;
import io.meepa.verification.benchmarks.peer.VaultClient;
import io.meepa.verification.benchmarks.sample.SampleHome;
import io.meepa.verification.benchmarks.sampling.Bench;
import io.meepa.verification.benchmarks.sampling.Comparison;
import io.meepa.verification.benchmarks.sampling.Timings;
import java.util.List;

/** P8: a strictly fresh read, against Spring Vault and a server that does nothing but answer. */
public final class FreshReadAgainstVault implements Measure {

    /** Creates the measure. */
    public FreshReadAgainstVault() {}

    @Override
    public List<Result> take(Bench bench) throws Exception {
        SampleHome home = SampleHome.create(bench.folder());
        CredentialKey key = SampleHome.key(SampleHome.CREDENTIALS / 2);
        try (VaultClient peer = new VaultClient();
                CredentialManager manager = home.manager()) {
            AgentCredentials agent = manager.agent(SampleHome.AGENT);
            Timings timings = new Comparison(bench.effort())
                    .add("get", () -> agent.get(key))
                    .add("Spring Vault", peer::read)
                    .run();
            return List.of(Result.ratio(
                    "strictly fresh read ÷ Spring Vault get from a loopback stub",
                    timings.ratio("get", "Spring Vault"),
                    Target.atMost(1.0 / 80),
                    timings.note()));
        }
    }
}
