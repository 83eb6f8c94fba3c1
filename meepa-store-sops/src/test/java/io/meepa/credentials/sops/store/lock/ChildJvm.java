package io.meepa.credentials.sops.store.lock;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A second, real JVM that runs a main class of these tests. */
public final class ChildJvm implements AutoCloseable {

    private final Process process;
    private final BufferedReader output;

    private ChildJvm(Process process) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    public static ChildJvm start(Class<?> main, String... arguments) throws IOException {
        return start(List.of(), main, arguments);
    }

    /** Starts it under a command such as strace. */
    public static ChildJvm start(List<String> under, Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(under);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xshare:auto", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", classPath()));
        command.add(main.getName());
        command.addAll(Arrays.asList(arguments));
        return new ChildJvm(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    /** Returns the next line, or nothing at the end. */
    public Optional<String> line() throws IOException {
        return Optional.ofNullable(output.readLine());
    }

    public List<String> lines() {
        return output.lines().toList();
    }

    public void say(String word) throws IOException {
        OutputStream input = process.getOutputStream();
        input.write((word + "\n").getBytes(StandardCharsets.UTF_8));
        input.flush();
    }

    public int waitFor() throws InterruptedException {
        return process.waitFor();
    }

    /** Kills it as {@code kill -9} does; what it said before can still be read. */
    public void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** Works on the class path and on the module path, where the test classes are patched in. */
    private static String classPath() {
        List<String> entries = new ArrayList<>();
        for (String property : List.of("java.class.path", "jdk.module.path")) {
            entries.addAll(Arrays.asList(System.getProperty(property, "").split(File.pathSeparator)));
        }
        Path tests = Path.of(System.getProperty("basedir", ""), "target", "test-classes");
        if (Files.isDirectory(tests)) {
            entries.add(tests.toAbsolutePath().toString());
        }
        entries.removeIf(String::isBlank);
        return String.join(File.pathSeparator, entries);
    }
}
