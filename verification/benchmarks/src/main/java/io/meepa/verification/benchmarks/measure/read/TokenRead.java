package io.meepa.verification.benchmarks.measure.read;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.store.postgres.PostgresSchema;
import io.meepa.verification.benchmarks.figure.Result;
import io.meepa.verification.benchmarks.figure.Target;
import io.meepa.verification.benchmarks.measure.Measure;
import io.meepa.verification.benchmarks.peer.SpringTokens;
import io.meepa.verification.benchmarks.sample.ConnectedAgent;
import io.meepa.verification.benchmarks.sample.Keeping;
import io.meepa.verification.benchmarks.sample.SampleHome;
import io.meepa.verification.benchmarks.sampling.Bench;
import io.meepa.verification.benchmarks.sampling.Comparison;
import io.meepa.verification.benchmarks.sampling.Timings;
import io.meepa.verification.database.PostgresServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** P22: the token of a connection that is good for hours, against a login of the same document, and against a peer's. */
public final class TokenRead implements Measure {

    /** After half a second, as short runs have it, a token took four times as long beside a login as it does later. */
    private static final Duration WARM_UP = Duration.ofSeconds(3);

    private static final CredentialKey LOGIN = SampleHome.key(SampleHome.CREDENTIALS / 2);

    /** Creates the measure. */
    public TokenRead() {}

    @Override
    public List<Result> take(Bench bench) throws Exception {
        return List.of(inFiles(bench), inDatabase(bench));
    }

    private static Result inFiles(Bench bench) throws Exception {
        try (ConnectedAgent connected = ConnectedAgent.create(bench.folder().resolve("files"), Keeping.inFiles())) {
            AgentCredentials agent = connected.agent();
            CredentialKey token = connected.token();
            Timings timings = new Comparison(bench.effort().withWarmUpOf(WARM_UP))
                    .add("token", () -> agent.tokens().get(token))
                    .add("login", () -> agent.get(LOGIN))
                    .run();
            return Result.ratio(
                    "token of a valid connection ÷ get of a login",
                    timings.ratio("token", "login"),
                    Target.atMost(1.2),
                    timings.note());
        }
    }

    private static Result inDatabase(Bench bench) throws Exception {
        try (PostgresServer server = PostgresServer.start(bench.folder().resolve("data"), Map.of())) {
            server.execute(PostgresSchema.tables());
            server.execute("create database peer");
            try (ConnectedAgent connected = ConnectedAgent.create(
                            bench.folder().resolve("rows"), Keeping.inDatabase(server.url("postgres")));
                    SpringTokens peer = new SpringTokens(server.url("peer"))) {
                AgentCredentials agent = connected.agent();
                CredentialKey token = connected.token();
                Timings timings = new Comparison(bench.effort().withWarmUpOf(WARM_UP))
                        .add("token", () -> agent.tokens().get(token))
                        .add("login", () -> agent.get(LOGIN))
                        .add("Spring Security", peer::read)
                        .run();
                return Result.reported(
                        "token of a valid connection, documents in PostgreSQL ÷ Spring Security's, in clear in the same"
                                + " server",
                        timings.ratio("token", "Spring Security"),
                        "",
                        timings.note());
            }
        }
    }
}
