package io.meepa.credentials.provider.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Another JVM, for what is a setting of a whole process: its proxies, its name service, its descriptors. */
final class ChildJvm {

    private ChildJvm() {}

    /** Runs a program to its end and returns what it printed. */
    static String run(List<String> options, Map<String, String> environment, Class<?> program, String... arguments)
            throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-Xmx64m", "-cp", classPath(), program.getName()));
        command.addAll(List.of(arguments));
        return output(command, environment);
    }

    /** Runs a program that may have so many descriptors open. */
    static String runWithin(int descriptors, Class<?> program, String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(List.of("sh", "-c", "ulimit -n " + descriptors + " && exec \"$@\"", "sh"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx64m", "-cp", classPath(), program.getName()));
        command.addAll(List.of(arguments));
        return output(command, Map.of());
    }

    private static String output(List<String> command, Map<String, String> environment) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        return printed.strip();
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
