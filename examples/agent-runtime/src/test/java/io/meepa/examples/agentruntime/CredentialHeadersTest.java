package io.meepa.examples.agentruntime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.mcp.client.DefaultMcpClient;
import dev.langchain4j.mcp.client.McpClient;
import dev.langchain4j.mcp.client.transport.http.StreamableHttpMcpTransport;
import io.meepa.examples.agentruntime.langchain.CredentialHeaders;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** An MCP server over HTTP is called with the token of the moment. */
final class CredentialHeadersTest {

    private static final Pattern CALL = Pattern.compile("\"id\"\\s*:\\s*(\\d+)");
    private static final Pattern METHOD = Pattern.compile("\"method\"\\s*:\\s*\"([^\"]+)\"");

    @Test
    void sendsTheTokenOfTheMoment() throws Exception {
        try (AgentFixture fixture = new AgentFixture();
                ScriptedServer server = new ScriptedServer(CredentialHeadersTest::answer)) {
            McpClient client = client(server, new CredentialHeaders(fixture.token()));

            client.listTools();
            assertThat(server.authorizations()).isNotEmpty().containsOnly("Bearer " + AgentFixture.TOKEN);

            fixture.renew("ghp-canary-second");
            client.listTools();
            assertThat(server.authorizations()).last().isEqualTo("Bearer ghp-canary-second");
            client.close();
        }
    }

    private static McpClient client(ScriptedServer server, CredentialHeaders headers) {
        return DefaultMcpClient.builder()
                .transport(StreamableHttpMcpTransport.builder()
                        .url(server.address().toString())
                        .customHeaders(headers)
                        .build())
                .cacheToolList(false)
                .autoHealthCheck(false)
                .build();
    }

    /** As much of an MCP server as the two calls need. */
    private static String answer(String body) {
        Matcher id = CALL.matcher(body);
        Matcher method = METHOD.matcher(body);
        if (!id.find() || !method.find()) {
            return "";
        }
        String result = method.group(1).equals("initialize")
                ? "{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{\"tools\":{}},"
                        + "\"serverInfo\":{\"name\":\"scripted\",\"version\":\"1\"}}"
                : "{\"tools\":[]}";
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id.group(1) + ",\"result\":" + result + "}";
    }
}
