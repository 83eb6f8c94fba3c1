package io.meepa.verification.benchmarks.postgres;

import io.meepa.credentials.error.CredentialException;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.spi.store.DocumentNode;
import io.meepa.credentials.spi.store.Revision;
import io.meepa.credentials.spi.store.StoreSession;
import io.meepa.credentials.spi.store.StoredDocument;
import io.meepa.credentials.store.postgres.PostgresSchema;
import io.meepa.verification.benchmarks.figure.Result;
import io.meepa.verification.benchmarks.figure.Spread;
import io.meepa.verification.benchmarks.figure.Target;
import io.meepa.verification.benchmarks.measure.Measure;
import io.meepa.verification.benchmarks.sampling.Bench;
import io.meepa.verification.database.PostgresPair;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** P-g, P-i: how long a gateway cannot write over a failover, against the database itself, and what is lost. */
public final class Failovers implements Measure {

    private static final AgentId AGENT = AgentId.of("counter");

    private final AtomicBoolean running = new AtomicBoolean(true);
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong lastWrite = new AtomicLong();
    private final AtomicLong lastUpdate = new AtomicLong();
    private final AtomicLong gapOfWrites = new AtomicLong();
    private final AtomicLong gapOfUpdates = new AtomicLong();

    /** Creates the measure. */
    public Failovers() {}

    @Override
    public List<Result> take(Bench bench) throws Exception {
        int kills = bench.effort().either(20, 3);
        List<Double> ratios = new ArrayList<>();
        long lost;
        try (PostgresPair pair = PostgresPair.start(bench.folder())) {
            pair.primary()
                    .execute(PostgresSchema.tables() + "; create table probe (id int); insert into probe values (1)");
            try (StoreSession session = new Gateway().session(pair.url(), Map.of("call_timeout", "2s"))) {
                List<Thread> threads =
                        List.of(new Thread(() -> writes(session)), new Thread(() -> updates(pair.url())));
                threads.forEach(Thread::start);
                for (int kill = 0; kill < kills; kill++) {
                    ratios.add(killed(pair));
                }
                running.set(false);
                for (Thread thread : threads) {
                    thread.join();
                }
                long stored = session.read(AGENT).map(Failovers::count).orElse(0L);
                lost = Math.max(0, acknowledged.get() - stored);
            }
        }
        return List.of(
                Result.ratio(
                        "how long a gateway cannot write over a failover ÷ how long the database takes none",
                        Spread.of(
                                ratios.stream().mapToDouble(Double::doubleValue).toArray()),
                        Target.atMost(1.3),
                        kills + " kills"),
                new Result(
                        "acknowledged writes lost in " + kills + " kills (in 200 and more: verification/proofs.sh)",
                        Optional.of(Spread.of((double) lost)),
                        Target.atMost(0),
                        "writes",
                        acknowledged.get() + " acknowledged"));
    }

    private double killed(PostgresPair pair) throws Exception {
        awaitBoth();
        gapOfWrites.set(0);
        gapOfUpdates.set(0);
        pair.failOver();
        pair.rejoin();
        awaitBoth();
        return (double) gapOfWrites.get() / gapOfUpdates.get();
    }

    private static long count(StoredDocument stored) {
        return Long.parseLong(
                stored.content().members().containsKey("count")
                        ? ((DocumentNode.Numeric) Objects.requireNonNull(
                                        stored.content().members().get("count")))
                                .literal()
                        : "0");
    }

    private void writes(StoreSession session) {
        while (running.get()) {
            try {
                Optional<StoredDocument> stored = session.read(AGENT);
                long next = stored.map(Failovers::count).orElse(0L) + 1;
                session.write(
                        AGENT,
                        new DocumentNode.Fields(Map.of("count", new DocumentNode.Numeric(Long.toString(next)))),
                        stored.map(StoredDocument::revision).orElse(Revision.ABSENT));
                acknowledged.incrementAndGet();
                ended(lastWrite, gapOfWrites);
            } catch (CredentialException e) {
                Thread.onSpinWait();
            }
        }
    }

    private void updates(String url) {
        while (running.get()) {
            try (Connection connection = DriverManager.getConnection(url + "&socketTimeout=2", "postgres", "");
                    Statement statement = connection.createStatement()) {
                while (running.get()) {
                    statement.executeUpdate("update probe set id = id + 1");
                    ended(lastUpdate, gapOfUpdates);
                    Thread.sleep(1);
                }
            } catch (SQLException e) {
                Thread.onSpinWait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static void ended(AtomicLong last, AtomicLong longest) {
        long now = System.nanoTime();
        long before = last.getAndSet(now);
        longest.accumulateAndGet(before == 0 ? 0 : now - before, Math::max);
    }

    private void awaitBoth() throws InterruptedException {
        long since = System.nanoTime();
        while (lastWrite.get() < since || lastUpdate.get() < since) {
            Thread.sleep(10);
        }
    }
}
