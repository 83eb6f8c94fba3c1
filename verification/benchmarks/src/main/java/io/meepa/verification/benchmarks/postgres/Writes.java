package io.meepa.verification.benchmarks.postgres;

import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.spi.store.Revision;
import io.meepa.credentials.spi.store.StoreSession;
import io.meepa.credentials.store.postgres.PostgresSchema;
import io.meepa.verification.benchmarks.figure.Result;
import io.meepa.verification.benchmarks.figure.Target;
import io.meepa.verification.benchmarks.measure.Measure;
import io.meepa.verification.benchmarks.sampling.Bench;
import io.meepa.verification.benchmarks.sampling.Comparison;
import io.meepa.verification.benchmarks.sampling.Timings;
import io.meepa.verification.database.PostgresPair;
import io.meepa.verification.database.PostgresServer;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** P-c to P-e: a durable change against the file store's, with a standby against without, and a lock against two writes. */
public final class Writes implements Measure {

    private static final AgentId LOCKED = AgentId.of("locked");

    private int count;

    /** Creates the measure. */
    public Writes() {}

    @Override
    public List<Result> take(Bench bench) throws Exception {
        Gateway gateway = new Gateway();
        try (PostgresServer alone = PostgresServer.start(bench.folder().resolve("data"), Map.of());
                PostgresPair pair =
                        PostgresPair.start(Files.createDirectory(bench.folder().resolve("pair")))) {
            alone.execute(PostgresSchema.tables());
            pair.primary().execute(PostgresSchema.tables());
            String url = alone.url("postgres");
            try (CredentialManager rows = gateway.onDatabase(url, bench.folder());
                    CredentialManager files = gateway.onFiles(bench.folder().resolve("files"));
                    StoreSession here = gateway.session(url);
                    StoreSession replicated = gateway.session(pair.url())) {
                Gateway.fill(rows);
                Gateway.fill(files);
                return compared(bench, rows, files, new Row(here), new Row(replicated));
            }
        }
    }

    private List<Result> compared(
            Bench bench, CredentialManager rows, CredentialManager files, Row here, Row replicated) throws Exception {
        Timings timings = new Comparison(bench.effort())
                .add("change of a row", () -> changed(rows))
                .add("of a file", () -> changed(files))
                .add("compare-and-set", here::write)
                .add("with a standby", replicated::write)
                .add("lock and unlock", here::lock)
                .run();
        return List.of(
                Result.ratio(
                        "durable change of 1 of 20 credentials in a row ÷ in a file on the same disk",
                        timings.ratio("change of a row", "of a file"),
                        Target.atMost(1.5),
                        timings.note()),
                Result.ratio(
                        "compare-and-set with a synchronous standby on the same disk ÷ without",
                        timings.ratio("with a standby", "compare-and-set"),
                        Target.atMost(2),
                        ""),
                Result.ratio(
                        "lock and unlock ÷ two compare-and-sets",
                        timings.ratio("lock and unlock", "compare-and-set", "compare-and-set"),
                        Target.atMost(1),
                        ""));
    }

    private Object changed(CredentialManager manager) {
        manager.agent(Gateway.AGENT).replace(Gateway.login(7, ++count));
        return manager;
    }

    /** A document that is written over and over. */
    private static final class Row {

        private final StoreSession session;
        private Revision revision = Revision.ABSENT;
        private int count;

        Row(StoreSession session) {
            this.session = session;
        }

        Object write() {
            revision = session.write(AgentId.of("row"), Gateway.document(++count), revision);
            return revision;
        }

        Object lock() {
            session.lock(LOCKED, "flight", Duration.ofSeconds(10)).close();
            return session;
        }
    }
}
