package io.meepa.examples.agentruntime.langchain;

import dev.langchain4j.mcp.client.McpCallContext;
import dev.langchain4j.mcp.client.McpHeadersSupplier;
import io.meepa.examples.agentruntime.StoredValue;
import java.util.Map;

/**
 * Authorizes each call to an MCP server over HTTP with the value that is stored at that moment. Keep the transport's
 * request log switched off: it prints headers.
 *
 * @param token the value
 */
public record CredentialHeaders(StoredValue token) implements McpHeadersSupplier {

    @Override
    public Map<String, String> apply(McpCallContext call) {
        return Map.of("Authorization", "Bearer " + token.get());
    }
}
