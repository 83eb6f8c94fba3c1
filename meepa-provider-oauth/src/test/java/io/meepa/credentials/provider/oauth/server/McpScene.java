package io.meepa.credentials.provider.oauth.server;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.connect.CallbackParameters;
import io.meepa.credentials.connect.Consent;
import io.meepa.credentials.connect.SessionBinding;
import io.meepa.credentials.provider.oauth.OAuthProvider;
import io.meepa.credentials.provider.oauth.mcp.McpAccess;
import io.meepa.credentials.provider.oauth.mcp.McpAuthorization;
import io.meepa.credentials.provider.oauth.mcp.McpChallenge;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** An agent whose program calls tools of the stage's server, as a host would write it. */
final class McpScene implements AutoCloseable {

    static final SessionBinding ALICE = SessionBinding.of("session-of-alice", "alice");

    private final McpStage stage;
    private final CredentialManager manager;
    private final HttpClient http = HttpClient.newHttpClient();
    final AgentCredentials agent;
    final McpAuthorization access;

    McpScene(McpStage stage, Path home) {
        this(stage, home, Map.of());
    }

    McpScene(McpStage stage, Path home, Map<String, ?> further) {
        this(stage, home, further, Duration.ofSeconds(2));
    }

    /** A scene of servers that never stall: however slow the machine is, it waits for them. */
    static McpScene patient(McpStage stage, Path home) {
        return new McpScene(stage, home, Map.of(), Duration.ofSeconds(25));
    }

    private McpScene(McpStage stage, Path home, Map<String, ?> further, Duration call) {
        this.stage = stage;
        Map<String, Object> section = new HashMap<>(further);
        section.put("url", stage.server().toString());
        Map<String, Object> allowed = Map.of("oauth", Map.of("services", List.of("tools")));
        manager = CredentialManager.builder()
                .withoutDiscovery()
                .home(home)
                .environment(name -> null)
                .provider(new OAuthProvider())
                .set("credentials.enabled", true)
                .set("credentials.credential_store.provider", "none")
                .set("credentials.connections.enabled", true)
                .set("credentials.connections.provider", OAuthProvider.ID)
                .set("credentials.connections.oauth.allow_loopback_http", true)
                .set("credentials.lock_timeout", "10m")
                .set("credentials.connections.oauth.call_timeout", call.toSeconds() + "s")
                .set("credentials.connections.oauth.run_timeout", 2 * call.toSeconds() + "s")
                .set("credentials.connections.oauth.redirect_uris", List.of("https://host.example/callback"))
                .set("credentials.connections.oauth.mcp_servers", Map.of("tools", section))
                .set("agents.meepa", Map.of("id", "meepa", "identity", allowed))
                .open();
        agent = manager.agent("meepa");
        access = McpAuthorization.of(agent, "tools").forPerson(ALICE);
    }

    /** Sends one request, with whatever token there is. */
    HttpResponse<String> call() {
        HttpRequest.Builder request = HttpRequest.newBuilder(stage.server())
                .POST(HttpRequest.BodyPublishers.ofString("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}"));
        access.current()
                .map(token -> token.headers("POST", stage.server()))
                .orElse(Map.of())
                .forEach(request::header);
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    McpAccess challenged() {
        return access.challenged(McpChallenge.of(call()));
    }

    /** Calls, signs in where that is asked for, and calls again. */
    McpAccess connect(UnaryOperator<String> callback) {
        McpAccess outcome = challenged();
        if (outcome instanceof McpAccess.ConsentNeeded needed) {
            complete(needed.consent(), callback);
            call();
        }
        return outcome;
    }

    void complete(Optional<Consent> consent, UnaryOperator<String> callback) {
        String query = callback.apply(stage.agree(consent.orElseThrow().address()));
        agent.connections().complete(CallbackParameters.ofQuery(query), ALICE);
    }

    @Override
    public void close() {
        manager.close();
    }
}
