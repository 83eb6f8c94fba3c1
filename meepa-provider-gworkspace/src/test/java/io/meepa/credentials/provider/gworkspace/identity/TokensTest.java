package io.meepa.credentials.provider.gworkspace.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.auth.oauth2.ServiceAccountCredentials;
import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.error.CredentialException;
import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.error.ProviderUnavailableException;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.provider.gworkspace.FakeWorkspace;
import io.meepa.credentials.provider.gworkspace.FakeWorkspace.Answer;
import io.meepa.credentials.provider.gworkspace.FakeWorkspace.How;
import io.meepa.credentials.provider.gworkspace.GoogleWorkspaceProvider;
import io.meepa.credentials.provider.gworkspace.Keys;
import io.meepa.credentials.provider.gworkspace.WorkspaceFixture;
import io.meepa.credentials.provider.gworkspace.token.AccessToken;
import io.meepa.credentials.provider.gworkspace.token.TokenRequest;
import io.meepa.credentials.provider.support.CallSettings;
import io.meepa.credentials.spi.provider.CredentialIssuer;
import io.meepa.credentials.spi.provider.ProviderContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest {

    private static final TokenRequest REQUEST = new TokenRequest(Optional.empty(), List.of("scope-a", "scope-b"));

    private final WorkspaceFixture scene = new WorkspaceFixture();
    private final FakeWorkspace workspace = scene.workspace;

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void signsAnAssertionOfTheServiceAccountItself() {
        scene.issuer().inventory("test");

        JsonNode claims = workspace.claims.get(0);
        assertThat(claims.path("iss").asText()).isEqualTo(Keys.ACCOUNT);
        assertThat(claims.path("aud").asText()).isEqualTo("https://oauth2.googleapis.com/token");
        assertThat(claims.path("scope").asText()).isEqualTo("https://www.googleapis.com/auth/admin.directory.user");
        assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isEqualTo(3600);
        assertThat(claims.path("sub").asText(Keys.ACCOUNT)).isEqualTo(Keys.ACCOUNT);
    }

    @Test
    void actsAsAnAdministratorWhereTheConfigurationSaysSo() {
        scene.settings.put("admin_subject", "admin@agents.example");

        scene.issuer().inventory("test");

        assertThat(workspace.claims.get(0).path("sub").asText()).isEqualTo("admin@agents.example");
    }

    @Test
    void keepsATokenUntilShortlyBeforeItExpires() {
        CredentialIssuer issuer = scene.issuer();
        issuer.inventory("test");
        scene.advance(Duration.ofMinutes(54));
        issuer.inventory("test");
        assertThat(workspace.claims).hasSize(1);

        scene.advance(Duration.ofMinutes(2));
        issuer.inventory("test");
        assertThat(workspace.claims).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "400, invalid_grant, clock of this machine",
        "401, unauthorized_client, delegation",
        "401, unauthorized_client, less than a day",
        "400, invalid_scope, scope is misspelt",
        "401, deleted_client, deleted or disabled",
        "403, access_denied, policy",
        "418, teapot, check the service account"
    })
    void distinguishesRefusals(int status, String code, String remedy) {
        workspace.plan("POST", "/token", How.INSTEAD, oauth(status, code));

        assertThatThrownBy(() -> scene.issuer().inventory("test"))
                .isInstanceOf(ProviderRejectedException.class)
                .hasMessageContaining(code)
                .hasMessageContaining(remedy)
                .hasCause(new TokenRefusal(code));
        assertThat(workspace.seen).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503})
    void asksAgainWhenTheEndpointIsBusy(int status) {
        workspace.plan("POST", "/token", How.INSTEAD, new Answer(status, "down"));
        workspace.plan("POST", "/token", How.CUT_BEFORE, new Answer(0, ""));

        scene.issuer().inventory("test");

        assertThat(scene.slept).hasSize(2);
    }

    @Test
    void isUnavailableWhileTheEndpointIs() {
        for (int i = 0; i < 20; i++) {
            workspace.plan("POST", "/token", How.INSTEAD, new Answer(503, "down"));
        }

        assertThatThrownBy(() -> scene.issuer().inventory("test"))
                .isInstanceOf(ProviderUnavailableException.class)
                .hasMessageContaining("503");
        assertThat(workspace.count("GET", "")).isZero();
    }

    @Test
    void followsNoRedirectWithAnAssertion() {
        for (int i = 0; i < 20; i++) {
            workspace.plan("POST", "/token", How.INSTEAD, new Answer(307, ""));
        }

        assertThatThrownBy(() -> scene.issuer().inventory("test")).isInstanceOf(ProviderUnavailableException.class);
    }

    @Test
    void saysWhatIsWrongWithTheKey() {
        scene.environment.put("SA_KEY", "{\"type\":\"authorized_user\",\"refresh_token\":\"canary\"}");
        refused("is not the JSON key of a service account");
        scene.environment.put("SA_KEY", "canary is no JSON");
        refused("is not the JSON key of a service account");
        scene.environment.put("SA_KEY", Keys.json().replace("client_email", "canary"));
        refused("has no client_email");
        scene.environment.put(
                "SA_KEY",
                "{\"type\":\"service_account\",\"client_email\":\"canary\",\"private_key_id\":\"k\",\"private_key\":"
                        + "\"-----BEGIN PRIVATE KEY-----\\ncanary\\n-----END PRIVATE KEY-----\"}");
        refused("holds a private key that cannot be read");
        scene.environment.clear();
        refused("SA_KEY");
        assertThat(workspace.seen).isEmpty();
    }

    @Test
    void readsTheKeyAnewAtEachExchange() {
        CredentialIssuer issuer = scene.issuer();
        issuer.inventory("test");
        scene.environment.clear();
        issuer.inventory("test");
        scene.advance(Duration.ofHours(1));

        assertThatThrownBy(() -> issuer.inventory("test")).isInstanceOf(ConfigurationException.class);
        assertThat(issuer.unavailable().orElseThrow()).contains("SA_KEY");
    }

    @Test
    void actsAsSomebodyElseWithAServiceAccountsKeyOfTheSurroundings() {
        AccessToken token = ambient(() -> ServiceAccountCredentials.fromStream(
                        new ByteArrayInputStream(Keys.json().getBytes(StandardCharsets.UTF_8))))
                .accessToken(new TokenRequest(Optional.of("user@agents.example"), List.of("scope-a")));

        assertThat(token.value().reveal()).isEqualTo("ya29.access-1");
        assertThat(workspace.claims.get(0).path("sub").asText()).isEqualTo("user@agents.example");
    }

    @Test
    void usesTheTokenOfOtherSurroundingsAsItIs() {
        GoogleCredentials found = new GoogleCredentials() {

            private static final long serialVersionUID = 1L;

            @Override
            public com.google.auth.oauth2.AccessToken refreshAccessToken() {
                Date expiry = Date.from(Instant.now().plus(Duration.ofHours(12)));
                return new com.google.auth.oauth2.AccessToken("ambient", expiry);
            }
        };

        AccessToken token = ambient(() -> found).accessToken(REQUEST);

        assertThat(token.value().reveal()).isEqualTo("ambient");
        assertThat(token.expiresAt())
                .isEqualTo(scene.context().clock().instant().plus(Duration.ofHours(1)));
        assertThatThrownBy(() -> ambient(() -> found)
                        .accessToken(new TokenRequest(Optional.of("user@agents.example"), List.of("scope-a"))))
                .isInstanceOf(ProviderRejectedException.class)
                .hasMessageContaining("cannot act as user@agents.example");
    }

    @ParameterizedTest
    @CsvSource({"3599, 3599", "3600, 3600", "3601, 3600", "0, 0", "-1, 0"})
    void believesTheEndpointAnHourAtMost(long said, long believed) {
        workspace.plan(
                "POST", "/token", How.INSTEAD, new Answer(200, "{\"access_token\":\"t\",\"expires_in\":" + said + "}"));

        assertThat(life(endpoint().trade("assertion", REQUEST))).isEqualTo(Duration.ofSeconds(believed));
    }

    @ParameterizedTest
    @CsvSource({"3599, 3599", "3600, 3600", "3601, 3600"})
    void believesTheSurroundingsAnHourAtMost(long said, long believed) {
        Instant theirs = Instant.parse("2031-01-01T00:00:00Z");
        GoogleCredentials found = new GoogleCredentials() {

            private static final long serialVersionUID = 1L;

            @Override
            public com.google.auth.oauth2.AccessToken refreshAccessToken() {
                return new com.google.auth.oauth2.AccessToken("ambient", Date.from(theirs.plusSeconds(said)));
            }
        };
        AmbientTokens.Surroundings surroundings = new AmbientTokens.Surroundings() {

            @Override
            public GoogleCredentials credentials() {
                return found;
            }

            @Override
            public Instant now() {
                return theirs;
            }
        };

        assertThat(life(ambient(surroundings).accessToken(REQUEST))).isEqualTo(Duration.ofSeconds(believed));
    }

    private Duration life(AccessToken token) {
        return Duration.between(scene.context().clock().instant(), token.expiresAt());
    }

    @Test
    void saysThatThereAreNoCredentialsInTheSurroundings() {
        assertThatThrownBy(() -> ambient(() -> {
                            throw new IOException("canary");
                        })
                        .accessToken(REQUEST))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("GOOGLE_APPLICATION_CREDENTIALS")
                .hasNoCause();
    }

    @Test
    void takesTokensFromTheHost() {
        scene.settings.remove("key_env");
        scene.settings.remove("token_url");
        AccessToken hosts = new AccessToken(
                Secret.of("ya29.unknown-upstream"),
                scene.context().clock().instant().plusSeconds(3600));
        CredentialIssuer issuer = new GoogleWorkspaceProvider(
                        request -> new AccessToken(hosts.value().withBytes(Secret::copyOf), hosts.expiresAt()))
                .open(scene.context());

        assertThat(issuer.unavailable()).isEmpty();
        assertThatThrownBy(() -> issuer.inventory("test"))
                .isInstanceOf(ProviderRejectedException.class)
                .hasMessageContaining("token supplier");
        assertThat(workspace.seen.get(0).authorization()).isEqualTo("Bearer ya29.unknown-upstream");
        issuer.close();
    }

    private AmbientTokens ambient(AmbientTokens.Surroundings surroundings) {
        return new AmbientTokens(endpoint(), scene.context().clock(), surroundings);
    }

    private TokenEndpoint endpoint() {
        ProviderContext context = scene.context();
        return TokenEndpoint.open(context, CallSettings.read(context.settings()));
    }

    private void refused(String message) {
        assertThatThrownBy(() -> scene.issuer().inventory("test"))
                .isInstanceOf(CredentialException.class)
                .hasMessageContaining(message)
                .hasMessageContaining("credentials.email.google_workspace.key_env")
                .hasMessageNotContaining("canary")
                .hasNoCause();
    }

    private static Answer oauth(int status, String code) {
        return new Answer(status, "{\"error\":\"" + code + "\",\"error_description\":\"canary\"}");
    }
}
