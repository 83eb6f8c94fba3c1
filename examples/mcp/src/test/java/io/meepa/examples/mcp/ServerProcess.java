package io.meepa.examples.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The server, spoken to line by line. */
final class ServerProcess implements AutoCloseable {

    private static final int MINUTES = 3;

    private final Process process;
    private final OutputStream input;
    private final BufferedReader output;

    private ServerProcess(Process process) {
        this.process = process;
        this.input = process.getOutputStream();
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Returns the command that starts the server. */
    static List<String> command(Path folder, String page) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dlogback.configurationFile=" + folder.resolve("logback.xml"),
                "-cp",
                System.getProperty("java.class.path"),
                CredentialServer.class.getName(),
                folder.resolve("config.yaml").toString(),
                "meepa",
                page);
    }

    /** Starts it and shakes hands. */
    static ServerProcess start(Path folder, String page) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command(folder, page))
                .redirectError(folder.resolve("errors").toFile());
        builder.environment().put("MEEPA_HOME", folder.resolve("home").toString());
        ServerProcess server = new ServerProcess(builder.start());
        server.send(
                "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-06-18\","
                        + "\"capabilities\":{},\"clientInfo\":{\"name\":\"test\",\"version\":\"1\"}}}");
        assertThat(server.receive()).contains("\"id\":0", "meepa-credentials");
        server.send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
        return server;
    }

    void send(String line) throws IOException {
        input.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        input.flush();
    }

    /** Calls run_command with a script for the shell. */
    void runCommand(int id, String script) throws IOException {
        send("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"tools/call\",\"params\":{\"name\":\"run_command\","
                + "\"arguments\":{\"command\":[\"sh\",\"-c\",\"" + script + "\"]}}}");
    }

    String receive() throws IOException {
        return String.valueOf(output.readLine());
    }

    /** Asks for a sign of life. */
    void ping(int id) throws IOException {
        send("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"ping\"}");
        assertThat(receive()).contains("\"id\":" + id + ",\"result\"");
    }

    void closeInput() throws IOException {
        input.close();
    }

    int exitCode() throws InterruptedException {
        assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES)).isTrue();
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
