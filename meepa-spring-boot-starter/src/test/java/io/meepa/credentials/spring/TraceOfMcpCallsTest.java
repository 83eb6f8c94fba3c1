package io.meepa.credentials.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.telemetry.TraceMeta;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.model.ToolContext;
import org.springframework.ai.mcp.SyncMcpToolCallback;
import org.springframework.ai.mcp.ToolContextToMcpMetaConverter;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

@DisplayName("An MCP server learns the trace that it is called in, by a real client and a real server")
final class TraceOfMcpCallsTest {

    /** For a machine that is busy with other tests. */
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private static final OpenTelemetrySdk TELEMETRY = OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder().build())
            .build();

    private static final McpSyncClient CLIENT = McpClient.sync(new StdioClientTransport(
                    ServerParameters.builder(Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString())
                            .args(
                                    "-XX:TieredStopAtLevel=1",
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    MetaServer.class.getName())
                            .build(),
                    McpJsonDefaults.getMapper()))
            .initializationTimeout(LIMIT)
            .requestTimeout(LIMIT)
            .build();

    @BeforeAll
    static void connect() {
        CLIENT.initialize();
    }

    @AfterAll
    static void stop() {
        CLIENT.close();
        TELEMETRY.close();
    }

    private static void inSpan(Consumer<String> action) {
        Span span = TELEMETRY.getTracer("host").spanBuilder("request").startSpan();
        try (Scope scope = span.makeCurrent()) {
            assertThat(scope).isNotNull();
            action.accept("traceparent=00-" + span.getSpanContext().getTraceId() + "-"
                    + span.getSpanContext().getSpanId() + "-");
        } finally {
            span.end();
        }
    }

    @Test
    @DisplayName("with the SDK alone, by the entries of TraceMeta")
    void sendsTheTraceWithTheSdk() {
        inSpan(expected -> {
            CallToolRequest request =
                    CallToolRequest.builder("meta").meta(TraceMeta.current()).build();
            assertThat(CLIENT.callTool(request).content())
                    .singleElement()
                    .satisfies(content ->
                            assertThat(((TextContent) content).text()).startsWith("{" + expected));
        });
    }

    @Test
    @DisplayName("with Spring AI, by a bean of ours, beside what the host has in the tool's context")
    void sendsTheTraceWithSpringAi() {
        application().withBean(OpenTelemetry.class, OpenTelemetry::noop).run(context -> {
            SyncMcpToolCallback tool = SyncMcpToolCallback.builder()
                    .mcpClient(CLIENT)
                    .tool(MetaServer.TOOL)
                    .toolContextToMcpMetaConverter(context.getBean(ToolContextToMcpMetaConverter.class))
                    .build();

            inSpan(expected -> assertThat(tool.call("{}", new ToolContext(Map.of("tenant", "acme"))))
                    .contains("{tenant=acme, " + expected));
            assertThat(tool.call("{}", new ToolContext(Map.of("tenant", "acme"))))
                    .contains("{tenant=acme}");
        });
    }

    @Test
    @DisplayName("and nothing of ours stands in for Spring AI's own way where there is no OpenTelemetry")
    void leavesSpringAiAloneOtherwise() {
        application().run(context -> assertThat(context).doesNotHaveBean(ToolContextToMcpMetaConverter.class));
    }

    private static ApplicationContextRunner application() {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(MeepaTelemetryAutoConfiguration.class));
    }
}
