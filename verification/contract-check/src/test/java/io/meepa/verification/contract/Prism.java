package io.meepa.verification.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A running Prism: it answers what a description knows, and refuses what it does not. */
final class Prism implements AutoCloseable {

    /** Where it is installed, and what it needs is put. */
    static final Path FOLDER = Path.of(System.getProperty("contract.folder", "target/prism"));

    private static final Path PROGRAM = FOLDER.resolve("node_modules/.bin/prism");
    private static final String PACKAGE = System.getProperty("contract.prism", "@stoplight/prism-cli");

    private final Process process;
    private final URI address;

    private Prism(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    static Prism on(Path description) throws IOException, InterruptedException {
        install();
        int port = freePort();
        Process process = program(
                        PROGRAM.toString(),
                        "mock",
                        "--host",
                        "127.0.0.1",
                        "--port",
                        String.valueOf(port),
                        "--errors",
                        description.toString())
                .start();
        Prism prism = new Prism(process, URI.create("http://127.0.0.1:" + port));
        prism.awaitStart();
        return prism;
    }

    URI address() {
        return address;
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
    }

    private static void install() throws IOException, InterruptedException {
        if (Files.isExecutable(PROGRAM)) {
            return;
        }
        Files.createDirectories(FOLDER);
        Process npm = program("npm", "install", "--prefix", FOLDER.toString(), "--no-audit", "--no-fund", PACKAGE)
                .redirectOutput(FOLDER.resolve("npm.log").toFile())
                .start();
        assertThat(npm.waitFor(10, TimeUnit.MINUTES)).as("npm ends in time").isTrue();
        assertThat(npm.exitValue()).as("npm's exit; see npm.log in %s", FOLDER).isZero();
    }

    /** Prism continues writing a line for each request; a thread of its own keeps the pipe from filling up. */
    private void awaitStart() throws IOException {
        BufferedReader output = process.inputReader();
        StringBuilder said = new StringBuilder();
        for (@Nullable String line = output.readLine(); line != null; line = output.readLine()) {
            said.append(line).append('\n');
            if (line.contains("listening on")) {
                Thread drain = new Thread(() -> output.lines().forEach(ignored -> {}), "prism-output");
                drain.setDaemon(true);
                drain.start();
                return;
            }
        }
        throw new IOException("Prism did not start: " + said);
    }

    private static ProcessBuilder program(String... command) {
        ProcessBuilder builder = new ProcessBuilder(List.of(command)).redirectErrorStream(true);
        builder.environment().put("SCARF_ANALYTICS", "false");
        return builder;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
