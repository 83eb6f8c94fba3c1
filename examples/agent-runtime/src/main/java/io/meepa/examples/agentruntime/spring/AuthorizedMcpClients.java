package io.meepa.examples.agentruntime.spring;

import io.meepa.credentials.provider.oauth.mcp.McpAccess;
import io.meepa.credentials.provider.oauth.mcp.McpAuthorization;
import io.meepa.examples.agentruntime.mcp.AuthorizedRequests;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.ai.mcp.customizer.McpClientCustomizer;

/**
 * Lets Spring AI's MCP clients call protected servers: a bean of this type customizes the transports by the names of their
 * connections. It needs no web request and no security context, so agents in the background are served too.
 *
 * @param byConnection the agent's access by the name of the connection
 * @param reported receives what was in the way
 */
public record AuthorizedMcpClients(Map<String, McpAuthorization> byConnection, Consumer<McpAccess> reported)
        implements McpClientCustomizer<HttpClientStreamableHttpTransport.Builder> {

    /** Copies the map. */
    public AuthorizedMcpClients {
        byConnection = Map.copyOf(byConnection);
    }

    @Override
    public void customize(String connection, HttpClientStreamableHttpTransport.Builder transport) {
        Optional.ofNullable(byConnection.get(connection))
                .ifPresent(access -> new AuthorizedRequests(access, reported).applyTo(transport));
    }
}
