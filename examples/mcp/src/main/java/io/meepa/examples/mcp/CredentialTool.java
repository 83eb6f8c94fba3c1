package io.meepa.examples.mcp;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.error.CredentialException;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.util.List;
import java.util.Map;

/**
 * A tool. Whatever it answers passes the mask over everything secret that the agent has: also what it did not expect to
 * hold a value.
 */
abstract class CredentialTool {

    private final AgentCredentials agent;

    CredentialTool(AgentCredentials agent) {
        this.agent = agent;
    }

    abstract Tool tool();

    abstract String answer(Map<String, Object> arguments);

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
            Map<String, Object> arguments = request.arguments();
            return result(answer(arguments == null ? Map.of() : arguments), false);
        } catch (CredentialException | IllegalArgumentException e) {
            return result(String.valueOf(e.getMessage()), true);
        }
    }

    private CallToolResult result(String text, boolean error) {
        return CallToolResult.builder()
                .addTextContent(agent.tools().mask().apply(text))
                .isError(error)
                .build();
    }

    static String text(Map<String, Object> arguments, String name) {
        if (arguments.get(name) instanceof String text && !text.isBlank()) {
            return text;
        }
        throw new IllegalArgumentException(name + " must be a text");
    }

    static List<String> texts(Map<String, Object> arguments, String name) {
        if (arguments.get(name) instanceof List<?> list && !list.isEmpty()) {
            return list.stream().map(String::valueOf).toList();
        }
        throw new IllegalArgumentException(name + " must be a list of texts");
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
