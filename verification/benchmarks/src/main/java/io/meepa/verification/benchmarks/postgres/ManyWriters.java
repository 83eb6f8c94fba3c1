package io.meepa.verification.benchmarks.postgres;

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
import io.meepa.verification.database.PostgresServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** P-f: what eight writers get done, sealing and fences included, against bare updates of as many bytes. */
public final class ManyWriters implements Measure {

    private static final int WRITERS = 8;
    private static final int EACH = 8;

    /** Creates the measure. */
    public ManyWriters() {}

    @Override
    public List<Result> take(Bench bench) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
        Gateway gateway = new Gateway();
        try (PostgresServer server = PostgresServer.start(bench.folder().resolve("data"), Map.of());
                StoreSession session = ready(server, gateway)) {
            List<Callable<Object>> ours = new ArrayList<>();
            List<Callable<Object>> bare = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                ours.add(new Row(session, AgentId.of("writer-" + writer)));
                bare.add(new BareRow(server.superuser().getConnection(), writer));
            }
            Timings timings = new Comparison(bench.effort())
                    .add("64 writes", () -> all(threads, ours))
                    .add("64 bare updates", () -> all(threads, bare))
                    .run();
            return List.of(Result.ratio(
                    "throughput of 8 writers ÷ of bare updates",
                    timings.ratio("64 bare updates", "64 writes"),
                    Target.atLeast(0.7),
                    timings.note()));
        } finally {
            threads.shutdownNow();
        }
    }

    private static StoreSession ready(PostgresServer server, Gateway gateway) {
        server.execute(PostgresSchema.tables());
        server.execute("create table bare (id int primary key, version bigint not null, body bytea)");
        return gateway.session(server.url("postgres"));
    }

    private static Object all(ExecutorService threads, List<Callable<Object>> rows) throws Exception {
        for (Future<Object> done : threads.invokeAll(rows)) {
            done.get();
        }
        return rows;
    }

    private static final class Row implements Callable<Object> {

        private final StoreSession session;
        private final AgentId agent;
        private Revision revision = Revision.ABSENT;
        private int count;

        Row(StoreSession session, AgentId agent) {
            this.session = session;
            this.agent = agent;
        }

        @Override
        public Object call() {
            for (int i = 0; i < EACH; i++) {
                revision = session.write(agent, Gateway.document(++count), revision);
            }
            return revision;
        }
    }

    private static final class BareRow implements Callable<Object> {

        private static final int BYTES = 12_500;

        private final PreparedStatement update;
        private final byte[] body = new byte[BYTES];

        BareRow(Connection connection, int id) throws Exception {
            new java.util.SplittableRandom(id).nextBytes(body);
            connection.createStatement().execute("insert into bare values (" + id + ", 0, '')");
            update = connection.prepareStatement("update bare set version = version + 1, body = ? where id = " + id);
        }

        @Override
        public Object call() throws Exception {
            for (int i = 0; i < EACH; i++) {
                body[i]++;
                update.setBytes(1, body);
                update.executeUpdate();
            }
            return body;
        }
    }
}
