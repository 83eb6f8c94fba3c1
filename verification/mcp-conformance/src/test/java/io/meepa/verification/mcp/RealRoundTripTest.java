package io.meepa.verification.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.connect.CallbackParameters;
import io.meepa.credentials.connect.Connection;
import io.meepa.credentials.connect.SessionBinding;
import io.meepa.credentials.model.ItemKeys;
import io.meepa.credentials.model.MetadataKeys;
import io.meepa.credentials.provider.oauth.OAuthProvider;
import io.meepa.credentials.provider.oauth.mcp.McpAccess;
import io.meepa.credentials.provider.oauth.mcp.McpAuthorization;
import io.meepa.credentials.provider.oauth.mcp.McpChallenge;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An agent at two servers that nobody here wrote, from the first refusal to the last. */
class RealRoundTripTest {

    private static final SessionBinding ADA = SessionBinding.of("session-of-ada", "ada");

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    private Path home;

    private ProtectedServer server;
    private CredentialManager manager;
    private AgentCredentials agent;
    private McpAuthorization access;

    @BeforeEach
    void open() throws IOException {
        server = ProtectedServer.start();
        manager = CredentialManager.builder()
                .withoutDiscovery()
                .home(home)
                .environment(Map.<String, String>of()::get)
                .provider(new OAuthProvider())
                .set("credentials.enabled", true)
                .set("credentials.credential_store.provider", "none")
                .set("credentials.connections.enabled", true)
                .set("credentials.connections.provider", OAuthProvider.ID)
                .set("credentials.connections.oauth.allow_loopback_http", true)
                .set("credentials.connections.oauth.redirect_uris", List.of("https://host.example/callback"))
                .set(
                        "credentials.connections.oauth.mcp_servers",
                        Map.of("tools", Map.of("url", server.address().toString())))
                .set(
                        "agents.meepa",
                        Map.of("id", "meepa", "identity", Map.of("oauth", Map.of("services", List.of("tools")))))
                .open();
        agent = manager.agent("meepa");
        access = McpAuthorization.of(agent, "tools").forPerson(ADA);
    }

    @AfterEach
    void close() {
        if (manager != null) {
            manager.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @Test
    void callsToolsFromTheFirstSignInToTheEndOfTheGrant() throws IOException, InterruptedException {
        // Discovered, registered, and asked for consent.
        HttpResponse<String> first = call("read");
        assertThat(first.statusCode()).isEqualTo(401);
        signIn(access.challenged(McpChallenge.of(first)));
        assertThat(call("read").body()).contains("done: read");
        String client = metadata(MetadataKeys.CLIENT_ID);
        assertThat(metadata(MetadataKeys.ISSUER)).isEqualTo(server.issuer());
        assertThat(metadata(MetadataKeys.RESOURCE)).isEqualTo(server.address().toString());

        // Stepped up, as the same app.
        HttpResponse<String> second = call("write");
        assertThat(second.statusCode()).isEqualTo(403);
        signIn(access.challenged(McpChallenge.of(second)));
        assertThat(call("write").body()).contains("done: write");
        assertThat(call("read").body()).contains("done: read");
        assertThat(metadata(MetadataKeys.CLIENT_ID)).isEqualTo(client);

        // Renewed with one-time refresh tokens.
        for (int i = 0; i < 3; i++) {
            String before = agent.tokens().get(access.key()).value().reveal();
            agent.tokens()
                    .reportRejected(
                            access.key(), agent.tokens().get(access.key()).value());
            assertThat(agent.tokens().get(access.key()).value().reveal()).isNotEqualTo(before);
            assertThat(call("write").body()).contains("done: write");
        }

        // Ended at the server: a person is asked, and nothing is thrown.
        assertThat(endAtTheServer()).isEqualTo(200);
        agent.tokens()
                .reportRejected(access.key(), agent.tokens().get(access.key()).value());
        assertThat(access.require()).isInstanceOf(McpAccess.ConsentNeeded.class);
        assertThat(access.current()).isEmpty();
        assertThat(agent.connections().list().get(0).state()).isEqualTo(Connection.State.RECONNECT_NEEDED);
    }

    @Test
    void takesTokensBackAtTheServer() throws IOException, InterruptedException {
        signIn(access.require());
        String refreshToken =
                agent.get(access.key()).secret(ItemKeys.REFRESH_TOKEN).reveal();
        assertThat(refreshToken).isNotEmpty();

        assertThat(agent.connections().disconnect(access.key()).end().name()).isEqualTo("REVOKED");
        assertThat(call("read").statusCode()).isEqualTo(401);
    }

    private int endAtTheServer() throws IOException, InterruptedException {
        JsonNode client = new ObjectMapper()
                .readTree(agent.get(access.key()).secret(ItemKeys.CLIENT).reveal());
        return server.revoke(
                agent.get(access.key()).secret(ItemKeys.REFRESH_TOKEN).reveal(),
                client.get("client_id").asText(),
                client.get("client_secret").asText());
    }

    private String metadata(String name) {
        return agent.list().get(0).metadata().text(name).orElse("");
    }

    private void signIn(McpAccess outcome) throws IOException, InterruptedException {
        assertThat(outcome).isInstanceOf(McpAccess.ConsentNeeded.class);
        String query = server.browse(
                ((McpAccess.ConsentNeeded) outcome).consent().orElseThrow().address());
        agent.connections().complete(CallbackParameters.ofQuery(query), ADA);
    }

    private HttpResponse<String> call(String tool) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.address())
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"" + tool
                                + "\"}}"));
        Optional<McpAccess.Authorized> token = access.current();
        token.map(own -> own.headers("POST", server.address())).orElse(Map.of()).forEach(request::header);
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
