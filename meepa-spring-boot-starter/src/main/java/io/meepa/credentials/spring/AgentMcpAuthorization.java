package io.meepa.credentials.spring;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.Secret;
import io.modelcontextprotocol.client.transport.customizer.McpSyncHttpClientRequestCustomizer;
import io.modelcontextprotocol.common.McpTransportContext;
import java.net.URI;
import java.net.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * Adds an agent's token to the requests of an MCP client, looked up for each of them, and only to requests to one origin: a
 * server that redirects elsewhere gets nothing. A bean of this type is used by Spring AI's MCP client for HTTP.
 *
 * @param agent whose
 * @param key the credential
 * @param item the item that holds the token
 * @param server the server's address, of which scheme, host and port count
 */
public record AgentMcpAuthorization(AgentCredentials agent, CredentialKey key, String item, URI server)
        implements McpSyncHttpClientRequestCustomizer {

    @Override
    public void customize(
            HttpRequest.Builder request,
            String method,
            URI endpoint,
            @Nullable String body,
            McpTransportContext context) {
        if (!origin(endpoint).equals(origin(server))) {
            return;
        }
        try (Secret token = agent.get(key).secret(item)) {
            request.setHeader("Authorization", "Bearer " + token.reveal());
        }
    }

    private static String origin(URI address) {
        int port = address.getPort() >= 0 ? address.getPort() : "https".equals(address.getScheme()) ? 443 : 80;
        return address.getScheme() + "://" + address.getHost() + ":" + port;
    }

    /** Returns addresses, never the value. */
    @Override
    public String toString() {
        return agent.id() + " " + key + "#" + item + " for " + server;
    }
}
