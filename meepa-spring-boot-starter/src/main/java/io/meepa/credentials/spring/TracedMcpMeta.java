package io.meepa.credentials.spring;

import io.meepa.credentials.telemetry.TraceMeta;
import java.util.Map;
import org.springframework.ai.chat.model.ToolContext;
import org.springframework.ai.mcp.ToolContextToMcpMetaConverter;

/** Sends the current trace in the {@code _meta} of calls to MCP servers, beside what Spring AI sends by itself. */
final class TracedMcpMeta implements ToolContextToMcpMetaConverter {

    private final ToolContextToMcpMetaConverter context = ToolContextToMcpMetaConverter.defaultConverter();

    @Override
    public Map<String, Object> convert(ToolContext given) {
        return TraceMeta.with(context.convert(given));
    }
}
