package io.meepa.examples.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The application's libraries, each as a file: to start it with others.
 *
 * @param libraries the jars
 */
record ExtractedJar(List<Path> libraries) {

    static ExtractedJar into(Path folder) throws IOException, InterruptedException {
        RunningJar extracted = RunningJar.start(
                own(),
                Map.of(),
                List.of(
                        "-Djarmode=tools",
                        "-jar",
                        RunningJar.JAR.toString(),
                        "extract",
                        "--destination",
                        folder.toString()));
        assertThat(extracted.exitCode()).as(extracted.output()).isZero();
        try (Stream<Path> all = Files.walk(folder)) {
            return new ExtractedJar(all.filter(file -> file.toString().endsWith(".jar"))
                    .filter(file -> !file.getFileName().equals(RunningJar.JAR.getFileName()))
                    .toList());
        }
    }

    static RunningJar run(List<Path> libraries, Path home) throws IOException, InterruptedException {
        String classes = Path.of("target", "classes").toAbsolutePath().toString();
        String path = libraries.stream()
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator, classes + File.pathSeparator, ""));
        return RunningJar.start(
                own(),
                Map.of("MEEPA_HOME", home.toString()),
                List.of("-cp", path, Application.class.getName(), "--meepa.provision-at-start=false"));
    }

    private static Path own() {
        return Path.of(System.getProperty("java.home"));
    }
}
