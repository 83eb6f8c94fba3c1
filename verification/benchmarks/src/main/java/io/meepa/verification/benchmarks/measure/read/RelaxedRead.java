package io.meepa.verification.benchmarks.measure.read;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.verification.benchmarks.figure.Result;
import io.meepa.verification.benchmarks.figure.Target;
import io.meepa.verification.benchmarks.measure.Measure;
import io.meepa.verification.benchmarks.peer.CachedSecret;
import io.meepa.verification.benchmarks.sample.SampleHome;
import io.meepa.verification.benchmarks.sampling.Bench;
import io.meepa.verification.benchmarks.sampling.Comparison;
import io.meepa.verification.benchmarks.sampling.Timings;
import java.util.List;

/** P7: a read that may be a second old, against the cached read of AWS's client, which may be an hour old. */
public final class RelaxedRead implements Measure {

    /** Creates the measure. */
    public RelaxedRead() {}

    @Override
    public List<Result> take(Bench bench) throws Exception {
        SampleHome home = SampleHome.create(bench.folder());
        CredentialKey key = SampleHome.key(SampleHome.CREDENTIALS / 2);
        try (CachedSecret peer = new CachedSecret();
                CredentialManager manager =
                        home.builder().set("credentials.staleness", "1s").open()) {
            AgentCredentials agent = manager.agent(SampleHome.AGENT);
            Timings timings = new Comparison(bench.effort())
                    .add("get", () -> agent.get(key))
                    .add("AWS cache", peer::read)
                    .run();
            return List.of(Result.ratio(
                    "read inside a staleness window ÷ cached read of AWS Secrets Manager's client",
                    timings.ratio("get", "AWS cache"),
                    Target.atMost(0.5),
                    timings.note()));
        }
    }
}
