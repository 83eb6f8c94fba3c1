package io.meepa.examples.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.form.FormValues;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.CredentialStatus;
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
                  DOOR_CODE: api_key/door#code
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
    @DisplayName("masks the keys of its own environment, and says which variables are not masked")
    void masksItsOwnKeys() {
        change(agent -> agent.add(AgentCredential.of(Category.API_KEY, "door")
                .item("code", Secret.of("4711"), ItemType.API_TOKEN)
                .build()));
        talk(client -> {
            String shown = run(client, "sh", "-c", "tr '\\0' '\\n' </proc/$PPID/environ; echo $DOOR_CODE");

            assertThat(shown)
                    .startsWith("exit code 0\nnote: too short or too long to be masked: DOOR_CODE\n")
                    .contains("ACME_API_KEY=***", "MEEPA_HOME=" + folder);
        });
    }

    @Test
    @DisplayName("asks for nothing that a person could not type, and cuts a reason between characters")
    void refusesStrangeRequests() {
        talk(client -> {
            for (String service : List.of("a b", "a;rm", "$(id)", "<script>", "..", "-x", "a/b", "\u00e4", "a\nb")) {
                assertThat(request(client, "login", service, "x").isError())
                        .as(service)
                        .isTrue();
            }
            for (String category : List.of("bogus_cat", "email", "email/existing")) {
                assertThat(request(client, category, "gitlab", "x").isError())
                        .as(category)
                        .isTrue();
            }
            String reason = "x".repeat(199) + "\uD83D\uDE00 and\u202E more";
            assertThat(request(client, "api_key", "git-lab.example_1", reason).isError())
                    .isFalse();
        });
        change(agent -> assertThat(agent.manualSteps().list())
                .singleElement()
                .satisfies(step -> assertThat(step.nextStep())
                        .isEqualTo("The agent asks for it, in its words: " + "x".repeat(199) + "\uD83D\uDE00")));
    }

    @Test
    @DisplayName("says of what is there and not usable that nobody was asked")
    void asksForNothingThatIsThere() {
        change(agent -> agent.add(AgentCredential.login("gitlab")
                .status(CredentialStatus.Settled.PENDING_SIGNUP)
                .build()));
        talk(client -> {
            assertThat(said(request(client, "login", "gitlab", "x")))
                    .contains("login/gitlab is there, but not usable: pending_signup. Nothing was requested")
                    .doesNotContain("waits for a person");
            assertThat(said(request(client, "login", "github", "x"))).contains("there already, and usable");
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

    private static CallToolResult request(McpSyncClient client, String category, String service, String reason) {
        return client.callTool(CallToolRequest.builder("request_credential")
                .arguments(Map.of("category", category, "service", service, "reason", reason))
                .build());
    }

    private static String said(CallToolResult result) {
        return ((TextContent) result.content().get(0)).text();
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
        List<String> server = ServerProcess.command(folder, PAGE);
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
