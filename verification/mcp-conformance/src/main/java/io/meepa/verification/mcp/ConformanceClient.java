package io.meepa.verification.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.CredentialManagerBuilder;
import io.meepa.credentials.provider.oauth.OAuthProvider;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Calls the tool of the suite's server, whose address is the last argument. The suite says in the environment which scenario
 * it plays, and hands over what somebody would have registered by hand. Ends with 1 where there is no access.
 */
public final class ConformanceClient {

    private static final String SERVICE = "suite";
    private static final String SCENARIO = "MCP_CONFORMANCE_SCENARIO";
    private static final String REVISION = "MCP_CONFORMANCE_PROTOCOL_VERSION";
    private static final String CONTEXT = "MCP_CONFORMANCE_CONTEXT";

    private ConformanceClient() {}

    /**
     * Runs the client.
     *
     * @param arguments the last one is the server's address
     * @throws IOException if there is no home for the manager
     */
    public static void main(String[] arguments) throws IOException {
        URI server = URI.create(arguments[arguments.length - 1]);
        Map<String, String> environment = System.getenv();
        JsonNode context = new ObjectMapper().readTree(environment.getOrDefault(CONTEXT, "{}"));
        String scenario = environment.getOrDefault(SCENARIO, "");
        try (CredentialManager manager = manager(server, scenario, context)) {
            AgentCredentials agent = manager.agent("meepa");
            Optional<String> refused =
                    new ToolCaller(agent, SERVICE, server, environment.getOrDefault(REVISION, "2025-11-25")).refused();
            if (refused.isPresent()) {
                System.err.println(refused.get());
                System.exit(1);
            }
        }
    }

    private static CredentialManager manager(URI server, String scenario, JsonNode context) throws IOException {
        Map<String, String> variables = new HashMap<>();
        CredentialManagerBuilder builder = CredentialManager.builder()
                .withoutDiscovery()
                .home(Files.createTempDirectory("mcp-conformance"))
                .environment(variables::get)
                .provider(new OAuthProvider())
                .set("credentials.enabled", true)
                .set("credentials.credential_store.provider", "none")
                .set("credentials.connections.enabled", true)
                .set("credentials.connections.provider", OAuthProvider.ID)
                .set("credentials.connections.oauth.allow_loopback_http", true)
                .set("credentials.connections.oauth.redirect_uris", List.of("http://127.0.0.1:3000/callback"))
                .set(
                        "credentials.connections.oauth.mcp_client_document",
                        "https://conformance-test.local/client-metadata.json")
                .set(
                        "credentials.connections.oauth.mcp_servers",
                        Map.of(SERVICE, new ServerSection(server, scenario, context).settings(variables)))
                .set(
                        "agents.meepa",
                        Map.of("id", "meepa", "identity", Map.of("oauth", Map.of("services", List.of(SERVICE)))));
        return builder.open();
    }
}
