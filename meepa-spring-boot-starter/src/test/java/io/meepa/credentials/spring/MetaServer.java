package io.meepa.credentials.spring;

import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.transport.StdioServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.io.PrintStream;
import java.util.Map;
import java.util.TreeMap;

/** An MCP server that answers what its tool was called with beside the arguments. Runs as a child process. */
final class MetaServer {

    static final Tool TOOL = Tool.builder("meta", Map.of("type", "object")).build();

    private MetaServer() {}

    public static void main(String[] arguments) {
        PrintStream wire = System.out;
        System.setOut(System.err); // A log must not get between two messages.
        SyncToolSpecification meta = SyncToolSpecification.builder()
                .tool(TOOL)
                .callHandler((exchange, call) -> CallToolResult.builder()
                        .addTextContent(new TreeMap<>(call.meta()).toString())
                        .build())
                .build();
        McpServer.sync(new StdioServerTransportProvider(McpJsonDefaults.getMapper(), System.in, wire))
                .serverInfo("meta", "1")
                .tools(meta)
                .build();
    }
}
