package io.meepa.credentials.provider.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.CredentialManagerBuilder;
import io.meepa.credentials.connect.Connection;
import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.provider.oauth.protocol.jose.Assertion;
import io.meepa.credentials.provider.oauth.protocol.jose.SigningKey;
import io.meepa.credentials.standin.Fault;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Threats that no test of one class covers, by number. */
class ThreatsTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(longs = {-3_600, 3_600})
    @DisplayName("T-22: a clock that jumps by an hour costs no token and sends none twice")
    void survivesAClockThatJumps(long seconds) {
        try (ConnectedAgents agents = new ConnectedAgents("github", folder)) {
            Instant asked = agents.clock.instant();
            Connection connection = agents.connect("meepa", "ada");
            agents.clock.advance(Duration.ofSeconds(seconds));
            String token = agents.token();

            assertThat(connection.expiresAt()).contains(asked.plus(Duration.ofHours(8)));
            assertThat(agents.service.live(token)).isTrue();
            assertThat(agents.trades()).doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {-3_600, 3_600})
    @DisplayName("T-22: a clock that jumps while a renewal is under way: lifetimes count from before the request")
    void countsLifetimesFromBeforeTheRequest(long seconds) throws Exception {
        ExecutorService caller = Executors.newSingleThreadExecutor();
        try (ConnectedAgents agents = new ConnectedAgents("github", folder)) {
            agents.connect("meepa", "ada");
            agents.clock.advance(Duration.ofHours(9));
            Instant asked = agents.clock.instant();
            CountDownLatch jumped = new CountDownLatch(1);
            agents.service.fail(new Fault.Hold(jumped), agents.service.tokenRoute(), 1);
            Future<String> token = caller.submit(agents::token);
            while (agents.trades().size() < 2) {
                Thread.onSpinWait();
            }
            agents.clock.advance(Duration.ofSeconds(seconds));
            jumped.countDown();

            assertThat(agents.service.live(token.get())).isTrue();
            assertThat(agents.listed().expiresAt()).contains(asked.plus(Duration.ofHours(8)));
            assertThat(agents.trades()).hasSize(2).doesNotHaveDuplicates();
        } finally {
            caller.shutdownNow();
        }
    }

    @Test
    @DisplayName("T-22: assertions begin ten seconds ago and live for a minute")
    void signsForClocksThatDiffer() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        SigningKey key = SigningKey.of(generator.generateKeyPair().getPrivate(), SigningKey.Algorithm.ES256);
        Instant now = Instant.parse("2026-11-30T09:00:00Z");
        String signed = new Assertion("app-1", "robot", "https://server.example")
                .signed(key, now, new SecureRandom())
                .reveal();
        String claims = new String(Base64.getUrlDecoder().decode(signed.split("\\.", -1)[1]), StandardCharsets.UTF_8);

        assertThat(claims)
                .contains("\"iat\":" + (now.getEpochSecond() - 10))
                .contains("\"exp\":" + (now.getEpochSecond() + 60));
    }

    @Test
    @DisplayName("T-24, gap 14: the secret of an app reaches no tool, unless it is switched on by name")
    void givesNoAppSecretToTools() {
        Map<String, String> pair = Map.of("GITHUB_CLIENT_ID", "id-1", "GITHUB_CLIENT_SECRET", "canary-app-secret");
        try (CredentialManager id = open(pair, "oauth_client/github#client_id").open();
                CredentialManager secret =
                        open(pair, "oauth_client/github#client_secret").open();
                CredentialManager switchedOn = open(pair, "oauth_client/github#client_secret")
                        .set("credentials.environment.organisation_keys", List.of("GITHUB_CLIENT_SECRET"))
                        .open()) {
            assertThat(id.agent("meepa").environment().names()).contains("GRANTED");
            assertThatThrownBy(() -> secret.agent("meepa").environment())
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("GITHUB_CLIENT_SECRET")
                    .hasMessageNotContaining("canary");
            assertThat(switchedOn.agent("meepa").environment().names()).contains("GRANTED");
        }
    }

    private CredentialManagerBuilder open(Map<String, String> variables, String grant) {
        return CredentialManager.builder()
                .withoutDiscovery()
                .home(folder)
                .environment(variables::get)
                .set("credentials.enabled", true)
                .set("credentials.credential_store.provider", "none")
                .set("agent_defaults.image_config.inject_credentials_env", true)
                .set("credentials.environment.grants", Map.of("GRANTED", grant))
                .set("agents.meepa", Map.of("id", "meepa"));
    }
}
