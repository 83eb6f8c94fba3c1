package io.meepa.verification.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.error.ProviderIndeterminateException;
import io.meepa.credentials.testkit.ManualClock;
import io.meepa.credentials.testkit.fake.FakeTokenProvider;
import io.meepa.credentials.testkit.fake.FakeTokenServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** F-09 with real second processes, the file store, and one-time refresh tokens. */
@Tag("proof")
class TokenProofTest {

    /** Every how many-eth round begins with a rejection instead of an expiry. */
    private static final int REJECTION = 10;

    @TempDir
    Path home;

    private SessionService service;
    private final ManualClock clock = ManualClock.at(SessionHost.BEGIN);

    @BeforeEach
    void signIn() throws IOException {
        service = SessionService.start();
        int number = service.tokens().signIn();
        try (CredentialManager manager = manager()) {
            manager.agent("meepa").add(SessionHost.session(number, SessionHost.BEGIN));
        }
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    @DisplayName("F-09, B-40: many processes with many threads make one call per expiry, and lose no refresh token")
    void renewsOnceAnExpiry() throws Exception {
        boolean full = Boolean.getBoolean("proof.full");
        int processes = full ? 4 : 2;
        int threads = full ? 64 : 8;
        int rounds = Integer.getInteger("proof.rounds", full ? 1_000 : 50);
        List<HostJvm> hosts = new ArrayList<>();
        try {
            for (int i = 0; i < processes; i++) {
                hosts.add(HostJvm.start(home, service.url(), threads));
            }
            for (int round = 1; round <= rounds; round++) {
                String value = FakeTokenServer.accessToken(service.tokens().latest());
                boolean rejection = round % REJECTION == 0;
                clock.advance(rejection ? Duration.ZERO : FakeTokenProvider.LIFE);
                for (HostJvm host : hosts) {
                    host.say(rejection ? "rejected " + value : "at " + clock.instant());
                }
                for (HostJvm host : hosts) {
                    assertThat(host.line()).as("round " + round).contains(FakeTokenServer.accessToken(round));
                }
                assertThat(service.tokens().calls()).as("round " + round).isEqualTo(round);
            }
        } finally {
            hosts.forEach(HostJvm::close);
        }
        assertThat(service.tokens().reused()).isZero();
        report(processes + " JVMs x " + threads + " threads x " + rounds + " rounds: "
                + service.tokens().calls() + " calls, 0 refused, 0 lost");
    }

    @Test
    @DisplayName(
            "F-09, R2: killed between call and answer, a one-time token is not sent again, and a person is notified")
    void sendsNothingTwiceAfterAKill() throws Exception {
        service.hold();
        try (HostJvm host = HostJvm.start(home, service.url(), 4)) {
            host.say("at " + SessionHost.BEGIN);
            service.awaitCall();
            host.kill();
        }
        service.release();
        for (int attempt = 0; attempt < 2; attempt++) {
            try (CredentialManager manager = manager()) {
                assertThatThrownBy(() -> manager.agent("meepa").tokens().get(SessionHost.KEY))
                        .isInstanceOf(ProviderIndeterminateException.class)
                        .hasMessageContaining("sign in again");
            }
        }
        assertThat(service.tokens().calls()).isEqualTo(1);
        signInAgain();
        assertThat(service.tokens().reused()).isZero();
    }

    @Test
    @DisplayName("F-09: kill -9 at random loses no refresh token that the service still takes, and sends none twice")
    void survivesKillsAtRandom() throws Exception {
        int kills = Integer.getInteger("proof.kills", Boolean.getBoolean("proof.full") ? 100 : 4);
        Random random = new Random(20261121);
        int asked = 0;
        int acknowledged = 0;
        for (int kill = 0; kill < kills; kill++) {
            String last = FakeTokenServer.accessToken(service.tokens().latest());
            try (HostJvm host = HostJvm.start(home, service.url(), 1)) {
                host.say("on " + clock.instant());
                for (int lines = 1 + random.nextInt(8); lines > 0; lines--) {
                    last = host.line().orElseThrow();
                }
                host.kill();
                for (Optional<String> line = host.line(); line.isPresent(); line = host.line()) {
                    last = line.get();
                }
            }
            acknowledged = Integer.parseInt(last.replaceAll("\\D", ""));
            assertThat(service.tokens().latest())
                    .as("at most the last call was not answered")
                    .isBetween(acknowledged, acknowledged + 1);
            clock.advance(FakeTokenProvider.LIFE.multipliedBy(1_000));
            asked += renewedOrReported();
        }
        assertThat(service.tokens().reused()).isZero();
        report("kill -9 at random: " + kills + " kills, " + service.tokens().calls()
                + " calls, 0 refused, 0 lost, a person asked " + asked + " times");
    }

    /** Returns how many persons were asked. */
    private int renewedOrReported() {
        try (CredentialManager manager = manager()) {
            AgentCredentials agent = manager.agent("meepa");
            assertThat(agent.tokens().get(SessionHost.KEY).value().reveal())
                    .isEqualTo(FakeTokenServer.accessToken(service.tokens().latest()));
            return 0;
        } catch (ProviderIndeterminateException e) {
            signInAgain();
            return 1;
        }
    }

    private void signInAgain() {
        try (CredentialManager manager = manager()) {
            AgentCredentials agent = manager.agent("meepa");
            agent.replace(SessionHost.session(service.tokens().signIn(), Instant.EPOCH));
            assertThat(agent.tokens().get(SessionHost.KEY).value().reveal())
                    .isEqualTo(FakeTokenServer.accessToken(service.tokens().latest()));
        }
    }

    private CredentialManager manager() {
        return SessionHost.open(home, service.url(), clock);
    }

    @SuppressWarnings("SystemOut") // The line is the result.
    private static void report(String numbers) {
        System.out.println("proof: tokens: " + numbers);
    }
}
