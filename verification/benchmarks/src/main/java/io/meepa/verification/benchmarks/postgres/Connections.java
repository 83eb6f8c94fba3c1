package io.meepa.verification.benchmarks.postgres;

import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.sops.Identity;
import io.meepa.credentials.spi.Settings;
import io.meepa.credentials.spi.store.StoreContext;
import io.meepa.credentials.spi.store.StoreLock;
import io.meepa.credentials.spi.store.StoreSession;
import io.meepa.credentials.store.postgres.PostgresSchema;
import io.meepa.credentials.store.postgres.PostgresStore;
import io.meepa.verification.benchmarks.figure.Result;
import io.meepa.verification.benchmarks.figure.Spread;
import io.meepa.verification.benchmarks.figure.Target;
import io.meepa.verification.benchmarks.measure.Measure;
import io.meepa.verification.benchmarks.sampling.Bench;
import io.meepa.verification.database.FaultySource;
import io.meepa.verification.database.PostgresServer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** P-h: the connections that a thousand agents hold while they fly. */
public final class Connections implements Measure {

    private static final int AGENTS = 1_000;
    private static final int LOOKS = 200;

    /** Creates the measure. */
    public Connections() {}

    @Override
    public List<Result> take(Bench bench) throws Exception {
        try (PostgresServer server = PostgresServer.start(bench.folder().resolve("data"), Map.of())) {
            server.execute(PostgresSchema.tables());
            FaultySource counted = FaultySource.of(server.superuser());
            List<StoreLock> locks = new ArrayList<>();
            try (StoreSession session = session(counted)) {
                for (int agent = 0; agent < AGENTS; agent++) {
                    locks.add(session.lock(AgentId.of("agent-" + agent), "flight", Duration.ofSeconds(10)));
                }
                double[] held = new double[LOOKS];
                for (int look = 0; look < LOOKS; look++) {
                    Thread.sleep(10);
                    held[look] = counted.open();
                }
                locks.forEach(StoreLock::close);
                return List.of(new Result(
                        "connections held while 1,000 agents hold their locks, heartbeats included",
                        Optional.of(Spread.of(held)),
                        Target.atMost(0),
                        "connections",
                        ""));
            }
        }
    }

    private static StoreSession session(FaultySource counted) {
        try (Secret key = Identity.generate().secret()) {
            String text = key.reveal();
            return new PostgresStore(counted.source())
                    .open(StoreContext.of(
                            Settings.of(
                                    "postgres",
                                    Map.of("key_env", "MEEPA_KEY"),
                                    new Settings.Surroundings(path -> "", name -> text)),
                            Path.of("none"),
                            Clock.systemUTC()));
        }
    }
}
