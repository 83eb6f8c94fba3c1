package io.meepa.verification.mcp;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The npm package {@code @modelcontextprotocol/conformance}, as it is installed in {@code MCP_CONFORMANCE_HOME}. */
final class Suite {

    private static final List<String> REVISIONS = List.of("2026-07-28", "2025-11-25");

    private final Path bin;
    private final Path command;

    private Suite(Path bin, Path command) {
        this.bin = bin;
        this.command = command;
    }

    /** Opens the suite, or skips the test and says so. */
    static Suite required(Path folder) throws IOException {
        Optional<Path> bin = Optional.ofNullable(System.getenv("MCP_CONFORMANCE_HOME"))
                .map(home -> Path.of(home, "node_modules", ".bin"))
                .filter(path -> Files.isExecutable(path.resolve("conformance")));
        assumeThat(bin)
                .as("needs the program conformance, in MCP_CONFORMANCE_HOME/node_modules")
                .isPresent();
        return new Suite(bin.orElseThrow(), command(folder));
    }

    /** Returns the scenarios about authorization, each with the newest revision that it belongs to. */
    List<Scenario> scenarios() throws IOException, InterruptedException {
        List<Scenario> all = new ArrayList<>();
        boolean clients = false;
        for (String line : run("list").text().lines().toList()) {
            clients = line.startsWith("Client scenarios") || (clients && !line.startsWith("Authorization server"));
            if (clients && line.startsWith("  - auth/")) {
                String[] parts = line.substring(4).split(" ", 2);
                all.add(new Scenario(parts[0], revisions(parts[1])));
            }
        }
        return all;
    }

    /** Plays one scenario. */
    Result play(String scenario, Optional<String> revision) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(
                List.of("client", "--command", command.toString(), "--scenario", scenario, "--timeout", "120000"));
        revision.ifPresent(text -> arguments.addAll(List.of("--spec-version", text)));
        return run(arguments.toArray(String[]::new));
    }

    private static List<Optional<String>> revisions(String listed) {
        List<Optional<String>> all =
                REVISIONS.stream().filter(listed::contains).map(Optional::of).toList();
        return all.isEmpty() ? List.of(Optional.empty()) : all;
    }

    private Result run(String... arguments) throws IOException, InterruptedException {
        List<String> whole = new ArrayList<>(List.of(bin.resolve("conformance").toString()));
        whole.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(whole).redirectErrorStream(true);
        // The suite's first line asks for node: the one beside it, for the suite needs version 22.
        builder.environment().merge("PATH", bin.toString(), (path, first) -> first + ":" + path);
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), text);
    }

    /** The suite splits its command at blanks and adds the server's address. */
    private static Path command(Path folder) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String paths = Stream.of(System.getProperty("java.class.path"), System.getProperty("jdk.module.path", ""))
                .filter(text -> !text.isEmpty())
                .reduce((one, other) -> one + ":" + other)
                .orElseThrow();
        Path script = folder.resolve("client.sh");
        Files.writeString(
                script,
                "#!/bin/sh\nexec '" + java + "' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp '" + paths + "' "
                        + ConformanceClient.class.getName() + " \"$@\"\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return script;
    }

    /**
     * A scenario.
     *
     * @param name its name
     * @param revisions the revisions to play it under, or one that is empty for the suite's own choice
     */
    record Scenario(String name, List<Optional<String>> revisions) {}

    /**
     * How a run ended.
     *
     * @param status the suite's own verdict; zero for no failure and no warning
     * @param text what it said
     */
    record Result(int status, String text) {

        /** Returns the line with the counts. */
        String counts() {
            return text.lines()
                    .filter(line -> line.startsWith("Passed: "))
                    .findFirst()
                    .orElse("");
        }
    }
}
