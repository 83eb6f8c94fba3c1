package io.meepa.examples.mcp;

import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import java.util.List;
import java.util.Map;

/**
 * What a client asks of a tool.
 *
 * @param arguments the arguments, not checked yet
 * @param id the request's id, as {@link ClientMessages} noted it; empty if it did not
 */
record Call(Map<String, Object> arguments, Object id) {

    static Call of(CallToolRequest request) {
        Map<String, Object> arguments = request.arguments();
        Map<String, Object> meta = request.meta();
        return new Call(
                arguments == null ? Map.of() : arguments,
                meta == null ? "" : meta.getOrDefault(ClientMessages.REQUEST_ID, ""));
    }

    String text(String name) {
        if (arguments.get(name) instanceof String text && !text.isBlank()) {
            return text;
        }
        throw new IllegalArgumentException(name + " must be a text");
    }

    List<String> texts(String name) {
        if (arguments.get(name) instanceof List<?> list && !list.isEmpty()) {
            return list.stream().map(String::valueOf).toList();
        }
        throw new IllegalArgumentException(name + " must be a list of texts");
    }
}
