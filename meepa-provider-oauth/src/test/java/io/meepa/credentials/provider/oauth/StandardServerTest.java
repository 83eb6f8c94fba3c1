package io.meepa.credentials.provider.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.connect.CallbackParameters;
import io.meepa.credentials.connect.ConnectRequest;
import io.meepa.credentials.connect.Connection;
import io.meepa.credentials.connect.Connection.State;
import io.meepa.credentials.connect.Consent;
import io.meepa.credentials.connect.ConsentException;
import io.meepa.credentials.connect.SessionBinding;
import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.error.CredentialExpiredException;
import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.error.ProviderUnsupportedException;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.ItemKeys;
import io.meepa.credentials.model.MetadataKeys;
import io.meepa.credentials.standin.RecordedRequest;
import io.meepa.credentials.standin.Route;
import io.meepa.credentials.standin.oauth.OAuthStandIn;
import io.meepa.credentials.testkit.ManualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a preset may ask for by the RFCs, from the configuration to a server and back. */
class StandardServerTest {

    private static final SessionBinding ALICE = SessionBinding.of("session-of-alice", "alice");
    private static final CredentialKey KEY = CredentialKey.of(Category.TOKEN, "standard");

    /** A preset that leaves its addresses to the server. {@code $X} stands for what a test asks for beside. */
    private static final String PRESET = """
            {
              "format": 1,
              "service": "standard",
              "title": "Standard",
              "documentation": "https://www.rfc-editor.org/rfc/rfc8414",
              "issuer": "$I",
              "discovery": true,
              "app": { "credential": "standard", "secret_required": true, "methods": ["post"] },
              "authorize": { "pkce": "required" },
              "scopes": { "least": ["read"] },
              "token": { "bound": $B },
              "revoke": { "form": "token_parameter", "tokens": ["refresh_token", "access_token"], "ends": "token" },
              "identity": { "source": "address", "address": "$I/userinfo", "label": [["/sub"]], "key": [["/sub"]] },
              "refresh": { "repetition": "one_time", "absent_refresh_token": "keep", "replay_ends": "family", "ends_old_access": "no" },
              "errors": { "definitive": [{ "code": "invalid_grant" }] },
              "sharing": { "second_sign_in": "independent" },
              $X
              "facts": [{ "of": ["/token"], "source": "RFC 8414", "date": "2026-11-30", "mark": "read" }]
            }
            """;

    private final ManualClock clock = ManualClock.atNoon();

    @TempDir
    private Path folder;

    @Test
    @DisplayName("RFC 8414: the server names its addresses; they are asked for once an hour")
    void discoversTheServersAddresses() throws IOException {
        try (OAuthStandIn server = start();
                CredentialManager manager = open(server, "false", "", Map.of())) {
            AgentCredentials meepa = manager.agent("meepa");
            Connection connection = connect(meepa, server, "ada");
            clock.advance(Duration.ofMinutes(59));
            meepa.tokens().get(KEY);

            assertThat(connection.account()).contains("ada");
            assertThat(meepa.get(KEY).metadata().text(MetadataKeys.ISSUER)).contains(server.baseUrl());
            assertThat(server.requests(Route.of("GET", "/.well-known/oauth-authorization-server")))
                    .hasSize(1);
            assertThat(meepa.connections().disconnect(KEY).end().name()).isEqualTo("REVOKED");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "issuer|https://evil.example|the document's issuer is not",
                "token_endpoint|http://evil.example/token|token_endpoint is no acceptable https address",
                "authorization_endpoint|javascript:alert(1)|authorization_endpoint is no acceptable",
                "revocation_endpoint|https://user@evil.example/|revocation_endpoint is no acceptable"
            })
    @DisplayName("T-06, T-27: hostile metadata ends the sign-in before anything is sent to anybody")
    void refusesHostileMetadata(String field, String value, String complaint) throws IOException {
        try (OAuthStandIn server = start();
                CredentialManager manager = open(server, "false", "", Map.of())) {
            server.publish(Map.of(field, value));

            assertThatThrownBy(() -> begin(manager.agent("meepa")))
                    .isInstanceOf(ProviderRejectedException.class)
                    .hasMessageContaining(complaint);
            assertThat(server.tokenRequests()).isEmpty();
        }
    }

    @Test
    @DisplayName("T-04: a server that does not list S256 is refused where the preset requires it")
    void takesNoDowngradeOfTheProofKey() throws IOException {
        try (OAuthStandIn server = start();
                CredentialManager manager = open(server, "false", "", Map.of())) {
            server.publish(Map.of("code_challenge_methods_supported", List.of("plain")));

            assertThatThrownBy(() -> begin(manager.agent("meepa")))
                    .isInstanceOf(ProviderRejectedException.class)
                    .hasMessageContaining("does not list S256");
        }
    }

    @Test
    @DisplayName("T-11, T-02: metadata that is swapped after the sign-in began gets no code")
    void sendsNoCodeToAnAddressOfSwappedMetadata() throws IOException {
        try (OAuthStandIn server = start();
                OAuthStandIn evil = start();
                CredentialManager manager = open(server, "false", "", Map.of())) {
            AgentCredentials meepa = manager.agent("meepa");
            begin(meepa); // What is known of the server is an hour old when the person comes back.
            clock.advance(Duration.ofMinutes(55));
            Consent consent = begin(meepa);
            server.publish(Map.of("token_endpoint", evil.baseUrl() + "/token"));
            clock.advance(Duration.ofMinutes(9));

            assertThatThrownBy(() -> meepa.connections()
                            .complete(CallbackParameters.ofQuery(server.agree(consent.address(), "ada")), ALICE))
                    .isInstanceOfSatisfying(
                            ConsentException.class,
                            e -> assertThat(e.reason()).isEqualTo(ConsentException.Reason.OTHER_SERVER));
            assertThat(evil.requests()).isEmpty();
            assertThat(server.tokenRequests()).isEmpty();
        }
    }

    @Test
    @DisplayName("T-11, OA-42: metadata that is swapped after the sign-in gets no refresh token: a person is asked")
    void sendsNoRefreshTokenToAnAddressOfSwappedMetadata() throws IOException {
        try (OAuthStandIn server = start();
                OAuthStandIn evil = start();
                CredentialManager manager = open(server, "false", "", Map.of())) {
            AgentCredentials meepa = manager.agent("meepa");
            connect(meepa, server, "ada");
            server.publish(Map.of("token_endpoint", evil.baseUrl() + "/token"));
            clock.advance(Duration.ofHours(2));

            assertThatThrownBy(() -> meepa.tokens().get(KEY))
                    .isInstanceOfSatisfying(
                            ProviderRejectedException.class,
                            e -> assertThat(e.definitive()).isTrue())
                    .hasMessageContaining("names another token server since the sign-in");
            assertThat(meepa.connections().list().get(0).state()).isEqualTo(State.RECONNECT_NEEDED);
            assertThat(evil.requests()).isEmpty();
        }
    }

    @Test
    @DisplayName("T-11: nor does another address for taking tokens back, or for asking about them")
    void sendsNoTokenToOtherAddressesOfSwappedMetadata() throws IOException {
        try (OAuthStandIn server = start();
                OAuthStandIn evil = start();
                CredentialManager manager = open(server, "false", "\"introspect\": {},", Map.of())) {
            AgentCredentials meepa = manager.agent("meepa");
            connect(meepa, server, "ada");
            server.publish(Map.of(
                    "revocation_endpoint", evil.baseUrl() + "/revoke",
                    "introspection_endpoint", evil.baseUrl() + "/introspect"));
            clock.advance(Duration.ofHours(2));
            server.answerNext(400, "{\"error\":\"out_of_order\"}");
            assertThatThrownBy(() -> meepa.tokens().get(KEY)).isInstanceOf(ProviderRejectedException.class);

            assertThat(meepa.connections().disconnect(KEY).end().name()).isEqualTo("UNSUPPORTED");
            assertThat(evil.requests()).isEmpty();
        }
    }

    @Test
    @DisplayName("T-02: a server that promises its name in answers is held to it")
    void missesThePromisedIssuer() throws IOException {
        try (OAuthStandIn server = start();
                CredentialManager manager = open(server, "false", "", Map.of())) {
            server.publish(Map.of("authorization_response_iss_parameter_supported", true));
            Consent consent = begin(manager.agent("meepa"));

            assertThatThrownBy(() -> manager.agent("meepa")
                            .connections()
                            .complete(CallbackParameters.ofQuery(server.agree(consent.address(), "ada")), ALICE))
                    .isInstanceOfSatisfying(
                            ConsentException.class,
                            e -> assertThat(e.reason()).isEqualTo(ConsentException.Reason.OTHER_SERVER));
            assertThat(server.tokenRequests()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("RFC 9126: the request is pushed, by the preset's wish or the server's, and the address says nothing")
    void pushesTheRequest(boolean byPreset) throws IOException {
        try (OAuthStandIn server = start();
                CredentialManager manager = open(server, "false", byPreset ? "\"pushed\": {}," : "", Map.of())) {
            if (!byPreset) {
                server.publish(Map.of("require_pushed_authorization_requests", true));
            }
            Consent consent = begin(manager.agent("meepa"));

            assertThat(consent.address().getRawQuery())
                    .startsWith("client_id=app-1&request_uri=")
                    .doesNotContain("state=", "code_challenge", "redirect_uri");
            assertThat(manager.agent("meepa")
                            .connections()
                            .complete(CallbackParameters.ofQuery(server.agree(consent.address(), "ada")), ALICE)
                            .state())
                    .isEqualTo(State.ACTIVE);
        }
    }

    @Test
    @DisplayName("RFC 9449: tokens are bound to a key that is kept with them, and proven at each call")
    void bindsTokensToAKey() throws IOException {
        try (OAuthStandIn server = start();
                CredentialManager manager = open(server, "true", "", Map.of())) {
            AgentCredentials meepa = manager.agent("meepa");
            connect(meepa, server, "ada");
            String key = meepa.get(KEY).secret(ItemKeys.BOUND_KEY).reveal();
            clock.advance(Duration.ofHours(2));
            String renewed = meepa.tokens().get(KEY).value().reveal();

            assertThat(server.live(renewed)).isTrue();
            assertThat(meepa.get(KEY).secret(ItemKeys.BOUND_KEY).reveal()).isEqualTo(key);
            assertThat(server.requests(server.identityRoute()))
                    .extracting(request -> request.authorization().orElseThrow().reveal())
                    .allMatch(text -> text.startsWith("DPoP "));
            // Each trade was refused once for want of a nonce, and sent again with it.
            assertThat(server.tokenRequests()).hasSize(4);
        }
    }

    @Test
    @DisplayName("client credentials: an app is connected without a person, and gets the next token by itself")
    void connectsAnAppAlone() throws IOException {
        String alone = "\"without_person\": { \"grant\": \"client_credentials\" },";
        try (OAuthStandIn server = start();
                CredentialManager manager = open(server, "false", alone, Map.of())) {
            AgentCredentials meepa = manager.agent("meepa");
            Connection connection = meepa.connections().connect(ConnectRequest.to("standard"));
            String first = meepa.tokens().get(KEY).value().reveal();
            clock.advance(Duration.ofHours(2));
            String second = meepa.tokens().get(KEY).value().reveal();

            assertThat(connection.state()).isEqualTo(State.ACTIVE);
            assertThat(meepa.connections().list().get(0).state()).isEqualTo(State.ACTIVE);
            assertThat(second).isNotEqualTo(first);
            assertThat(server.live(second)).isTrue();
            assertThat(server.tokenRequests())
                    .extracting(RecordedRequest::body)
                    .allMatch(body -> body.contains("grant_type=client_credentials"));
        }
    }

    @Test
    void needsAPersonWhereThePresetSaysNothingElse() throws IOException {
        try (OAuthStandIn server = start();
                CredentialManager manager = open(server, "false", "", Map.of())) {
            assertThatThrownBy(() -> manager.agent("meepa").connections().connect(ConnectRequest.to("standard")))
                    .isInstanceOf(ProviderUnsupportedException.class)
                    .hasMessageContaining("gives no token without a person");
            assertThat(server.tokenRequests()).isEmpty();
        }
    }

    @Test
    @DisplayName(
            "RFC 7523: an assertion signed with the app's key is traded; without the key it is an error of the settings")
    void tradesASignedAssertion() throws IOException, GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair pair = generator.generateKeyPair();
        String alone = "\"without_person\": { \"grant\": \"jwt_bearer\" },";
        try (OAuthStandIn server = start();
                CredentialManager keyless = open(server, "false", alone, Map.of());
                CredentialManager manager =
                        open(server, "false", alone, Map.of("signing_key_env", "APP_KEY", "subject", "robot"), pair)) {
            server.trust(pair.getPublic());
            assertThatThrownBy(() -> keyless.agent("meepa").connections().connect(ConnectRequest.to("standard")))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("signing_key_env is missing");
            Connection connection = manager.agent("meepa").connections().connect(ConnectRequest.to("standard"));
            clock.advance(Duration.ofHours(2));

            assertThat(connection.account()).contains("robot");
            assertThat(server.live(
                            manager.agent("meepa").tokens().get(KEY).value().reveal()))
                    .isTrue();
        }
    }

    @Test
    void refusesToSignInSomeWayWithoutAKey() throws IOException {
        try (OAuthStandIn server = start()) {
            for (String key : List.of("signing_algorithm", "signing_key_id")) {
                assertThatThrownBy(() -> open(server, "false", "", Map.of(key, "RS256")))
                        .isInstanceOf(ConfigurationException.class)
                        .hasMessageContaining(key + " needs signing_key_env");
            }
        }
    }

    @Test
    @DisplayName("RFC 7662: a refusal that nobody knows is definitive if the server says that the token is dead")
    void asksAboutATokenThatIsRefusedInUnknownWords() throws IOException {
        try (OAuthStandIn server = start();
                CredentialManager manager = open(server, "false", "\"introspect\": {},", Map.of())) {
            AgentCredentials meepa = manager.agent("meepa");
            connect(meepa, server, "ada");
            clock.advance(Duration.ofHours(2));
            server.answerNext(400, "{\"error\":\"out_of_order\"}");
            assertThatThrownBy(() -> meepa.tokens().get(KEY))
                    .isInstanceOfSatisfying(
                            ProviderRejectedException.class,
                            e -> assertThat(e.definitive()).isFalse());
            clock.advance(Duration.ofMinutes(5));
            server.endAll("ada");
            server.answerNext(400, "{\"error\":\"out_of_order\"}");
            assertThatThrownBy(() -> meepa.tokens().get(KEY))
                    .isInstanceOfSatisfying(
                            ProviderRejectedException.class,
                            e -> assertThat(e.definitive()).isTrue());
            int asked = server.requests().size();
            assertThatThrownBy(() -> meepa.tokens().get(KEY)).isInstanceOf(CredentialExpiredException.class);
            assertThat(server.requests()).hasSize(asked);
        }
    }

    private OAuthStandIn start() {
        return StagedService.standIn("standard", clock);
    }

    private static Consent begin(AgentCredentials agent) {
        return agent.connections().begin(ConnectRequest.to("standard"), ALICE);
    }

    private static Connection connect(AgentCredentials agent, OAuthStandIn server, String person) {
        Consent consent = begin(agent);
        return agent.connections().complete(CallbackParameters.ofQuery(server.agree(consent.address(), person)), ALICE);
    }

    private CredentialManager open(OAuthStandIn server, String bound, String more, Map<String, ?> settings)
            throws IOException {
        return open(server, bound, more, settings, Map.of());
    }

    private CredentialManager open(
            OAuthStandIn server, String bound, String more, Map<String, ?> settings, KeyPair signing)
            throws IOException {
        String pem = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(signing.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
        return open(server, bound, more, settings, Map.of("APP_KEY", pem));
    }

    private CredentialManager open(
            OAuthStandIn server, String bound, String more, Map<String, ?> settings, Map<String, String> variables)
            throws IOException {
        Path preset = Files.writeString(
                Files.createTempFile(folder, "standard", ".json"),
                PRESET.replace("$I", server.baseUrl()).replace("$B", bound).replace("$X", more));
        Map<String, String> environment = new HashMap<>(variables);
        environment.put("APP_ID", OAuthStandIn.CLIENT_ID);
        environment.put("APP_SECRET", OAuthStandIn.CLIENT_SECRET);
        Map<String, Object> section = new HashMap<>(settings);
        section.putAll(
                Map.of("preset", preset.toString(), "client_id_env", "APP_ID", "client_secret_env", "APP_SECRET"));
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
                .set("credentials.connections.oauth.allow_loopback_http", true)
                .set("credentials.connections.oauth.redirect_uris", List.of("https://host.example/oauth/callback"))
                .set("credentials.connections.oauth.services", Map.of("standard", section))
                .set(
                        "agents.meepa",
                        Map.of("id", "meepa", "identity", Map.of("oauth", Map.of("services", List.of("standard")))))
                .open();
    }
}
