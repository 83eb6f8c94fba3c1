package io.meepa.credentials.provider.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.CredentialManagerBuilder;
import io.meepa.credentials.connect.CallbackParameters;
import io.meepa.credentials.connect.ConnectRequest;
import io.meepa.credentials.connect.Consent;
import io.meepa.credentials.connect.SessionBinding;
import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.spi.Settings;
import io.meepa.credentials.spi.provider.Placement;
import io.meepa.credentials.spi.provider.RequestTarget;
import io.meepa.credentials.standin.oauth.OAuthStandIn;
import io.meepa.credentials.testkit.ManualClock;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of the host says of its service whatever a shipped preset says of its own. */
final class OwnPresetTest {

    private static final SessionBinding ALICE = SessionBinding.of("session-of-alice", "alice");

    @TempDir
    private Path folder;

    private final ManualClock clock = ManualClock.atNoon();

    @Test
    @DisplayName("The variables of the file are those that tools of the service read")
    void bringsVariables() throws IOException {
        try (StagedService staged = StagedService.start("github", clock);
                CredentialManager manager = builder(file(staged.presetFile())).open()) {
            Consent consent = manager.agent("meepa").connections().begin(ConnectRequest.to("acme"), ALICE);
            manager.agent("meepa")
                    .connections()
                    .complete(CallbackParameters.ofQuery(staged.standIn().agree(consent.address(), "ada")), ALICE);

            assertThat(manager.agent("meepa").environment().variables()).containsOnlyKeys("ACME_TOKEN");
        }
    }

    @Test
    @DisplayName("The requests of the file are where a rule without a place adds the token, and its statuses reject it")
    void saysWhereRequestsGo() throws IOException {
        try (StagedService staged = StagedService.start("github", clock)) {
            Path file = file(staged.presetFile());
            URI address = URI.create(staged.standIn().baseUrl());

            assertThat(new OAuthProvider().requestTargets("acme", section(file)))
                    .containsExactly(RequestTarget.of(address.getHost(), new Placement.Bearer())
                            .withScheme("http")
                            .withPort(address.getPort())
                            .withPath("/api.github.com/")
                            .rejectedBy(Set.of(401, 418)));
            assertThat(new OAuthProvider().requestTargets("other", section(file)))
                    .isEmpty();
            ruled(file, address).check();
        }
    }

    @Test
    @DisplayName("A rule without a place is refused where the file names no requests")
    void refusesARuleThatNothingPlaces() throws IOException {
        try (StagedService staged = StagedService.start("github", clock)) {
            Path file = file(staged.presetFile()
                    .replaceAll("\"requests\": \\[[^]]*],", "")
                    .replaceAll("\"token_rejected\": \\[[^]]*]", "\"token_rejected\": []")
                    .replace("\"/requests\"", "\"/variables\""));

            assertThatThrownBy(
                            () -> ruled(file, URI.create("http://none.invalid")).check())
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("no provider knows where requests to acme go");
        }
    }

    @Test
    @DisplayName("Half of an app's own pair of variables is a finding of the doctor, before a person signs in")
    void findsHalfAPair() throws IOException {
        try (StagedService staged = StagedService.start("github", clock);
                CredentialManager manager = builder(file(staged.presetFile()))
                        .environment(Map.of("APP_ID", OAuthStandIn.CLIENT_ID)::get)
                        .open()) {
            assertThat(manager.doctor().findings()).anySatisfy(finding -> {
                assertThat(finding.code()).isEqualTo("missing-variable");
                assertThat(finding.message()).contains("APP_SECRET is not set, and agents are connected with it");
            });
        }
    }

    private Path file(String preset) throws IOException {
        return Files.writeString(
                folder.resolve("acme.json"),
                preset.replace("\"service\": \"github\"", "\"service\": \"acme\"")
                        .replace("GITHUB_TOKEN", "ACME_TOKEN")
                        .replaceAll("(\"token_rejected\": \\[\\s*401)", "$1, 418"));
    }

    private static Settings section(Path file) {
        return Settings.of(
                "credentials.connections.oauth",
                oauth(file),
                new Settings.Surroundings(key -> "test.yaml", name -> null));
    }

    private static Map<String, Object> oauth(Path file) {
        return Map.of(
                "allow_loopback_http",
                true,
                "redirect_uris",
                List.of("https://host.example/oauth/callback"),
                "services",
                Map.of(
                        "acme",
                        Map.of(
                                "preset",
                                file.toString(),
                                "client_id_env",
                                "APP_ID",
                                "client_secret_env",
                                "APP_SECRET")));
    }

    private CredentialManagerBuilder ruled(Path file, URI address) {
        return builder(file)
                .set("credentials.http.private_hosts", List.of(String.valueOf(address.getHost())))
                .set("credentials.http.rules.acme", "token/acme#access_token");
    }

    private CredentialManagerBuilder builder(Path file) {
        Map<String, String> environment =
                Map.of("APP_ID", OAuthStandIn.CLIENT_ID, "APP_SECRET", OAuthStandIn.CLIENT_SECRET);
        return CredentialManager.builder()
                .withoutDiscovery()
                .clock(clock)
                .home(folder)
                .environment(environment::get)
                .provider(new OAuthProvider())
                .set("credentials.enabled", true)
                .set("credentials.credential_store.provider", "none")
                .set("credentials.connections.enabled", true)
                .set("credentials.connections.provider", OAuthProvider.ID)
                .set("credentials.connections.oauth", oauth(file))
                .set("agent_defaults.image_config.inject_credentials_env", true)
                .set(
                        "agents.meepa",
                        Map.of("id", "meepa", "identity", Map.of("oauth", Map.of("services", List.of("acme")))));
    }
}
