package io.meepa.examples.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prints what the starter adds to the start. Asserts that both start, not how fast: the machine may be busy. */
@DisplayName("What the starter costs at start")
final class StartUpCostTest {

    private static final int RUNS = 5;

    /** What Boot has without us. */
    private static final Pattern OF_BOOT = Pattern.compile(
            "spring-(boot|boot-autoconfigure|boot-starter|boot-starter-logging|core|context|beans|aop|expression)-[0-9].*|"
                    + "(logback|log4j|jul|slf4j|snakeyaml|micrometer-(commons|observation)|jakarta.annotation|jspecify|commons-logging).*");

    @TempDir
    private Path folder;

    @Test
    @DisplayName("is printed, divided by the same application's without it")
    void isPrinted() throws IOException, InterruptedException {
        Path java = Path.of(System.getProperty("java.home"));
        List<Path> libraries = libraries();
        List<Path> own = libraries.stream()
                .filter(library ->
                        OF_BOOT.matcher(library.getFileName().toString()).matches())
                .toList();
        List<Long> with = new ArrayList<>();
        List<Long> without = new ArrayList<>();
        for (int run = 0; run <= RUNS; run++) {
            long withUs = start(java, libraries);
            long withoutUs = start(java, own);
            if (run > 0) { // The first fills the caches of the operating system.
                with.add(withUs);
                without.add(withoutUs);
            }
        }
        System.out.printf(
                "start with the starter %d ms, without it %d ms: %.2f times%n",
                median(with), median(without), (double) median(with) / median(without));
    }

    private List<Path> libraries() throws IOException, InterruptedException {
        RunningJar extracted = RunningJar.start(
                Path.of(System.getProperty("java.home")),
                Map.of(),
                List.of(
                        "-Djarmode=tools",
                        "-jar",
                        RunningJar.JAR.toString(),
                        "extract",
                        "--destination",
                        folder.resolve("application").toString()));
        assertThat(extracted.exitCode()).as(extracted.output()).isZero();
        try (var all = Files.walk(folder.resolve("application"))) {
            return all.filter(file -> file.toString().endsWith(".jar")).toList();
        }
    }

    private long start(Path java, List<Path> libraries) throws IOException, InterruptedException {
        String classes = Path.of("target", "classes").toAbsolutePath().toString();
        String path = libraries.stream()
                .filter(library -> !library.getFileName().equals(RunningJar.JAR.getFileName()))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator, classes + File.pathSeparator, ""));
        long since = System.nanoTime();
        RunningJar run = RunningJar.start(
                java,
                Map.of("MEEPA_HOME", folder.toString()),
                Arrays.asList("-cp", path, Application.class.getName(), "--meepa.provision-at-start=false"));
        assertThat(run.exitCode()).as(run.output()).isZero();
        return (System.nanoTime() - since) / 1_000_000;
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
