package io.meepa.verification.benchmarks.postgres;

import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.spi.store.Revision;
import io.meepa.credentials.spi.store.StoreSession;
import io.meepa.credentials.store.postgres.PostgresSchema;
import io.meepa.verification.benchmarks.figure.Result;
import io.meepa.verification.benchmarks.figure.Target;
import io.meepa.verification.benchmarks.measure.Measure;
import io.meepa.verification.benchmarks.sampling.Bench;
import io.meepa.verification.benchmarks.sampling.Comparison;
import io.meepa.verification.benchmarks.sampling.Timings;
import io.meepa.verification.database.PostgresServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.List;
import java.util.Map;

/** P-a, P-b: reads that are as new as the row, against one round trip and against reading the row as a whole. */
public final class StrictReads implements Measure {

    /** Creates the measure. */
    public StrictReads() {}

    @Override
    public List<Result> take(Bench bench) throws Exception {
        Gateway gateway = new Gateway();
        try (PostgresServer server = PostgresServer.start(bench.folder().resolve("data"), Map.of())) {
            server.execute(PostgresSchema.tables());
            String url = server.url("postgres");
            try (CredentialManager manager = gateway.onDatabase(url, bench.folder());
                    StoreSession session = gateway.session(url);
                    Connection connection = server.superuser().getConnection();
                    PreparedStatement one = connection.prepareStatement("select 1")) {
                Gateway.fill(manager);
                Revision revision = session.read(Gateway.AGENT).orElseThrow().revision();
                Timings timings = new Comparison(bench.effort())
                        .add("list", () -> manager.agent(Gateway.AGENT).list())
                        .add("select 1", () -> first(one))
                        .add("isCurrent", () -> session.isCurrent(Gateway.AGENT, revision))
                        .add("full read", () -> session.sealed(Gateway.AGENT))
                        .run();
                return List.of(
                        Result.ratio(
                                "strictly fresh list of 20 credentials, unchanged ÷ one round trip of select 1",
                                timings.ratio("list", "select 1"),
                                Target.atMost(1.5),
                                timings.note()),
                        Result.ratio(
                                "isCurrent ÷ reading and verifying the row as a whole",
                                timings.ratio("isCurrent", "full read"),
                                Target.atMost(0.8),
                                ""));
            }
        }
    }

    private static Object first(PreparedStatement statement) throws Exception {
        try (ResultSet rows = statement.executeQuery()) {
            return rows.next();
        }
    }
}
