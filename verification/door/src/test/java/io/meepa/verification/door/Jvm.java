package io.meepa.verification.door;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A JVM of its own, with no variable set.
 *
 * @param classPath its class path
 */
record Jvm(List<Path> classPath) {

    /** One with the class path of these tests. */
    static Jvm ofTheseTests() {
        return new Jvm(Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath())
                .toList());
    }

    /** Puts an entry before the others. */
    Jvm with(Path entry) {
        return new Jvm(Stream.concat(Stream.of(entry), classPath.stream()).toList());
    }

    /** Leaves a module out. */
    Jvm without(String module) {
        return new Jvm(classPath.stream()
                .filter(entry -> !entry.toString().contains("/" + module + "/"))
                .toList());
    }

    /** Runs a class and returns what it printed; fails if it fails. */
    String run(Path folder, Class<?> main, String... arguments) throws IOException, InterruptedException {
        return run(folder, true, main, arguments);
    }

    /** Runs a class that fails, and returns what it printed; fails if it does not. */
    String fail(Path folder, Class<?> main, String... arguments) throws IOException, InterruptedException {
        return run(folder, false, main, arguments);
    }

    private String run(Path folder, boolean well, Class<?> main, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-cp");
        command.add(classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        command.add(main.getName());
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if ((process.waitFor() == 0) != well) {
            throw new AssertionError(main.getName() + (well ? " failed: " : " did not fail: ") + output);
        }
        return output;
    }
}
