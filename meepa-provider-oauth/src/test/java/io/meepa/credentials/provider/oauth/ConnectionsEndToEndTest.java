package io.meepa.credentials.provider.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.CredentialManagerBuilder;
import io.meepa.credentials.connect.CallbackParameters;
import io.meepa.credentials.connect.ConnectRequest;
import io.meepa.credentials.connect.Connection;
import io.meepa.credentials.connect.Connection.State;
import io.meepa.credentials.connect.Consent;
import io.meepa.credentials.connect.Disconnection;
import io.meepa.credentials.connect.SessionBinding;
import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.error.CredentialExpiredException;
import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.provider.oauth.preset.Presets;
import io.meepa.credentials.provider.oauth.standin.QuirkStandin;
import io.meepa.credentials.testkit.ManualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** From the configuration to the service and back: the engine, the provider and a stand-in of each service. */
class ConnectionsEndToEndTest {

    private static final SessionBinding ALICE = SessionBinding.of("session-of-alice", "alice");

    private final ManualClock clock = ManualClock.atNoon();

    @TempDir
    private Path folder;

    static Stream<String> services() {
        return Presets.shipped().stream();
    }

    @ParameterizedTest
    @MethodSource("services")
    void connectsRenewsInjectsAndDisconnects(String service) throws IOException {
        CredentialKey key = CredentialKey.of(Category.TOKEN, service);
        try (QuirkStandin standin = new QuirkStandin(service, clock);
                CredentialManager manager = open(service, standin)) {
            Connection connection = connect(manager, service, standin, "ada");
            assertThat(connection.state()).isIn(State.ACTIVE, State.PARTIAL);
            String first = manager.agent("meepa").tokens().get(key).value().reveal();
            assertThat(standin.live(first)).isTrue();
            assertThat(manager.agent("meepa")
                            .environment()
                            .variables()
                            .getOrDefault("SERVICE_TOKEN", Secret.of(""))
                            .reveal())
                    .isEqualTo(first);

            clock.advance(Duration.ofDays(8));
            String later = manager.agent("meepa").tokens().get(key).value().reveal();
            assertThat(standin.live(later)).isTrue();

            Disconnection end = manager.agent("meepa").connections().disconnect(key);
            boolean takenBack = standin.preset().revoke().isPresent();
            assertThat(end.end()).isEqualTo(takenBack ? Disconnection.End.REVOKED : Disconnection.End.UNSUPPORTED);
            assertThat(standin.live(later)).isEqualTo(!takenBack);
        }
    }

    @Test
    @DisplayName("T-14, Discord's ban: a dead connection is asked about once, and shown")
    void asksOnceAboutADeadConnection() throws IOException {
        CredentialKey key = CredentialKey.of(Category.TOKEN, "discord");
        try (QuirkStandin standin = new QuirkStandin("discord", clock);
                CredentialManager manager = open("discord", standin)) {
            connect(manager, "discord", standin, "ada");
            standin.endAll("ada");
            clock.advance(Duration.ofDays(8));
            int before = standin.calls().size();

            assertThatThrownBy(() -> manager.agent("meepa").tokens().get(key))
                    .isInstanceOf(ProviderRejectedException.class);
            for (int i = 0; i < 100; i++) {
                assertThatThrownBy(() -> manager.agent("meepa").tokens().get(key))
                        .isInstanceOf(CredentialExpiredException.class);
            }

            assertThat(standin.calls()).hasSize(before + 1);
            assertThat(manager.agent("meepa").connections().list().get(0).state())
                    .isEqualTo(State.RECONNECT_NEEDED);
            assertThat(connect(manager, "discord", standin, "ada").state()).isEqualTo(State.ACTIVE);
            assertThat(standin.live(
                            manager.agent("meepa").tokens().get(key).value().reveal()))
                    .isTrue();
        }
    }

    @Test
    void refusesAServiceThatTheAgentMayNotHave() throws IOException {
        try (QuirkStandin standin = new QuirkStandin("github", clock);
                CredentialManager manager = open("github", standin)) {
            assertThatThrownBy(() -> manager.agent("other").connections().begin(ConnectRequest.to("github"), ALICE))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("agent other may not be connected to github");
        }
    }

    @Test
    @DisplayName("the host's app pair is found by the catalogue; half of it is an error")
    void usesTheAppPairOfTheEnvironment() {
        try (CredentialManager manager = builder("GITHUB_CLIENT_ID", "id-1")
                .set("credentials.connections.oauth.services", Map.of("github", Map.of(), "notion", Map.of()))
                .set(
                        "agents.meepa",
                        Map.of(
                                "id",
                                "meepa",
                                "identity",
                                Map.of("oauth", Map.of("services", List.of("github", "notion")))))
                .open()) {
            Consent consent = manager.agent("meepa").connections().begin(ConnectRequest.to("github"), ALICE);

            assertThat(consent.address().toString())
                    .startsWith("https://github.com/login/oauth/authorize?")
                    .contains("client_id=id-1");
            assertThatThrownBy(() -> manager.agent("meepa").connections().begin(ConnectRequest.to("notion"), ALICE))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("oauth_client/notion");
        }
    }

    private Connection connect(CredentialManager manager, String service, QuirkStandin standin, String person) {
        Consent consent = manager.agent("meepa").connections().begin(ConnectRequest.to(service), ALICE);
        return manager.agent("meepa")
                .connections()
                .complete(CallbackParameters.ofQuery(standin.agree(consent.address(), person)), ALICE);
    }

    private CredentialManager open(String service, QuirkStandin standin) throws IOException {
        Path preset = Files.write(folder.resolve(service + ".json"), standin.presetFile());
        Map<String, Object> section = new HashMap<>(
                Map.of("preset", preset.toString(), "client_id_env", "APP_ID", "client_secret_env", "APP_SECRET"));
        standin.preset().tenant().ifPresent(rule -> section.put("tenant", "tenant.example"));
        if (standin.preset().userAgentRequired()) {
            section.put("user_agent", "linux:app:1 (by /u/me)");
        }
        return builder("APP_ID", QuirkStandin.CLIENT_ID)
                .set("credentials.connections.oauth.services", Map.of(service, section))
                .set(
                        "agents.meepa",
                        Map.of("id", "meepa", "identity", Map.of("oauth", Map.of("services", List.of(service)))))
                .set("agents.other", Map.of("id", "other"))
                .set("credentials.environment.grants", Map.of("SERVICE_TOKEN", "token/" + service + "#access_token"))
                .open();
    }

    private CredentialManagerBuilder builder(String idVariable, String id) {
        Map<String, String> environment = Map.of(idVariable, id, "APP_SECRET", QuirkStandin.CLIENT_SECRET);
        return CredentialManager.builder()
                .withoutDiscovery()
                .clock(clock)
                .home(folder)
                .environment(environment::get)
                .provider(new OAuthProvider())
                .set("credentials.enabled", true)
                .set("agent_defaults.image_config.inject_credentials_env", true)
                .set("credentials.credential_store.provider", "none")
                .set("credentials.connections.enabled", true)
                .set("credentials.connections.provider", OAuthProvider.ID)
                .set("credentials.connections.oauth.allow_loopback_http", true)
                .set("credentials.connections.oauth.redirect_uris", List.of("https://host.example/oauth/callback"));
    }
}
