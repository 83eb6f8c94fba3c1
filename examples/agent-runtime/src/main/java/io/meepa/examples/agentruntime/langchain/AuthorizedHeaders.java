package io.meepa.examples.agentruntime.langchain;

import dev.langchain4j.mcp.client.McpCallContext;
import dev.langchain4j.mcp.client.McpHeadersSupplier;
import io.meepa.credentials.provider.oauth.mcp.McpAccess;
import io.meepa.credentials.provider.oauth.mcp.McpAuthorization;
import java.net.URI;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Lets LangChain4j call a protected MCP server. It shows no challenge, so the server is asked by the library; where there is
 * no access, the outcome is reported and the call goes out without a token. Keep the transport's request log switched off.
 *
 * @param access the agent's access
 * @param server the server's address
 * @param reported receives what was in the way
 */
public record AuthorizedHeaders(McpAuthorization access, URI server, Consumer<McpAccess> reported)
        implements McpHeadersSupplier {

    @Override
    public Map<String, String> apply(McpCallContext call) {
        McpAccess outcome = access.require();
        if (outcome instanceof McpAccess.Authorized token) {
            return token.headers("POST", server);
        }
        reported.accept(outcome);
        return Map.of();
    }
}
