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
import io.meepa.credentials.standin.Fault;
import io.meepa.credentials.standin.oauth.OAuthStandIn;
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
import org.junit.jupiter.params.provider.ValueSource;

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
        try (StagedService staged = StagedService.start(service, clock);
                CredentialManager manager = open(service, staged)) {
            Connection connection = connect(manager, service, staged, "ada");
            assertThat(connection.state()).isIn(State.ACTIVE, State.PARTIAL);
            String first = manager.agent("meepa").tokens().get(key).value().reveal();
            assertThat(staged.standIn().live(first)).isTrue();
            assertThat(manager.agent("meepa")
                            .environment()
                            .variables()
                            .getOrDefault("SERVICE_TOKEN", Secret.of(""))
                            .reveal())
                    .isEqualTo(first);

            clock.advance(Duration.ofDays(8));
            String later = manager.agent("meepa").tokens().get(key).value().reveal();
            assertThat(staged.standIn().live(later)).isTrue();

            Disconnection end = manager.agent("meepa").connections().disconnect(key);
            boolean takenBack = staged.preset().revoke().isPresent();
            assertThat(end.end()).isEqualTo(takenBack ? Disconnection.End.REVOKED : Disconnection.End.UNSUPPORTED);
            assertThat(staged.standIn().live(later)).isEqualTo(!takenBack);
        }
    }

    @Test
    @DisplayName("T-14, Discord's ban: a dead connection is asked about once, and shown")
    void asksOnceAboutADeadConnection() throws IOException {
        CredentialKey key = CredentialKey.of(Category.TOKEN, "discord");
        try (StagedService staged = StagedService.start("discord", clock);
                CredentialManager manager = open("discord", staged)) {
            connect(manager, "discord", staged, "ada");
            staged.standIn().endAll("ada");
            clock.advance(Duration.ofDays(8));
            int before = staged.standIn().requests().size();

            assertThatThrownBy(() -> manager.agent("meepa").tokens().get(key))
                    .isInstanceOf(ProviderRejectedException.class);
            for (int i = 0; i < 100; i++) {
                assertThatThrownBy(() -> manager.agent("meepa").tokens().get(key))
                        .isInstanceOf(CredentialExpiredException.class);
            }

            assertThat(staged.standIn().requests()).hasSize(before + 1);
            assertThat(manager.agent("meepa").connections().list().get(0).state())
                    .isEqualTo(State.RECONNECT_NEEDED);
            assertThat(connect(manager, "discord", staged, "ada").state()).isEqualTo(State.ACTIVE);
            assertThat(staged.standIn()
                            .live(manager.agent("meepa")
                                    .tokens()
                                    .get(key)
                                    .value()
                                    .reveal()))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 500, 0})
    @DisplayName("R18: the service does not say whose the tokens are: they are kept, and named at the next renewal")
    void keepsTokensThatNobodyNames(int status) throws IOException {
        CredentialKey key = CredentialKey.of(Category.TOKEN, "github");
        try (StagedService staged = StagedService.start("github", clock);
                CredentialManager manager = open("github", staged)) {
            OAuthStandIn standIn = staged.standIn();
            standIn.failEvery(
                    status == 0 ? Fault.Plain.RESET_AFTER_EFFECT : new Fault.Canned(status, "{}", false),
                    standIn.identityRoute());
            Connection unknown = connect(manager, "github", staged, "ada");
            assertThat(unknown.account()).isEmpty();
            assertThat(standIn.live(
                            manager.agent("meepa").tokens().get(key).value().reveal()))
                    .isTrue();
            standIn.heal();
            clock.advance(Duration.ofDays(8));
            manager.agent("meepa").tokens().get(key);
            assertThat(manager.agent("meepa").connections().list().get(0).account())
                    .contains("ada");
        }
    }

    @Test
    void refusesAServiceThatTheAgentMayNotHave() throws IOException {
        try (StagedService staged = StagedService.start("github", clock);
                CredentialManager manager = open("github", staged)) {
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

    private Connection connect(CredentialManager manager, String service, StagedService staged, String person) {
        Consent consent = manager.agent("meepa").connections().begin(ConnectRequest.to(service), ALICE);
        return manager.agent("meepa")
                .connections()
                .complete(CallbackParameters.ofQuery(staged.standIn().agree(consent.address(), person)), ALICE);
    }

    private CredentialManager open(String service, StagedService staged) throws IOException {
        Path preset = Files.writeString(folder.resolve(service + ".json"), staged.presetFile());
        Map<String, Object> section = new HashMap<>(
                Map.of("preset", preset.toString(), "client_id_env", "APP_ID", "client_secret_env", "APP_SECRET"));
        staged.preset().tenant().ifPresent(rule -> section.put("tenant", "tenant.example"));
        if (staged.preset().userAgentRequired()) {
            section.put("user_agent", "linux:app:1 (by /u/me)");
        }
        return builder("APP_ID", OAuthStandIn.CLIENT_ID)
                .set("credentials.connections.oauth.services", Map.of(service, section))
                .set(
                        "agents.meepa",
                        Map.of("id", "meepa", "identity", Map.of("oauth", Map.of("services", List.of(service)))))
                .set("agents.other", Map.of("id", "other"))
                .set("credentials.environment.grants", Map.of("SERVICE_TOKEN", "token/" + service + "#access_token"))
                .open();
    }

    private CredentialManagerBuilder builder(String idVariable, String id) {
        Map<String, String> environment = Map.of(idVariable, id, "APP_SECRET", OAuthStandIn.CLIENT_SECRET);
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
