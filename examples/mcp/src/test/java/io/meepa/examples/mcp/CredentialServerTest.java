package io.meepa.examples.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.form.FormValues;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Secret;
import io.meepa.verification.watch.Canaries;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("An MCP server over stdio: a client uses credentials, and no answer holds a value")
class CredentialServerTest {

    /** For a machine that is busy with other tests. */
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private static final String CANARY = "canary-3c9-ac7-made-up-token";
    private static final String PAGE = "http://127.0.0.1:8080/";
    private static final CredentialKey GITLAB = CredentialKey.of(Category.LOGIN, "gitlab");

    private static final String CONFIGURATION = """
            agents:
              - id: meepa
            agent_defaults:
              image_config:
                inject_credentials_env: true
            credentials:
              environment:
                grants:
                  GITHUB_TOKEN: login/github#token
                  GITLAB_TOKEN: login/gitlab#token
            """;

    /** At its finest level the SDK logs each message, with what the client sent. */
    private static final String LOGGING = "<configuration><root level=\"INFO\"/></configuration>";

    @TempDir
    Path folder;

    @BeforeEach
    void store() throws IOException {
        Files.writeString(folder.resolve("config.yaml"), CONFIGURATION);
        Files.writeString(folder.resolve("logback.xml"), LOGGING);
        change(agent -> agent.add(AgentCredential.login("github")
                .item("username", Secret.of("meepa-bot"), ItemType.USERNAME)
                .item("token", Secret.of(CANARY), ItemType.API_TOKEN)
                .build()));
    }

    @AfterEach
    void sentNoValue() throws IOException {
        assertThat(Files.readString(folder.resolve("wire")))
                .contains("meepa-credentials")
                .doesNotContain(CANARY);
        assertThat(Canaries.formsIn(Files.readString(folder.resolve("wire")))).isEmpty();
        assertThat(Files.readString(folder.resolve("errors"))).doesNotContain(CANARY);
    }

    @Test
    @DisplayName("offers three tools, and none that returns a value")
    void offersTools() {
        talk(client -> assertThat(client.listTools().tools())
                .extracting(Tool::name)
                .containsExactlyInAnyOrder("list_credentials", "run_command", "request_credential"));
    }

    @Test
    @DisplayName("lists addresses, states and item names")
    void lists() {
        talk(client -> assertThat(text(client, "list_credentials", Map.of()))
                .contains("login/github", "usable; items username, token", "GITHUB_TOKEN"));
    }

    @Test
    @DisplayName("runs a program with what was granted, its output masked in every usual form")
    void runsWithWhatWasGranted() {
        talk(client -> {
            String shown = run(
                    client,
                    "sh",
                    "-c",
                    "test -n \"$GITHUB_TOKEN\" && echo got it; echo $GITHUB_TOKEN; env; printf %s \"$GITHUB_TOKEN\" | base64;"
                            + " printf %s \"$GITHUB_TOKEN\" | od -An -tx1 | tr -d ' \\n'; echo $GITHUB_TOKEN >&2; exit 7");

            assertThat(shown).startsWith("exit code 7\n").contains("got it", "GITHUB_TOKEN=***");
            assertThat(shown).doesNotContain("MEEPA_HOME");
            assertThat(run(client, "/no/such/program")).contains("/no/such/program");
        });
    }

    @Test
    @DisplayName("asks for a credential that a person fills in elsewhere, and uses it then")
    void requestsACredential() {
        talk(client -> {
            Map<String, Object> wanted =
                    Map.of("category", "login", "service", "gitlab", "reason", "to read the issues of acme/app");
            assertThat(text(client, "request_credential", wanted)).contains(PAGE, "waits for a person");
            assertThat(text(client, "request_credential", wanted)).contains("waits for a person");
            assertThat(text(client, "list_credentials", Map.of()))
                    .contains("login/gitlab", "not usable, pending_manual");

            change(agent -> {
                assertThat(agent.manualSteps().list()).extracting("key").containsExactly(GITLAB.named("gitlab"));
                agent.manualSteps().complete(GITLAB, FormValues.empty().with("token", CANARY + "-2"));
            });

            assertThat(text(client, "request_credential", wanted)).contains("usable");
            assertThat(run(client, "sh", "-c", "echo \"got $GITLAB_TOKEN\"")).contains("got ***");
        });
    }

    @Test
    @DisplayName("refuses what it does not understand, without repeating it")
    void refuses() {
        talk(client -> {
            CallToolResult refused = client.callTool(CallToolRequest.builder("request_credential")
                    .arguments(Map.of("category", "login", "service", "a/../" + CANARY, "reason", "x"))
                    .build());
            assertThat(refused.isError()).isTrue();
        });
    }

    private static String run(McpSyncClient client, String... command) {
        return text(client, "run_command", Map.of("command", List.of(command)));
    }

    private static String text(McpSyncClient client, String tool, Map<String, Object> arguments) {
        return client
                .callTool(CallToolRequest.builder(tool).arguments(arguments).build())
                .content()
                .stream()
                .map(content -> ((TextContent) content).text())
                .findFirst()
                .orElse("");
    }

    private void talk(Consumer<McpSyncClient> conversation) {
        List<String> server = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dlogback.configurationFile=" + folder.resolve("logback.xml"),
                "-cp",
                System.getProperty("java.class.path"),
                CredentialServer.class.getName(),
                folder.resolve("config.yaml").toString(),
                "meepa",
                PAGE);
        RecordingTransport transport = new RecordingTransport(
                folder.resolve("wire"), folder.resolve("errors"), server, folder.resolve("home"));
        try (McpSyncClient client = McpClient.sync(transport)
                .initializationTimeout(LIMIT)
                .requestTimeout(LIMIT)
                .build()) {
            client.initialize();
            conversation.accept(client);
        }
    }

    private void change(Consumer<AgentCredentials> work) {
        try (CredentialManager manager = CredentialManager.builder()
                .configuration(folder.resolve("config.yaml"))
                .home(folder.resolve("home"))
                .open()) {
            work.accept(manager.agent("meepa"));
        }
    }
}
