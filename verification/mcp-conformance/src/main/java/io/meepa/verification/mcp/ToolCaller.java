package io.meepa.verification.mcp;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.connect.CallbackParameters;
import io.meepa.credentials.connect.Consent;
import io.meepa.credentials.connect.SessionBinding;
import io.meepa.credentials.error.CredentialException;
import io.meepa.credentials.provider.oauth.mcp.McpAccess;
import io.meepa.credentials.provider.oauth.mcp.McpAuthorization;
import io.meepa.credentials.provider.oauth.mcp.McpChallenge;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;

/** Lists the server's tools and calls one, as far as there is access. */
final class ToolCaller {

    private static final String STATELESS = "2026-07-28";
    private static final String META = ",\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"" + STATELESS
            + "\",\"io.modelcontextprotocol/clientInfo\":{\"name\":\"meepa\",\"version\":\"1\"},"
            + "\"io.modelcontextprotocol/clientCapabilities\":{}}";
    private static final int MOST = 8;

    private final HttpClient http = HttpClient.newHttpClient();
    private final SessionBinding session = SessionBinding.of("session-of-the-suite", "suite");
    private final AgentCredentials agent;
    private final McpAuthorization access;
    private final URI server;
    private final boolean stateless;

    ToolCaller(AgentCredentials agent, String service, URI server, String revision) {
        this.agent = agent;
        this.access = McpAuthorization.of(agent, service).forPerson(session);
        this.server = server;
        this.stateless = revision.equals(STATELESS);
    }

    /** Plays the calls, and returns why one had no access. */
    Optional<String> refused() {
        try {
            return stateless
                    ? sent("tools/list", "{\"x\":0")
                            .or(() -> sent("tools/call", "{\"name\":\"test-tool\",\"arguments\":{}"))
                    : sent(
                                    "initialize",
                                    "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{},"
                                            + "\"clientInfo\":{\"name\":\"meepa\",\"version\":\"1\"}")
                            .or(() -> sent("notifications/initialized", "{\"x\":0"))
                            .or(() -> sent("tools/list", "{\"x\":0"))
                            .or(() -> sent("tools/call", "{\"name\":\"test-tool\",\"arguments\":{}"));
        } catch (CredentialException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private Optional<String> sent(String method, String parameters) {
        for (int attempt = 0; attempt < MOST; attempt++) {
            HttpResponse<String> answer = answer(request(method, parameters));
            if (!McpChallenge.is(answer.statusCode())) {
                return answer.statusCode() < 300 ? Optional.empty() : Optional.of(method + " " + answer.statusCode());
            }
            McpAccess outcome = access.challenged(McpChallenge.of(answer));
            if (outcome instanceof McpAccess.Refused refused) {
                return Optional.of(refused.reason());
            }
            if (outcome instanceof McpAccess.ConsentNeeded needed) {
                agree(needed.consent().orElseThrow());
            }
        }
        return Optional.of("no access after " + MOST + " attempts");
    }

    /** What a person's browser does: the suite's server agrees at once. */
    private void agree(Consent consent) {
        HttpResponse<String> page =
                answer(HttpRequest.newBuilder(consent.address()).build());
        String back = page.headers().firstValue("Location").orElseThrow();
        agent.connections().complete(CallbackParameters.ofQuery(URI.create(back).getRawQuery()), session);
    }

    private HttpRequest request(String method, String parameters) {
        String start = "{\"jsonrpc\":\"2.0\"," + (method.startsWith("notifications/") ? "" : "\"id\":1,");
        String body = start + "\"method\":\"" + method + "\",\"params\":" + parameters + (stateless ? META : "") + "}}";
        HttpRequest.Builder request = HttpRequest.newBuilder(server)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (stateless) {
            request.header("MCP-Protocol-Version", STATELESS).header("Mcp-Method", method);
            if (method.equals("tools/call")) {
                request.header("Mcp-Name", "test-tool");
            }
        } else if (!method.equals("initialize")) {
            request.header("MCP-Protocol-Version", "2025-11-25");
        }
        Map<String, String> carried =
                access.current().map(token -> token.headers("POST", server)).orElse(Map.of());
        carried.forEach(request::header);
        return request.build();
    }

    private HttpResponse<String> answer(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
