package io.meepa.examples.springboot;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The application in a JVM of its own, as {@code java -jar} starts it.
 *
 * @param exitCode how it ended
 * @param output what it printed
 */
record RunningJar(int exitCode, String output) {

    static final Path JAR = Path.of(System.getProperty("application.jar", "target/application.jar"));

    /** Returns the Java of a version: the one that runs this, or where {@code .ci/run} looks for one, or beside this one. */
    static Optional<Path> java(int version) {
        Path own = Path.of(System.getProperty("java.home"));
        if (Runtime.version().feature() == version) {
            return Optional.of(own);
        }
        return Stream.of(
                        named("JAVA_HOME_" + version),
                        named("JAVA_HOME_" + version + "_X64"),
                        within(Path.of("/usr/lib/jvm")),
                        within(own.resolveSibling(".")))
                .flatMap(homes -> homes)
                .filter(home -> isVersion(home, version))
                .findFirst();
    }

    private static Stream<Path> named(String variable) {
        return Stream.ofNullable(System.getenv(variable)).map(Path::of);
    }

    private static Stream<Path> within(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.sorted().toList().stream();
        } catch (IOException e) {
            return Stream.empty();
        }
    }

    private static boolean isVersion(Path home, int version) {
        try {
            return Files.readString(home.resolve("release")).contains("JAVA_VERSION=\"" + version);
        } catch (IOException e) {
            return false;
        }
    }

    static RunningJar run(Path java, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("-jar", JAR.toString()));
        command.addAll(List.of(arguments));
        return start(java, environment, command);
    }

    static RunningJar start(Path java, Map<String, String> environment, List<String> arguments)
            throws IOException, InterruptedException {
        File output = File.createTempFile("application", ".log");
        List<String> command = new ArrayList<>();
        command.add(java.resolve("bin").resolve("java").toString());
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output);
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                throw new AssertionError("did not end: " + Files.readString(output.toPath()));
            }
            return new RunningJar(process.exitValue(), Files.readString(output.toPath()));
        } finally {
            process.destroyForcibly();
            Files.deleteIfExists(output.toPath());
        }
    }
}
