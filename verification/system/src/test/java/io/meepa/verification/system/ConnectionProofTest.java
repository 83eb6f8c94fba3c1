package io.meepa.verification.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.connect.CallbackParameters;
import io.meepa.credentials.connect.ConnectRequest;
import io.meepa.credentials.connect.Connection;
import io.meepa.credentials.connect.Connection.State;
import io.meepa.credentials.connect.Consent;
import io.meepa.credentials.error.CredentialException;
import io.meepa.credentials.provider.oauth.OAuthProvider;
import io.meepa.credentials.standin.RecordedRequest;
import io.meepa.credentials.standin.StandInOptions;
import io.meepa.credentials.standin.oauth.OAuthStandIn;
import io.meepa.credentials.testkit.ManualClock;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections with real second processes, the file store, and a service with one-time refresh tokens. */
@Tag("proof")
class ConnectionProofTest {

    private static final Duration PAST_THE_END = Duration.ofDays(8);

    /** In each build every third point, and all of them in the full proof. */
    private static final int STRIDE = Boolean.getBoolean("proof.full") ? 1 : 3;

    private final ManualClock clock = ManualClock.at(ConnectionHost.BEGIN);
    private final OAuthStandIn service =
            OAuthStandIn.start("discord", StandInOptions.defaults().withClock(clock));

    @TempDir
    Path home;

    @BeforeEach
    void describe() throws IOException {
        try (InputStream preset =
                Objects.requireNonNull(OAuthProvider.class.getResourceAsStream("preset/discord.json"))) {
            Files.writeString(
                    home.resolve("discord.json"),
                    service.leadingHere(new String(preset.readAllBytes(), StandardCharsets.UTF_8)));
        }
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    @DisplayName(
            "T-12, OA-05: many processes with many threads renew a connection with one call per expiry, and lose no token")
    void renewsOnceAnExpiry() throws Exception {
        boolean full = Boolean.getBoolean("proof.full");
        int processes = full ? 4 : 2;
        int threads = full ? 64 : 8;
        int rounds = Integer.getInteger("proof.rounds", full ? 200 : 10);
        connect();
        List<HostJvm> hosts = new ArrayList<>();
        try {
            for (int i = 0; i < processes; i++) {
                hosts.add(host(threads, 0));
            }
            for (int round = 1; round <= rounds; round++) {
                clock.advance(PAST_THE_END);
                for (HostJvm host : hosts) {
                    host.say("token " + clock.instant());
                }
                List<String> answers = new ArrayList<>();
                for (HostJvm host : hosts) {
                    answers.add(host.line().orElseThrow());
                }
                assertThat(answers).as("round " + round).containsOnly(answers.get(0));
                assertThat(answers.get(0)).startsWith(threads + " access-").doesNotContain(",");
                assertThat(service.tokenRequests()).as("round " + round).hasSize(1 + round);
            }
        } finally {
            hosts.forEach(HostJvm::close);
        }
        report(processes + " JVMs x " + threads + " threads x " + rounds + " expiries: " + rounds
                + " calls, 0 invalid_grant, 0 lost");
    }

    @Test
    @DisplayName("T-18: one callback in two processes with many threads: one trade, one credential")
    void completesOnceInTwoProcesses() throws Exception {
        String query = query();
        try (HostJvm one = host(8, 0);
                HostJvm other = host(8, 0)) {
            one.say("complete " + clock.instant() + " " + query);
            other.say("complete " + clock.instant() + " " + query);
            List<String> answers =
                    List.of(one.line().orElseThrow(), other.line().orElseThrow());

            assertThat(answers).containsExactlyInAnyOrder("1 ACTIVE", "0 ");
        }
        assertThat(service.tokenRequests()).hasSize(1);
        assertThat(listed().state()).isEqualTo(State.ACTIVE);
    }

    @Test
    @DisplayName(
            "T-13, T-19: kill -9 at the writes and calls of a sign-in trades no code twice, and the next one connects")
    void survivesKillsOfASignIn() throws Exception {
        int points = 0;
        for (int point = 1; killed(point, "complete", query()); point += STRIDE) {
            points++;
            assertThat(codes()).as("point " + point).doesNotHaveDuplicates();
            assertThat(connect().state()).as("point " + point).isEqualTo(State.ACTIVE);
            disconnect();
        }
        report("kill -9 while connecting: " + points + " points, 0 codes traded twice, 0 half connections");
        assertThat(points).isPositive();
    }

    @Test
    @DisplayName(
            "T-19: kill -9 at the writes and calls of a reconnect leaves a connection that works or says what it needs")
    void survivesKillsOfAReconnect() throws Exception {
        int points = 0;
        connect();
        for (int point = 1; killed(point, "complete", query()); point += STRIDE) {
            points++;
            assertThat(codes()).as("point " + point).doesNotHaveDuplicates();
            assertThat(works()).as("point " + point).isTrue();
            connect();
        }
        report("kill -9 while reconnecting: " + points + " points, 0 codes traded twice, 0 connections lost");
        assertThat(points).isPositive();
    }

    @Test
    @DisplayName(
            "T-13: kill -9 at the writes and calls of a renewal sends a one-time token at most twice, never a third time")
    void survivesKillsOfARenewal() throws Exception {
        int points = 0;
        int asked = 0;
        connect();
        clock.advance(PAST_THE_END);
        for (int point = 1; killed(point, "token", ""); point += STRIDE) {
            points++;
            boolean works = works();
            works();
            assertThat(refreshes())
                    .as("point " + point)
                    .allSatisfy(body -> assertThat(
                                    refreshes().stream().filter(body::equals).count())
                            .isLessThanOrEqualTo(2));
            asked += works ? 0 : 1;
            assertThat(connect().state()).as("point " + point).isEqualTo(State.ACTIVE);
            clock.advance(PAST_THE_END);
        }
        report("kill -9 while renewing: " + points + " points, 0 tokens sent a third time, a person asked " + asked
                + " times");
        assertThat(points).isPositive();
    }

    @Test
    @DisplayName("T-26: kill -9 at the writes and calls of disconnecting loses no revocation")
    void survivesKillsOfDisconnecting() throws Exception {
        int points = 0;
        connect();
        for (int point = 1; killed(point, "disconnect", ""); point += STRIDE) {
            points++;
            finish();
            assertThat(service.live(last("access"))).as("point " + point).isFalse();
            connect();
        }
        report("kill -9 while disconnecting: " + points + " points, 0 revocations lost");
        assertThat(points).isPositive();
    }

    /** Runs a command in a JVM that dies at a point, and returns whether it came to that point. */
    private boolean killed(int point, String command, String argument) throws Exception {
        try (HostJvm host = host(1, point)) {
            host.say((command + " " + clock.instant() + " " + argument).strip());
            Optional<String> answer = host.line();
            return answer.isEmpty();
        }
    }

    private HostJvm host(int threads, int point) throws IOException {
        return HostJvm.start(
                ConnectionHost.class, List.of(home.toString(), String.valueOf(threads), String.valueOf(point)));
    }

    private String query() {
        return with(agent -> {
            Consent consent = agent.connections().begin(ConnectRequest.to("discord"), ConnectionHost.ALICE);
            return service.agree(consent.address(), "ada");
        });
    }

    private Connection connect() {
        String query = query();
        return with(agent -> agent.connections().complete(CallbackParameters.ofQuery(query), ConnectionHost.ALICE));
    }

    private void disconnect() {
        with(agent -> agent.connections().disconnect(ConnectionHost.KEY));
    }

    private Connection listed() {
        return with(agent -> agent.connections().list().get(0));
    }

    /** Ends what a killed disconnection left. */
    private void finish() {
        with(agent -> {
            boolean there =
                    agent.connections().list().stream().anyMatch(connection -> connection.state() == State.ACTIVE);
            if (there) {
                agent.connections().disconnect(ConnectionHost.KEY);
            }
            clock.advance(Duration.ofHours(1));
            agent.provision();
            return agent;
        });
    }

    /** Returns whether the agent gets a token that the service takes; if not, the listing says what a person has to do. */
    private boolean works() {
        return with(agent -> {
            try {
                return service.live(
                        agent.tokens().get(ConnectionHost.KEY).value().reveal());
            } catch (CredentialException e) {
                assertThat(agent.connections().list().get(0).state()).isEqualTo(State.RECONNECT_NEEDED);
                return false;
            }
        });
    }

    private List<String> codes() {
        return bodies("grant_type=authorization_code");
    }

    private List<String> refreshes() {
        return bodies("grant_type=refresh_token");
    }

    private List<String> bodies(String part) {
        return service.tokenRequests().stream()
                .map(RecordedRequest::body)
                .filter(body -> body.contains(part))
                .toList();
    }

    /** Returns the newest token that the service gave. */
    private String last(String kind) {
        int number = 1;
        String newest = "";
        for (int gap = 0; gap < 20; number++) {
            boolean known = service.known(kind + "-" + number);
            gap = known ? 0 : gap + 1;
            newest = known ? kind + "-" + number : newest;
        }
        return newest;
    }

    private <T> T with(Function<AgentCredentials, T> action) {
        try (CredentialManager manager = ConnectionHost.open(home, clock, KillPoint.never())) {
            return action.apply(manager.agent("meepa"));
        }
    }

    @SuppressWarnings("SystemOut") // The line is the result.
    private static void report(String numbers) {
        System.out.println("proof: connections: " + numbers);
    }
}
