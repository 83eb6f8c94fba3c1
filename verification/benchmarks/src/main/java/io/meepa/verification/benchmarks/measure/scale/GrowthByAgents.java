package io.meepa.verification.benchmarks.measure.scale;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.store.postgres.PostgresSchema;
import io.meepa.verification.benchmarks.figure.Result;
import io.meepa.verification.benchmarks.figure.Target;
import io.meepa.verification.benchmarks.measure.Measure;
import io.meepa.verification.benchmarks.sample.Keeping;
import io.meepa.verification.benchmarks.sample.ManyAgents;
import io.meepa.verification.benchmarks.sample.SampleHome;
import io.meepa.verification.benchmarks.sampling.Bench;
import io.meepa.verification.benchmarks.sampling.Comparison;
import io.meepa.verification.benchmarks.sampling.Timings;
import io.meepa.verification.database.PostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * P24: how a read, a listing of all and a change grow with the number of agents that a manager has. Reads and changes take one
 * agent after the other, so that nothing is near because it was just used. Reads of ten of the many show which part of the growth
 * is that, and which is the search among many.
 */
public final class GrowthByAgents implements Measure {

    private static final int FEW = 10;
    private static final AgentCredential FURTHER = ManyAgents.login(SampleHome.CREDENTIALS);

    /** Creates the measure. */
    public GrowthByAgents() {}

    @Override
    public List<Result> take(Bench bench) throws Exception {
        Path folder = bench.folder();
        int agents = bench.effort().either(10_000, 300);
        List<Result> results = new ArrayList<>(compared(
                bench,
                "documents in files",
                ManyAgents.create(folder.resolve("few"), FEW),
                ManyAgents.create(folder.resolve("many"), agents)));
        try (PostgresServer server = PostgresServer.start(folder.resolve("data"), Map.of())) {
            results.addAll(compared(
                    bench,
                    "documents in PostgreSQL",
                    ManyAgents.create(folder.resolve("few-rows"), database(server, "few"), FEW),
                    ManyAgents.create(folder.resolve("many-rows"), database(server, "many"), agents)));
        }
        return results;
    }

    private static Keeping database(PostgresServer server, String name) throws SQLException {
        server.execute("create database " + name);
        String url = server.url(name);
        try (Connection connection = DriverManager.getConnection(url, "postgres", "");
                Statement statement = connection.createStatement()) {
            statement.execute(PostgresSchema.tables());
        }
        return Keeping.inDatabase(url);
    }

    private static List<Result> compared(Bench bench, String where, ManyAgents few, ManyAgents many) throws Exception {
        try (CredentialManager small = few.configured("").open();
                CredentialManager large = many.configured("").open()) {
            Rotation ofFew = new Rotation(small, few.ids());
            Rotation ofMany = new Rotation(large, many.ids());
            Rotation ofTenOfMany = new Rotation(large, many.ids().subList(0, FEW));
            Timings reads = new Comparison(bench.effort())
                    .add("get of few", ofFew::get)
                    .add("get of many", ofMany::get)
                    .add("get of ten of many", ofTenOfMany::get)
                    .add("list of few", ofFew::list)
                    .add("list of many", ofMany::list)
                    .run();
            Timings changes = new Comparison(bench.effort())
                    .timed("add to few", ofFew::add)
                    .timed("add to many", ofMany::add)
                    .run();
            int agents = many.ids().size();
            double times = (double) agents / FEW;
            String what = String.format(Locale.ROOT, ", %s, %,d to %,d agents", where, FEW, agents);
            return List.of(
                    Result.growth(
                            "get" + what,
                            reads.growth("get of many", "get of few", times),
                            Target.atMost(0.05),
                            reads.note()),
                    Result.growth(
                            "list of all agents" + what,
                            reads.growth("list of many", "list of few", times),
                            Target.atMost(1.05),
                            ""),
                    Result.growth(
                            "add" + what,
                            changes.growth("add to many", "add to few", times),
                            Target.atMost(0.1),
                            changes.note()));
        }
    }

    /** Takes one agent after the other. */
    private static final class Rotation {

        private final CredentialManager manager;
        private final List<AgentId> ids;
        private int next;

        Rotation(CredentialManager manager, List<AgentId> ids) {
            this.manager = manager;
            this.ids = ids;
        }

        private AgentCredentials agent() {
            return manager.agent(ids.get(next++ % ids.size()));
        }

        Object get() {
            return agent().get(SampleHome.key(7));
        }

        Object list() {
            int summaries = 0;
            for (AgentId id : manager.agents()) {
                summaries += manager.agent(id).list().size();
            }
            if (summaries != ids.size() * SampleHome.CREDENTIALS) {
                throw new IllegalStateException("some are missing");
            }
            return summaries;
        }

        /** What was added is removed again, which is not counted: the documents stay as long as they are. */
        long add(int times) {
            long nanos = 0;
            for (int time = 0; time < times; time++) {
                AgentCredentials agent = agent();
                long start = System.nanoTime();
                agent.add(FURTHER);
                nanos += System.nanoTime() - start;
                agent.remove(FURTHER.key());
            }
            return nanos;
        }
    }
}
