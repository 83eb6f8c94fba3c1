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
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.provider.oauth.OAuthProvider;
import io.meepa.credentials.report.PendingOperation;
import io.meepa.credentials.sops.Identity;
import io.meepa.credentials.standin.RecordedRequest;
import io.meepa.credentials.standin.StandInOptions;
import io.meepa.credentials.standin.oauth.OAuthStandIn;
import io.meepa.credentials.testkit.ManualClock;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Connections with real second processes, on files and on PostgreSQL, with a service of each kind of renewal: one-time tokens
 * (Discord), one-time tokens with a grace (Linear), and tokens that may be sent again (Google).
 */
@Tag("proof")
class ConnectionProofTest {

    private static final Duration PAST_THE_END = Duration.ofDays(8);

    private static final boolean FULL = Boolean.getBoolean("proof.full");

    /** In each build every third point, and all of them in the full proof. */
    private static final int STRIDE = FULL ? 1 : 3;

    private final ManualClock clock = ManualClock.at(ConnectionHost.BEGIN);
    private Optional<Rows> rows = Optional.empty();
    private String name = "";
    private OAuthStandIn service = startedAt("discord");

    @TempDir
    Path home;

    /** A service, and whether the documents are in a database. */
    record Place(String service, boolean database) {

        @Override
        public String toString() {
            return service + (database ? " on PostgreSQL" : " on files");
        }
    }

    /** Returns every service and store in the full proof, and a few in each build. */
    private static Stream<Place> places(String... shortly) {
        return (FULL
                        ? Stream.of("discord", "linear", "google", "discord/db", "linear/db", "google/db")
                        : Stream.of(shortly))
                .map(text -> new Place(text.split("/", -1)[0], text.endsWith("/db")));
    }

    static Stream<Place> beginning() {
        return places("linear");
    }

    static Stream<Place> completing() {
        return places("discord", "google/db");
    }

    static Stream<Place> reconnecting() {
        return places("linear");
    }

    static Stream<Place> renewing() {
        return places("discord", "linear", "google", "discord/db");
    }

    static Stream<Place> disconnecting() {
        return places("google");
    }

    static Stream<Place> onDevices() {
        return FULL
                ? Stream.of(new Place("github", false), new Place("google", false), new Place("github", true))
                : Stream.of(new Place("github", false));
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    @DisplayName(
            "T-12, OA-05: many processes with many threads renew a connection with one call per expiry, and lose no token")
    void renewsOnceAnExpiry() throws Exception {
        at(new Place("discord", false));
        int processes = FULL ? 4 : 2;
        int threads = FULL ? 64 : 8;
        int rounds = Integer.getInteger("proof.rounds", FULL ? 200 : 10);
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
        at(new Place("discord", false));
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
    @DisplayName("T-19: of a sign-in that waits, no file has state, proof key or session in clear")
    void keepsNoSignInInClear() throws IOException {
        at(new Place("linear", false));
        String state = with(agent -> agent.connections()
                .begin(ConnectRequest.to(name), ConnectionHost.ALICE)
                .address()
                .getRawQuery()
                .replaceAll("(?:^|.*&)state=[^.]*\\.([^&]*).*", "$1"));
        assertThat(state).hasSizeGreaterThan(40);
        try (Stream<Path> files = Files.walk(home)) {
            List<Path> written = files.filter(Files::isRegularFile).toList();
            assertThat(written)
                    .hasSizeGreaterThan(1)
                    .allSatisfy(file -> assertThat(read(file)).doesNotContain(state, "session-of-alice"));
            assertThat(written).anySatisfy(file -> assertThat(read(file)).contains("verifier\": \"ENC["));
        }
    }

    @ParameterizedTest
    @MethodSource("beginning")
    @DisplayName(
            "T-19: kill -9 at the writes and calls of beginning leaves one sign-in at most, and the next one connects")
    void survivesKillsOfABeginning(Place place) throws Exception {
        at(place);
        int points = 0;
        for (int point = 1; killed(point, "begin", ""); point += STRIDE) {
            points++;
            assertThat(service.tokenRequests()).as("point " + point).hasSize(points - 1);
            assertThat(waiting()).as("point " + point).isLessThanOrEqualTo(1);
            assertThat(connect().state()).as("point " + point).isEqualTo(State.ACTIVE);
            assertThat(waiting()).as("point " + point).isZero();
            disconnect();
        }
        report("kill -9 while beginning, " + place + ": " + points + " points, 0 sign-ins lost or doubled");
        assertThat(points).isPositive();
    }

    @ParameterizedTest
    @MethodSource("completing")
    @DisplayName(
            "T-13, T-19: kill -9 at the writes and calls of a sign-in trades no code twice, and the next one connects")
    void survivesKillsOfASignIn(Place place) throws Exception {
        at(place);
        int points = 0;
        for (int point = 1; killed(point, "complete", query()); point += STRIDE) {
            points++;
            assertThat(codes()).as("point " + point).doesNotHaveDuplicates();
            assertThat(connect().state()).as("point " + point).isEqualTo(State.ACTIVE);
            disconnect();
        }
        report("kill -9 while connecting, " + place + ": " + points
                + " points, 0 codes traded twice, 0 half connections");
        assertThat(points).isPositive();
    }

    @ParameterizedTest
    @MethodSource("onDevices")
    @DisplayName("T-19, T-21: kill -9 at the writes and calls of a device sign-in: connected, or asked to begin again")
    void survivesKillsOfADeviceSignIn(Place place) throws Exception {
        at(place);
        int points = 0;
        for (int point = 1; killed(point, "device", ""); point += STRIDE) {
            points++;
            assertThat(waiting()).as("point " + point).isLessThanOrEqualTo(1);
        }
        confirm();
        int begun = points;
        for (int point = 1; killed(point, "await", ""); point += STRIDE) {
            points++;
            boolean connected = awaited();
            if (!connected) {
                confirm();
                assertThat(awaited()).as("point " + point).isTrue();
            }
            assertThat(works()).as("point " + point).isTrue();
            disconnect();
            confirm();
        }
        report("kill -9 while signing in on a device, " + place + ": " + begun + " and " + (points - begun)
                + " points, 0 half connections");
        assertThat(begun).isPositive();
        assertThat(points).isGreaterThan(begun);
    }

    @ParameterizedTest
    @MethodSource("reconnecting")
    @DisplayName(
            "T-19: kill -9 at the writes and calls of a reconnect leaves a connection that works or says what it needs")
    void survivesKillsOfAReconnect(Place place) throws Exception {
        at(place);
        int points = 0;
        connect();
        for (int point = 1; killed(point, "complete", query()); point += STRIDE) {
            points++;
            assertThat(codes()).as("point " + point).doesNotHaveDuplicates();
            assertThat(works()).as("point " + point).isTrue();
            connect();
        }
        report("kill -9 while reconnecting, " + place + ": " + points
                + " points, 0 codes traded twice, 0 connections lost");
        assertThat(points).isPositive();
    }

    @ParameterizedTest
    @MethodSource("renewing")
    @DisplayName(
            "T-13: kill -9 at the writes and calls of a renewal: recovered wherever the service takes the token still;"
                    + " a one-time token is sent at most twice, never a third time")
    void survivesKillsOfARenewal(Place place) throws Exception {
        at(place);
        boolean oneTime = place.service().equals("discord");
        int points = 0;
        int asked = 0;
        connect();
        clock.advance(PAST_THE_END);
        for (int point = 1; killed(point, "token", ""); point += STRIDE) {
            points++;
            boolean works = works();
            works();
            if (oneTime) {
                assertThat(refreshes())
                        .as("point " + point)
                        .allSatisfy(body -> assertThat(refreshes().stream()
                                        .filter(body::equals)
                                        .count())
                                .isLessThanOrEqualTo(2));
            } else {
                assertThat(works).as("point " + point).isTrue();
            }
            assertThat(pending(PendingOperation.Kind.REFRESH) == 0 || oneTime)
                    .as("point " + point + ": nothing is left open")
                    .isTrue();
            asked += works ? 0 : 1;
            assertThat(connect().state()).as("point " + point).isEqualTo(State.ACTIVE);
            clock.advance(PAST_THE_END);
        }
        report("kill -9 while renewing, " + place + ": " + points + " points, "
                + (oneTime ? "0 tokens sent a third time" : "0 lost") + ", a person asked " + asked + " times");
        assertThat(points).isPositive();
    }

    @ParameterizedTest
    @MethodSource("disconnecting")
    @DisplayName("kill -9 at the writes and calls of disconnecting loses no revocation")
    void survivesKillsOfDisconnecting(Place place) throws Exception {
        at(place);
        int points = 0;
        connect();
        for (int point = 1; killed(point, "disconnect", ""); point += STRIDE) {
            points++;
            finish();
            assertThat(service.live(last("access"))).as("point " + point).isFalse();
            connect();
        }
        report("kill -9 while disconnecting, " + place + ": " + points + " points, 0 revocations lost");
        assertThat(points).isPositive();
    }

    private OAuthStandIn startedAt(String started) {
        return OAuthStandIn.start(started, StandInOptions.defaults().withClock(clock));
    }

    private void at(Place place) throws IOException {
        if (!place.service().equals("discord")) {
            service.close();
            service = startedAt(place.service());
        }
        name = place.service();
        if (place.database()) {
            rows = Optional.of(new Rows());
            try (Secret key = Identity.generate().secret()) {
                Files.writeString(ConnectionHost.keyFile(home), key.reveal());
            }
        }
        try (InputStream preset =
                Objects.requireNonNull(OAuthProvider.class.getResourceAsStream("preset/" + name + ".json"))) {
            Files.writeString(
                    home.resolve(name + ".json"),
                    service.leadingHere(new String(preset.readAllBytes(), StandardCharsets.UTF_8)));
        }
    }

    /** Runs a command in a JVM that dies at a point, and returns whether it came to that point. */
    private boolean killed(int point, String command, String argument) throws Exception {
        try (HostJvm host = host(1, point)) {
            host.say((command + " " + clock.instant() + " " + argument).strip());
            Optional<String> answer = host.line();
            rows.ifPresent(Rows::expireLeases);
            if (answer.isEmpty()) {
                assertThat(host.end()).as("killed, and not ended by a failure").isEqualTo(HostJvm.KILLED);
            }
            return answer.isEmpty();
        }
    }

    private HostJvm host(int threads, int point) throws IOException {
        return HostJvm.start(
                ConnectionHost.class,
                List.of(
                        home.toString(),
                        String.valueOf(threads),
                        String.valueOf(point),
                        name,
                        rows.map(Rows::url).orElse("")));
    }

    private String query() {
        return with(agent -> {
            Consent consent = agent.connections().begin(ConnectRequest.to(name), ConnectionHost.ALICE);
            return service.agree(consent.address(), "ada");
        });
    }

    private Connection connect() {
        String query = query();
        return with(agent -> agent.connections().complete(CallbackParameters.ofQuery(query), ConnectionHost.ALICE));
    }

    private void disconnect() {
        with(agent -> agent.connections().disconnect(ConnectionHost.key(name)));
    }

    private Connection listed() {
        return with(agent -> agent.connections().list().get(0));
    }

    /** Starts on a device, and plays the person who agrees; then a poll is due. */
    private void confirm() {
        service.confirm(
                with(agent -> agent.connections()
                        .beginOnDevice(ConnectRequest.to(name))
                        .userCode()),
                "ada");
        clock.advance(Duration.ofSeconds(10));
    }

    /** Returns whether a device sign-in that waits leads to a connection; if not, it is over. */
    private boolean awaited() {
        return with(agent -> {
            try {
                clock.advance(Duration.ofSeconds(10));
                return agent.connections()
                                .await(ConnectionHost.key(name), Duration.ofSeconds(1))
                                .state()
                        == State.ACTIVE;
            } catch (CredentialException e) {
                return false;
            }
        });
    }

    private long waiting() {
        return pending(PendingOperation.Kind.CONNECT);
    }

    private long pending(PendingOperation.Kind kind) {
        return with(agent -> agent.managed().pendingOperations().stream()
                .filter(operation -> operation.kind() == kind)
                .count());
    }

    /** Ends what a killed disconnection left. */
    private void finish() {
        with(agent -> {
            boolean there =
                    agent.connections().list().stream().anyMatch(connection -> connection.state() == State.ACTIVE);
            if (there) {
                agent.connections().disconnect(ConnectionHost.key(name));
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
                        agent.tokens().get(ConnectionHost.key(name)).value().reveal());
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
        try (CredentialManager manager = ConnectionHost.open(
                home, clock, KillPoint.never(), name, rows.map(Rows::url).orElse(""))) {
            return action.apply(manager.agent("meepa"));
        }
    }

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("SystemOut") // The line is the result.
    private static void report(String numbers) {
        System.out.println("proof: connections: " + numbers);
    }
}
