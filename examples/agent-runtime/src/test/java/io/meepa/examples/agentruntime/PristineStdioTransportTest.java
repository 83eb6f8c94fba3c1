package io.meepa.examples.agentruntime;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.examples.agentruntime.mcp.PristineStdioTransport;
import io.meepa.verification.watch.Canaries;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A real MCP server in a real child process says which variables it got. */
final class PristineStdioTransportTest {

    /** For a machine that is busy with other tests. */
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private static final List<String> SERVER = List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            EnvironmentServer.class.getName());

    /** The fixture's manager looks host variables up in an empty map, so that not even the base list is left. */
    @Test
    void givesAServerWhatItsAgentWasGrantedAndNothingElse() {
        try (AgentFixture fixture = new AgentFixture()) {
            String answer = answer(new PristineStdioTransport(fixture.agent().environment(), SERVER));

            assertThat(answer)
                    .isEqualTo(Map.of("GITHUB_TOKEN", EnvironmentServer.digest(AgentFixture.TOKEN))
                            .toString());
            assertThat(Canaries.formsIn(answer)).isEmpty();
        }
    }

    @Test
    void keepsWhatTheSdkAloneWouldHandOver() {
        ServerParameters parameters = ServerParameters.builder(SERVER.get(0))
                .args(SERVER.subList(1, SERVER.size()))
                .build();

        assertThat(answer(new StdioClientTransport(parameters, McpJsonDefaults.getMapper())))
                .as("the host's whole environment: if this fails, the SDK has learnt better")
                .contains(System.getenv().keySet());
    }

    private static String answer(McpClientTransport transport) {
        try (McpSyncClient client = McpClient.sync(transport)
                .initializationTimeout(LIMIT)
                .requestTimeout(LIMIT)
                .build()) {
            client.initialize();
            return client.callTool(CallToolRequest.builder("environment").build()).content().stream()
                    .map(content -> ((TextContent) content).text())
                    .findFirst()
                    .orElse("");
        }
    }
}
