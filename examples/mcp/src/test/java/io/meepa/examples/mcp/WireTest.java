package io.meepa.examples.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("An MCP server whose client breaks the protocol, changes its mind or leaves")
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WireTest {

    private static final String PAGE = "http://127.0.0.1:8080/";
    private static final String NOT_JSON = "\"code\":-32700";
    private static final String NOT_A_MESSAGE = "\"code\":-32600";

    @TempDir
    Path folder;

    @BeforeEach
    void configure() throws IOException {
        Files.writeString(folder.resolve("config.yaml"), "agents:\n  - id: meepa\n");
        Files.writeString(folder.resolve("logback.xml"), "<configuration><root level=\"OFF\"/></configuration>");
    }

    @Test
    void answersWhatIsNotJsonAndContinues() throws Exception {
        String deep = "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"ping\",\"params\":{\"a\":" + "[".repeat(3000)
                + "]".repeat(3000) + "}}";
        assertRefused(
                NOT_JSON,
                "null",
                "hello",
                "{",
                "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"ping\"",
                "\0",
                deep,
                "{}{}",
                "{\"jsonrpc\":\"2.0\",\"id\":" + "9".repeat(2000) + ",\"method\":\"ping\"}");
    }

    @Test
    void answersWhatIsNoMessageAndContinues() throws Exception {
        assertRefused(
                NOT_A_MESSAGE,
                "null",
                "[{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"ping\"}]",
                "null",
                "7",
                "{}",
                "{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"ping\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":1.5,\"method\":\"ping\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":1" + "0".repeat(40) + ",\"method\":\"ping\"}",
                "{\"jsonrpc\":\"2.0\",\"method\":7}",
                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\",\"params\":[]}",
                "{\"jsonrpc\":\"2.0\",\"id\":\"" + "x".repeat(30_000_000) + "\",\"method\":\"ping\"}");
        assertRefused(
                NOT_A_MESSAGE,
                "7",
                "{\"jsonrpc\":\"2.0\",\"id\":7}",
                "{\"jsonrpc\":\"1.0\",\"id\":7,\"method\":\"ping\"}",
                "{\"id\":7,\"method\":\"ping\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\" \"}",
                "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"ping\",\"params\":7}",
                "{\"jsonrpc\":\"2.0\",\"id\":7,\"error\":{\"code\":\"x\"}}",
                "{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":{},\"error\":{\"code\":1,\"message\":\"\"}}");
    }

    private void assertRefused(String code, String id, String... lines) throws Exception {
        try (ServerProcess server = ServerProcess.start(folder, PAGE)) {
            for (String line : lines) {
                server.send(line);
                assertThat(server.receive())
                        .as(line.substring(0, Math.min(100, line.length())))
                        .contains(code, "\"id\":" + id);
                server.ping(1);
            }
            server.closeInput();
            assertThat(server.exitCode()).isZero();
        }
    }

    @Test
    void continuesAfterMessagesThatNeedNoAnswer() throws Exception {
        try (ServerProcess server = ServerProcess.start(folder, PAGE)) {
            for (String line : List.of(
                    "",
                    " \t\r",
                    "{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":{}}",
                    "{\"jsonrpc\":\"2.0\",\"id\":\"7\",\"error\":{\"code\":1,\"message\":\"no\"}}",
                    "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/unknown\",\"params\":{\"a\":{}}}",
                    "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\",\"more\":1}",
                    "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\"}",
                    "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":99}}")) {
                server.send(line);
                server.ping(1);
            }
        }
    }

    @Test
    void answersCallsThatNoToolUnderstandsAndContinues() throws Exception {
        try (ServerProcess server = ServerProcess.start(folder, PAGE)) {
            for (String params : List.of(
                    "{}",
                    "{\"name\":7}",
                    "{\"name\":\"run_command\",\"arguments\":[]}",
                    "{\"name\":\"run_command\",\"arguments\":{\"command\":[]}}",
                    "{\"name\":\"run_command\",\"arguments\":{\"command\":[null]}}",
                    "{\"name\":\"run_command\",\"arguments\":{\"command\":[\"a\\u0000b\"]}}",
                    "{\"name\":\"run_command\",\"arguments\":{\"command\":[\"\\ud800\"]}}",
                    "{\"name\":\"list_credentials\",\"_meta\":7}")) {
                server.send("{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"tools/call\",\"params\":" + params + "}");
                assertThat(server.receive()).as(params).contains("\"id\":7");
                server.ping(1);
            }
        }
    }

    @Test
    @DisplayName("ends with its client, and so does a program that ignores being asked to end")
    void endsWithItsClient() throws Exception {
        try (ServerProcess server = ServerProcess.start(folder, PAGE)) {
            ProcessHandle program = stubborn(server, 1);

            server.closeInput();

            assertThat(server.exitCode()).isZero();
            assertThat(program.onExit().get(1, TimeUnit.MINUTES).isAlive()).isFalse();
        }
    }

    @Test
    @DisplayName("ends the program of a request that is cancelled, and no other")
    void endsWhatIsCancelled() throws Exception {
        try (ServerProcess server = ServerProcess.start(folder, PAGE)) {
            ProcessHandle cancelled = stubborn(server, 1);
            ProcessHandle other = stubborn(server, 2);

            server.send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":1}}");

            assertThat(cancelled.onExit().get(1, TimeUnit.MINUTES).isAlive()).isFalse();
            assertThat(server.receive()).contains("\"id\":1", "exit code 137");
            assertThat(other.isAlive()).isTrue();
            server.ping(3);
            server.closeInput();
            assertThat(server.exitCode()).isZero();
            assertThat(other.onExit().get(1, TimeUnit.MINUTES).isAlive()).isFalse();
        }
    }

    @Test
    @DisplayName("ends the program of a request whose cancellation came right behind it")
    void endsWhatWasCancelledBeforeItStarted() throws Exception {
        try (ServerProcess server = ServerProcess.start(folder, PAGE)) {
            server.send("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"run_command\","
                    + "\"arguments\":{\"command\":[\"sleep\",\"3600\"]}}}\n"
                    + "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":1}}");

            assertThat(server.receive()).contains("\"id\":1", "exit code 143");
        }
    }

    /** Starts a program that has to be killed, and returns it once it runs. */
    private ProcessHandle stubborn(ServerProcess server, int id) throws Exception {
        Path file = folder.resolve("process-" + id);
        server.runCommand(
                id,
                "trap '' TERM; echo $$ > " + file + ".new; mv " + file + ".new " + file
                        + "; while :; do sleep 1; done");
        while (!Files.exists(file)) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        long process =
                Long.parseLong(Files.readString(file, StandardCharsets.US_ASCII).strip());
        return ProcessHandle.of(process).orElseThrow();
    }
}
