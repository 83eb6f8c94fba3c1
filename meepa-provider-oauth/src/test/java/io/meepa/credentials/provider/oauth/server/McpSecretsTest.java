package io.meepa.credentials.provider.oauth.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.model.Secret;
import io.meepa.credentials.provider.oauth.mcp.McpChallenge;
import io.meepa.credentials.provider.oauth.protocol.authorization.ExpectedIssuer;
import io.meepa.credentials.provider.oauth.protocol.resource.Challenge;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What is kept and carried for MCP servers shows no secret")
class McpSecretsTest {

    private static final String CANARY = "canary-mcp";

    private final ServerApp app = new ServerApp(
            ServerApp.Origin.REGISTERED,
            "https://login.example.com",
            "https://mcp.example.com/mcp",
            "client-1",
            Optional.of(Secret.of(CANARY)),
            ServerApp.Method.CLIENT_SECRET_BASIC,
            "https://host.example/callback",
            Optional.of(Instant.parse("2027-01-01T00:00:00Z")),
            URI.create("https://login.example.com/token"),
            Optional.empty());

    @Test
    void printsNoSecretOfARegistrationAndReadsWhatItKept() {
        try (Secret kept = app.kept()) {
            assertThat(ServerApp.read(kept).clientSecret().map(Secret::reveal)).contains(CANARY);
            assertThat(ServerApp.read(kept).toString()).doesNotContain(CANARY);
        }
        assertThat(app.toString()).doesNotContain(CANARY);
    }

    @Test
    void printsNothingThatASignInKeeps() {
        Map<String, Secret> kept = McpSignIn.kept(
                app,
                Secret.of(CANARY),
                Set.of("read"),
                new ExpectedIssuer(Optional.empty(), false),
                Optional.of(Secret.of(CANARY)));

        assertThat(McpSignIn.of(kept).toString()).doesNotContain(CANARY);
        assertThat(kept.toString()).doesNotContain(CANARY);
    }

    @Test
    void printsNoTokenOfARefusedRequest() {
        HttpHeaders request =
                HttpHeaders.of(Map.of("Authorization", List.of("Bearer " + CANARY)), (name, value) -> true);
        HttpHeaders response =
                HttpHeaders.of(Map.of("WWW-Authenticate", List.of("Bearer scope=\"" + CANARY + "\"")), (n, v) -> true);

        assertThat(McpChallenge.of(401, response, request).toString()).doesNotContain(CANARY);
        assertThat(Challenge.read("Bearer scope=\"" + CANARY + "\"").toString()).doesNotContain(CANARY);
    }

    @Test
    void usesARegistrationOnlyWhereItWasMadeAndUntilItEnds() {
        Instant before = Instant.parse("2026-12-31T00:00:00Z");

        assertThat(app.serves("https://login.example.com", "https://host.example/callback", before))
                .isTrue();
        assertThat(app.serves("https://login.example.com/", "https://host.example/callback", before))
                .isFalse();
        assertThat(app.serves("https://login.example.com", "https://host.example/other", before))
                .isFalse();
        assertThat(app.serves(
                        "https://login.example.com",
                        "https://host.example/callback",
                        Instant.parse("2027-01-01T00:00:00Z")))
                .isFalse();
    }
}
