package io.meepa.verification.failover;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.sops.Identity;
import io.meepa.credentials.spi.store.StoreSession;
import io.meepa.credentials.store.postgres.PostgresSchema;
import io.meepa.credentials.store.postgres.PostgresStore;
import io.meepa.credentials.testkit.TestContexts;
import io.meepa.verification.database.PostgresPair;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three hosts write while the primary is killed and its standby promoted, again and again. Every acknowledged addition must
 * be in the counters, and none twice.
 */
class FailoverTest {

    private static final int ROUNDS =
            Integer.getInteger("proof.failovers", Boolean.getBoolean("proof.full") ? 200 : 10);
    private static final int HOSTS = 3;
    private static final int AGENTS = 2;
    private static final int WRITES_BETWEEN = 30;
    private static final AgentId SHARED = AgentId.of("shared");

    @TempDir
    Path folder = Path.of("");

    private final AcknowledgedWrites writes = new AcknowledgedWrites();

    @Test
    void losesNoAcknowledgedWriteAndDoesNoneTwice() throws InterruptedException {
        try (PostgresPair pair = PostgresPair.start(folder)) {
            pair.primary().execute(PostgresSchema.tables());
            List<Host> hosts = hosts(pair.url());
            for (int round = 0; round < ROUNDS; round++) {
                awaitWrites();
                pair.failOver();
                pair.rejoin();
            }
            awaitWrites();
            hosts.forEach(host -> assertThat(host.stop()).isEmpty());
            long lost = 0;
            long twice = 0;
            for (AgentId agent : agents()) {
                long difference = hosts.get(0).count(agent) - writes.of(agent);
                lost += Math.max(0, -difference);
                twice += Math.max(0, difference - writes.unknownOf(agent));
            }
            hosts.forEach(Host::close);
            System.out.println("proof: failovers: " + ROUNDS + " primaries killed, " + writes.total()
                    + " acknowledged writes, " + writes.conflictCount() + " conflicts, " + writes.unknownCount()
                    + " unknown, " + lost + " lost, " + twice + " done twice");
            // Where several write, one whose answer was lost cannot find out once too many others have written since.
            assertThat(writes.unknownCount() - writes.unknownOf(SHARED)).isZero();
            assertThat(lost).isZero();
            assertThat(twice).isZero();
        }
    }

    private List<Host> hosts(String url) {
        Identity identity = Identity.generate();
        List<Host> hosts = new ArrayList<>();
        for (int i = 0; i < HOSTS; i++) {
            Host host = new Host(session(url, identity), writes).write(SHARED);
            own(i).forEach(host::write);
            hosts.add(host);
        }
        return hosts;
    }

    private static StoreSession session(String url, Identity identity) {
        try (Secret key = identity.secret()) {
            TestContexts contexts = TestContexts.create().environment(Map.of("MEEPA_KEY", key.reveal()));
            Map<String, ?> settings = Map.of(
                    "url", url,
                    "user", "postgres",
                    "key_env", "MEEPA_KEY",
                    "call_timeout", "4s",
                    "write_patience", "3m",
                    "require_replicated", true);
            return new PostgresStore().open(contexts.storeInRealTime(contexts.settings(settings), Path.of("none")));
        }
    }

    private static List<AgentId> own(int host) {
        return IntStream.range(0, AGENTS)
                .mapToObj(i -> AgentId.of("host-" + host + "-" + i))
                .toList();
    }

    private static List<AgentId> agents() {
        List<AgentId> all = new ArrayList<>(List.of(SHARED));
        IntStream.range(0, HOSTS).mapToObj(FailoverTest::own).forEach(all::addAll);
        return all;
    }

    private void awaitWrites() throws InterruptedException {
        long enough = writes.total() + WRITES_BETWEEN;
        for (int tries = 0; tries < 6_000 && writes.total() < enough; tries++) {
            Thread.sleep(20);
        }
        assertThat(writes.total()).isGreaterThanOrEqualTo(enough);
    }
}
