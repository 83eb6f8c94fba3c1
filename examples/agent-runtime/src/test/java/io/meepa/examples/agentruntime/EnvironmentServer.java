package io.meepa.examples.agentruntime;

import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.transport.StdioServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** An MCP server that answers which variables it has, and a digest of each value. Runs as a child process. */
final class EnvironmentServer {

    private EnvironmentServer() {}

    public static void main(String[] arguments) {
        PrintStream wire = System.out;
        System.setOut(System.err); // The log of a test run goes there, and must not get between two messages.
        Tool tool = Tool.builder("environment", Map.of("type", "object")).build();
        SyncToolSpecification environment = SyncToolSpecification.builder()
                .tool(tool)
                .callHandler((exchange, call) -> CallToolResult.builder()
                        .addTextContent(digests().toString())
                        .build())
                .build();
        McpServer.sync(new StdioServerTransportProvider(McpJsonDefaults.getMapper(), System.in, wire))
                .serverInfo("environment", "1")
                .tools(environment)
                .build();
    }

    private static Map<String, String> digests() {
        Map<String, String> digests = new TreeMap<>();
        System.getenv().forEach((name, value) -> digests.put(name, digest(value)));
        return digests;
    }

    static String digest(String value) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
