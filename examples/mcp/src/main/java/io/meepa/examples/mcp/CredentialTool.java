package io.meepa.examples.mcp;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.error.CredentialException;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.util.Map;

/**
 * A tool. Whatever it answers passes the mask over everything secret that the agent has, and over the keys in this server's
 * environment: also what it did not expect to hold a value.
 */
abstract class CredentialTool {

    private static final HostKeys HOST_KEYS = new HostKeys(System.getenv());

    private final AgentCredentials agent;

    CredentialTool(AgentCredentials agent) {
        this.agent = agent;
    }

    abstract Tool tool();

    abstract String answer(Call call);

    final AgentCredentials agent() {
        return agent;
    }

    final SyncToolSpecification specification() {
        return SyncToolSpecification.builder()
                .tool(tool())
                .callHandler((exchange, call) -> call(call))
                .build();
    }

    private CallToolResult call(CallToolRequest request) {
        try {
            return result(answer(Call.of(request)), false);
        } catch (CredentialException | IllegalArgumentException e) {
            return result(String.valueOf(e.getMessage()), true);
        }
    }

    private CallToolResult result(String text, boolean error) {
        return CallToolResult.builder()
                .addTextContent(HOST_KEYS.mask(agent.tools().mask().apply(text)))
                .isError(error)
                .build();
    }

    /** Returns the schema of arguments that are all required. */
    static Map<String, Object> schema(Map<String, Object> properties) {
        return Map.of(
                "type",
                "object",
                "properties",
                properties,
                "required",
                properties.keySet().stream().sorted().toList(),
                "additionalProperties",
                false);
    }

    static Map<String, Object> textField(String description) {
        return Map.of("type", "string", "description", description);
    }
}
