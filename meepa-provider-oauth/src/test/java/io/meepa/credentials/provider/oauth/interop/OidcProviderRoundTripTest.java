package io.meepa.credentials.provider.oauth.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.connect.CallbackParameters;
import io.meepa.credentials.connect.ConnectRequest;
import io.meepa.credentials.connect.Connection;
import io.meepa.credentials.connect.Consent;
import io.meepa.credentials.connect.ConsentException;
import io.meepa.credentials.connect.Disconnection;
import io.meepa.credentials.connect.SessionBinding;
import io.meepa.credentials.error.CredentialExpiredException;
import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.ItemKeys;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.testkit.ManualClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sign-in, renewal, reuse and revocation at a certified server. Skipped where {@code OIDC_PROVIDER_HOME} names no folder in
 * which {@code npm install oidc-provider} was run.
 */
class OidcProviderRoundTripTest {

    private static final SessionBinding ALICE = SessionBinding.of("session-of-alice", "alice");
    private static final CredentialKey KEY = CredentialKey.of(Category.TOKEN, "real");

    private static final String PRESET = """
            {
              "format": 1,
              "service": "real",
              "title": "Real server",
              "documentation": "https://github.com/panva/node-oidc-provider",
              "issuer": "$I",
              "app": { "credential": "real", "secret_required": true, "methods": ["post"] },
              "authorize": { "address": "$I/auth", "pkce": "required", "fixed": { "prompt": "consent" } },
              "scopes": { "least": ["openid", "email"], "for_refresh_token": ["offline_access"] },
              "token": { "address": "$I/token" },
              "revoke": { "address": "$I/token/revocation", "form": "token_parameter", "tokens": ["refresh_token", "access_token"], "hint": true, "ends": "token" },
              "identity": { "source": "address", "address": "$I/me", "label": [["/email"]], "key": [["/sub"]] },
              "refresh": { "repetition": "one_time", "absent_refresh_token": "keep", "replay_ends": "family", "ends_old_access": "no" },
              "errors": { "definitive": [{ "code": "invalid_grant" }], "ours": ["invalid_client"] },
              "sharing": { "second_sign_in": "independent" },
              "facts": [{ "of": ["/token"], "source": "oidc-provider 9", "date": "2026-11-29", "mark": "read" }]
            }
            """;

    /** The same service, which is left to say where everything is. */
    private static final String DISCOVERING = """
            {
              "format": 1,
              "service": "real",
              "title": "Real server",
              "documentation": "https://github.com/panva/node-oidc-provider",
              "issuer": "$I",
              "discovery": true,
              "app": { "credential": "real", "secret_required": true, "methods": ["post"] },
              "authorize": { "pkce": "required", "fixed": { "prompt": "consent" } },
              "scopes": { "least": ["openid", "email"], "for_refresh_token": ["offline_access"] },
              "token": { "bound": true },
              "pushed": {},
              "without_person": { "grant": "client_credentials" },
              "introspect": {},
              "revoke": { "form": "token_parameter", "tokens": ["refresh_token", "access_token"], "hint": true, "ends": "token" },
              "identity": { "source": "address", "label": [["/email"]], "key": [["/sub"]] },
              "refresh": { "repetition": "one_time", "absent_refresh_token": "keep", "replay_ends": "family", "ends_old_access": "no" },
              "errors": { "definitive": [{ "code": "invalid_grant" }], "ours": ["invalid_client"] },
              "sharing": { "second_sign_in": "independent" },
              "facts": [{ "of": ["/token"], "source": "oidc-provider 9", "date": "2026-11-30", "mark": "read" }]
            }
            """;

    private final ManualClock clock = ManualClock.at(Instant.now());

    @TempDir
    private Path folder;

    private RealServer server;

    @BeforeEach
    void start() {
        assumeThat(RealServer.installed())
                .as("needs the program node, and OIDC_PROVIDER_HOME with node_modules/oidc-provider")
                .isPresent();
        server = RealServer.start(RealServer.installed().orElseThrow());
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void connectsRenewsOneTimeTokensAndTakesThemBack() throws IOException {
        try (CredentialManager manager = open()) {
            Connection connection = connect(manager);
            assertThat(connection.state()).isEqualTo(Connection.State.ACTIVE);
            assertThat(connection.account()).contains("ada@example.com");

            String before = manager.agent("meepa").tokens().get(KEY).value().reveal();
            for (int i = 0; i < 5; i++) {
                clock.advance(Duration.ofHours(2));
                String next = manager.agent("meepa").tokens().get(KEY).value().reveal();
                assertThat(next).isNotEqualTo(before);
                before = next;
            }

            Disconnection end = manager.agent("meepa").connections().disconnect(KEY);
            assertThat(end.end()).isEqualTo(Disconnection.End.REVOKED);
        }
    }

    @Test
    @DisplayName("T-02: the server names itself, and another name is refused")
    void checksTheIssuerThatTheServerSends() throws IOException {
        try (CredentialManager manager = open()) {
            Consent consent = manager.agent("meepa").connections().begin(ConnectRequest.to("real"), ALICE);
            String query = server.browse(consent.address());
            String other = query.replaceAll("iss=[^&]*", "iss=https%3A%2F%2Fevil.example");

            assertThatThrownBy(() ->
                            manager.agent("meepa").connections().complete(CallbackParameters.ofQuery(other), ALICE))
                    .isInstanceOfSatisfying(
                            ConsentException.class,
                            e -> assertThat(e.reason()).isEqualTo(ConsentException.Reason.OTHER_SERVER))
                    .hasMessageContaining("https://evil.example");
        }
    }

    @Test
    @DisplayName("T-03: a code of one sign-in does not complete another")
    void refusesACodeOfAnotherSignIn() throws IOException {
        try (CredentialManager manager = open()) {
            Consent first = manager.agent("meepa").connections().begin(ConnectRequest.to("real"), ALICE);
            String stolen = server.browse(first.address()).replaceAll("state=[^&]*", "");
            Consent second = manager.agent("meepa").connections().begin(ConnectRequest.to("real"), ALICE);
            String state = second.address().getRawQuery().replaceAll(".*(state=[^&]*).*", "$1");

            assertThatThrownBy(() -> manager.agent("meepa")
                            .connections()
                            .complete(CallbackParameters.ofQuery(stolen + "&" + state), ALICE))
                    .isInstanceOf(ProviderRejectedException.class)
                    .hasMessageContaining("invalid_grant");
        }
    }

    @Test
    @DisplayName(
            "OA-25, T-14: a connection that was ended at the server is asked about once, and a new sign-in mends it")
    void asksOnceAboutWhatTheServerEnded() throws IOException {
        try (CredentialManager manager = open()) {
            connect(manager);
            endAtTheServer(manager);
            clock.advance(Duration.ofHours(2));

            assertThatThrownBy(() -> manager.agent("meepa").tokens().get(KEY))
                    .isInstanceOf(ProviderRejectedException.class)
                    .hasMessageContaining("400 invalid_grant");
            assertThatThrownBy(() -> manager.agent("meepa").tokens().get(KEY))
                    .isInstanceOf(CredentialExpiredException.class);
            assertThat(connect(manager).state()).isEqualTo(Connection.State.ACTIVE);
            assertThat(manager.agent("meepa").tokens().get(KEY).value().isEmpty())
                    .isFalse();
        }
    }

    @Test
    @DisplayName("the server's own metadata, a pushed request, and tokens bound to a key, renewed and taken back")
    void discoversPushesAndBinds() throws IOException {
        try (CredentialManager manager = open(DISCOVERING)) {
            assertThat(manager.agent("meepa")
                            .connections()
                            .begin(ConnectRequest.to("real"), ALICE)
                            .address()
                            .getRawQuery())
                    .contains("request_uri=")
                    .doesNotContain("state=");
            assertThat(connect(manager).account()).contains("ada@example.com");
            String first = manager.agent("meepa").tokens().get(KEY).value().reveal();
            renewNow(manager, first);
            assertThat(manager.agent("meepa").tokens().get(KEY).value().reveal())
                    .isNotEqualTo(first);
            assertThat(manager.agent("meepa")
                            .get(KEY)
                            .secret(ItemKeys.BOUND_KEY)
                            .isEmpty())
                    .isFalse();
            assertThat(manager.agent("meepa").connections().disconnect(KEY).end())
                    .isEqualTo(Disconnection.End.REVOKED);
        }
    }

    @Test
    @DisplayName("client credentials: an app alone is connected, and connected again when the token has ended")
    void connectsAnAppAlone() throws IOException {
        try (CredentialManager manager = open(DISCOVERING)) {
            Connection connection = manager.agent("meepa")
                    .connections()
                    .connect(ConnectRequest.to("real").asking(Set.of("read")));
            String first = manager.agent("meepa").tokens().get(KEY).value().reveal();
            renewNow(manager, first);

            assertThat(connection.state()).isEqualTo(Connection.State.ACTIVE);
            assertThat(manager.agent("meepa").tokens().get(KEY).value().reveal())
                    .isNotEqualTo(first);
        }
    }

    /** The proofs bear a time that the server checks by its own clock, so the tests' one may not be moved. */
    private static void renewNow(CredentialManager manager, String token) {
        manager.agent("meepa").tokens().reportRejected(KEY, Secret.of(token));
    }

    /** Takes the refresh token back behind the library's back. */
    private void endAtTheServer(CredentialManager manager) {
        String token =
                manager.agent("meepa").get(KEY).secret(ItemKeys.REFRESH_TOKEN).reveal();
        assertThat(server.revoke(token)).isEqualTo(200);
    }

    private Connection connect(CredentialManager manager) {
        Consent consent = manager.agent("meepa").connections().begin(ConnectRequest.to("real"), ALICE);
        return manager.agent("meepa")
                .connections()
                .complete(CallbackParameters.ofQuery(server.browse(consent.address())), ALICE);
    }

    private CredentialManager open() throws IOException {
        return open(PRESET);
    }

    private CredentialManager open(String description) throws IOException {
        return new RealService("real", description.replace("$I", server.issuer()))
                .open(clock, folder, RealServer.CLIENT_ID, RealServer.CLIENT_SECRET);
    }
}
