package io.meepa.verification.failover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.sops.Identity;
import io.meepa.credentials.store.postgres.PostgresSchema;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The store on a cluster of Patroni, whose leader is lost again and again. {@code patroni.sh run} makes it. */
@Tag("proof")
class PatroniTest {

    private static final String FOLDER = System.getProperty("patroni.folder", "");
    private static final int LOSSES = Integer.getInteger("proof.losses", 20);
    private static final int WRITES_BETWEEN = 30;
    private static final int MAX_WAIT_SECONDS = 600;
    private static final String URL = "jdbc:postgresql://127.0.0.1:15401,127.0.0.1:15402,127.0.0.1:15403/postgres"
            + "?targetServerType=primary&hostRecheckSeconds=0&connectTimeout=2&loginTimeout=3";
    private static final List<AgentId> AGENTS =
            List.of(AgentId.of("shared"), AgentId.of("one"), AgentId.of("two"), AgentId.of("three"));

    private final AcknowledgedWrites writes = new AcknowledgedWrites();
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    @Test
    void losesNoAcknowledgedWriteWithALeader() throws IOException, InterruptedException {
        assumeThat(FOLDER).as("started by verification/failover/patroni.sh run").isNotEmpty();
        awaitWhole();
        createTables();
        List<Host> hosts = hosts();
        long[] away = new long[LOSSES];
        for (int loss = 0; loss < LOSSES; loss++) {
            awaitWrites(WRITES_BETWEEN);
            int leader = awaitLeaderOtherThan(0);
            script("kill", Integer.toString(leader));
            long since = System.nanoTime();
            awaitLeaderOtherThan(leader);
            awaitWrites(1);
            away[loss] = (System.nanoTime() - since) / 1_000_000;
            script("start", Integer.toString(leader));
            awaitWhole();
        }
        awaitWrites(WRITES_BETWEEN);
        hosts.forEach(host -> assertThat(host.stop()).isEmpty());
        judge(hosts.get(0), away);
        hosts.forEach(Host::close);
    }

    private void judge(Host host, long[] away) {
        long lost = 0;
        long twice = 0;
        for (AgentId agent : AGENTS) {
            long difference = host.count(agent) - writes.of(agent);
            lost += Math.max(0, -difference);
            twice += Math.max(0, difference);
        }
        long[] sorted = away.clone();
        Arrays.sort(sorted);
        System.out.println("proof: Patroni: " + LOSSES + " leaders lost, " + writes.total() + " acknowledged writes, "
                + writes.conflictCount() + " conflicts, " + writes.unknownCount() + " unknown, " + lost + " lost, "
                + twice
                + " done twice; writing again after " + sorted[LOSSES / 2] + " ms (median), "
                + sorted[LOSSES - 1] + " ms (longest)");
        assertThat(writes.unknownCount()).isZero();
        assertThat(lost).isZero();
        assertThat(twice).isZero();
    }

    private List<Host> hosts() {
        HostSettings settings;
        try (Secret key = Identity.generate().secret()) {
            settings = new HostSettings(URL, key.reveal());
        }
        List<Host> hosts = new ArrayList<>();
        for (AgentId own : AGENTS.subList(1, AGENTS.size())) {
            hosts.add(new Host(settings.session(), writes).write(AGENTS.get(0)).write(own));
        }
        return hosts;
    }

    private static void createTables() {
        try (Connection connection = DriverManager.getConnection(URL, "postgres", "postgres");
                Statement statement = connection.createStatement()) {
            statement.execute(PostgresSchema.tables());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private int awaitLeaderOtherThan(int node) {
        AtomicInteger found = new AtomicInteger();
        await("led by another", () -> {
            found.set(leader().orElse(node));
            return found.get() != node;
        });
        return found.get();
    }

    private void awaitWrites(int count) {
        long enough = writes.total() + count;
        await("written", () -> writes.total() >= enough);
    }

    /** Until there is a leader and a standby that has each write before it is acknowledged, and the third follows. */
    private void awaitWhole() {
        await(
                "whole",
                () -> leader().isPresent()
                        && IntStream.rangeClosed(1, 3)
                                        .filter(node -> says(node, "replica"))
                                        .count()
                                == 2
                        && IntStream.rangeClosed(1, 3).anyMatch(node -> says(node, "synchronous")));
    }

    private static void await(String what, java.util.function.BooleanSupplier condition) {
        for (int tries = 0; tries < MAX_WAIT_SECONDS * 20; tries++) {
            if (condition.getAsBoolean()) {
                return;
            }
            Pause.millis(50);
        }
        throw new AssertionError("the cluster is not " + what);
    }

    private OptionalInt leader() {
        return IntStream.rangeClosed(1, 3).filter(node -> says(node, "leader")).findFirst();
    }

    private boolean says(int node, String role) {
        URI uri = URI.create("http://127.0.0.1:" + (15500 + node) + "/" + role);
        HttpRequest request =
                HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(4)).build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void script(String action, String node) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of("patroni.sh").toAbsolutePath().toString(), action, FOLDER, node)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor()).isZero();
    }
}
