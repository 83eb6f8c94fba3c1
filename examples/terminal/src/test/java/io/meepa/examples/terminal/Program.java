package io.meepa.examples.terminal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

/** Starts programs in processes of their own and collects what they print. */
public final class Program {

    private final List<String> command;
    private final Map<String, String> environment;

    private Program(List<String> command, Map<String, String> environment) {
        this.command = List.copyOf(command);
        this.environment = Map.copyOf(environment);
    }

    /** What a program printed and how it ended. */
    public record Result(int exitCode, String output, String errors) {}

    /** Prepares a program of the system. */
    public static Program of(String... command) {
        return new Program(List.of(command), Map.of());
    }

    /** Prepares a JVM that runs a class of this module. */
    public static Program java(Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(javaCommand(main));
        command.addAll(Arrays.asList(arguments));
        return new Program(command, Map.of());
    }

    /** Returns the command line of a JVM that runs a class of this module. */
    public static List<String> javaCommand(Class<?> main) {
        String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // The terminal library loads native code, which newer JVMs want to be allowed.
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dfile.encoding=UTF-8",
                "-cp",
                classes,
                main.getName());
    }

    /** Returns whether a program of the system is here. */
    public static boolean present(String program, String versionOption) throws InterruptedException {
        try {
            return of(program, versionOption).run("").exitCode() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Writes a program that starts a JVM with a class of this module. */
    public static Path launcher(Path file, Class<?> main) throws IOException {
        Files.writeString(file, "#!/bin/sh\nexec " + quoted(javaCommand(main)) + " \"$@\"\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    /** Spells words for a shell. */
    public static String quoted(List<String> words) {
        return words.stream()
                .map(word -> "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
    }

    /** Sets variables beside the surroundings'. */
    public Program with(Map<String, String> variables) {
        return new Program(command, variables);
    }

    /** Runs it to its end, feeding it a text. */
    public Result run(String input) throws IOException, InterruptedException {
        return run(input.getBytes(StandardCharsets.UTF_8));
    }

    /** Runs it to its end, feeding it bytes. */
    public Result run(byte[] input) throws IOException, InterruptedException {
        Process process = start();
        CompletableFuture<String> output = read(process.getInputStream());
        CompletableFuture<String> errors = read(process.getErrorStream());
        try (var sink = process.getOutputStream()) {
            sink.write(input);
        } catch (IOException e) {
            // It ended without reading everything, as it may.
        }
        try {
            return new Result(process.waitFor(), output.get(), errors.get());
        } catch (ExecutionException e) {
            throw new IOException(e);
        }
    }

    /** Starts it and leaves it to the caller. */
    public Process start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("MEEPA_") || name.startsWith("GIT_"));
        // Whatever the locale of the build is; tests of other locales name theirs.
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static CompletableFuture<String> read(java.io.InputStream stream) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try (stream) {
                        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                },
                task -> new Thread(task).start());
    }
}
