package io.meepa.credentials.provider.oauth.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.connect.CallbackParameters;
import io.meepa.credentials.connect.ConnectRequest;
import io.meepa.credentials.connect.Connection;
import io.meepa.credentials.connect.Consent;
import io.meepa.credentials.connect.Disconnection;
import io.meepa.credentials.connect.SessionBinding;
import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.testkit.ManualClock;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections at Keycloak. Skipped unless {@code verification/keycloak/run.sh} names its realm in {@code KEYCLOAK_ISSUER}. */
class KeycloakRoundTripTest {

    private static final SessionBinding ALICE = SessionBinding.of("session-of-alice", "alice");
    private static final CredentialKey KEY = CredentialKey.of(Category.TOKEN, "keycloak");

    /** The app that signs assertions. Keycloak wants the name of the signer to be an address. */
    private static final String ASSERTING = "https://host.example/app";

    private static final int RENEWALS = 20;
    private static final String PRESET = """
            {
              "format": 1,
              "service": "keycloak",
              "title": "Keycloak",
              "documentation": "https://www.keycloak.org/securing-apps/oidc-layers",
              "issuer": "$I",
              "discovery": true,
              "app": { "credential": "keycloak", "secret_required": true, "methods": ["basic"] },
              "authorize": { "pkce": "required" },
              "scopes": { "least": ["openid", "email"] },
              "token": {},
              "pushed": {},
              "without_person": { "grant": "client_credentials" },
              "introspect": {},
              "revoke": { "form": "token_parameter", "tokens": ["refresh_token"], "hint": true, "ends": "token" },
              "identity": { "source": "address", "label": [["/email"]], "key": [["/sub"]] },
              "refresh": { "repetition": "one_time", "absent_refresh_token": "keep", "replay_ends": "family", "ends_old_access": "no" },
              "errors": { "definitive": [{ "code": "invalid_grant" }], "ours": ["invalid_client"] },
              "sharing": { "second_sign_in": "independent" },
              "facts": [{ "of": ["/token"], "source": "Keycloak 26", "date": "2026-11-30", "mark": "read" }]
            }
            """;

    private final ManualClock clock = ManualClock.at(Instant.now());

    @TempDir
    private Path folder;

    private String issuer = "";

    @BeforeEach
    void find() {
        issuer = Optional.ofNullable(System.getenv("KEYCLOAK_ISSUER")).orElse("");
        assumeThat(issuer).as("KEYCLOAK_ISSUER").isNotEmpty();
    }

    @Test
    @DisplayName("metadata, a pushed request, a sign-in, one-time renewals, revocation")
    void connectsRenewsAndTakesBack() throws IOException {
        try (CredentialManager manager = open()) {
            AgentCredentials meepa = manager.agent("meepa");
            Connection connection = connect(meepa);
            String before = meepa.tokens().get(KEY).value().reveal();
            for (int i = 0; i < RENEWALS; i++) {
                clock.advance(Duration.ofMinutes(10));
                String next = meepa.tokens().get(KEY).value().reveal();
                assertThat(next).isNotEqualTo(before);
                before = next;
            }

            assertThat(connection.account()).contains("ada@example.com");
            assertThat(meepa.connections().disconnect(KEY).end()).isEqualTo(Disconnection.End.REVOKED);
            report(RENEWALS + " one-time renewals, 0 refused; metadata, pushed request, revocation");
        }
    }

    @Test
    @DisplayName("T-03: a code of one sign-in does not complete another")
    void refusesACodeOfAnotherSignIn() throws IOException {
        try (CredentialManager manager = open()) {
            AgentCredentials meepa = manager.agent("meepa");
            Consent first = begin(meepa);
            Consent second = begin(meepa);
            // Its answers have a session_state too.
            String stolen = KeycloakPerson.signIn(first.address()).replaceAll("(^|&)state=[^&]*", "");
            String own = KeycloakPerson.signIn(second.address()).replaceAll("(?:^|.*&)(state=[^&]*).*", "$1");

            assertThatThrownBy(
                            () -> meepa.connections().complete(CallbackParameters.ofQuery(stolen + "&" + own), ALICE))
                    .isInstanceOf(ProviderRejectedException.class)
                    .hasMessageContaining("invalid_grant");
        }
    }

    @Test
    @DisplayName("an app alone is connected, and connected again when its token has ended")
    void connectsAnAppAlone() throws IOException {
        try (CredentialManager manager = open()) {
            AgentCredentials meepa = manager.agent("meepa");
            Connection connection = meepa.connections().connect(ConnectRequest.to("keycloak"));
            String first = meepa.tokens().get(KEY).value().reveal();
            clock.advance(Duration.ofMinutes(10));

            assertThat(connection.state()).isEqualTo(Connection.State.ACTIVE);
            assertThat(meepa.tokens().get(KEY).value().reveal()).isNotEqualTo(first);
        }
    }

    @Test
    @DisplayName("RFC 7523: an assertion that the app signs for an account is traded, and each once")
    void tradesASignedAssertion() throws IOException {
        String key = Optional.ofNullable(System.getenv("KEYCLOAK_APP_KEY")).orElse("");
        assumeThat(key).as("KEYCLOAK_APP_KEY").isNotEmpty();
        RealService asserting =
                new RealService("keycloak", PRESET.replace("$I", issuer).replace("client_credentials", "jwt_bearer"));
        try (CredentialManager manager = asserting.open(
                clock,
                folder,
                Map.of("APP_ID", ASSERTING, "APP_SECRET", "canary-app-secret", "APP_KEY", key),
                Map.of("signing_key_env", "APP_KEY", "signing_key_id", "app-key", "subject", "robot"))) {
            AgentCredentials meepa = manager.agent("meepa");
            Connection connection = meepa.connections().connect(ConnectRequest.to("keycloak"));
            String first = meepa.tokens().get(KEY).value().reveal();
            meepa.connections().connect(ConnectRequest.to("keycloak"));

            assertThat(connection.state()).isEqualTo(Connection.State.ACTIVE);
            assertThat(connection.account()).contains("ada@example.com");
            assertThat(meepa.tokens().get(KEY).value().reveal()).isNotEqualTo(first);
            report("2 assertions traded, 0 refused");
        }
    }

    private static Consent begin(AgentCredentials agent) {
        return agent.connections().begin(ConnectRequest.to("keycloak"), ALICE);
    }

    private static Connection connect(AgentCredentials agent) {
        URI address = begin(agent).address();
        assertThat(address.getRawQuery()).contains("request_uri=").doesNotContain("state=");
        return agent.connections().complete(CallbackParameters.ofQuery(KeycloakPerson.signIn(address)), ALICE);
    }

    private CredentialManager open() throws IOException {
        return new RealService("keycloak", PRESET.replace("$I", issuer))
                .open(clock, folder, "app-1", "canary-app-secret");
    }

    @SuppressWarnings("SystemOut") // The line is the result.
    private static void report(String numbers) {
        System.out.println("proof: keycloak: " + numbers);
    }
}
