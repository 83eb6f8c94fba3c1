package io.meepa.examples.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Prints what the starter adds to the start, from the command to the end of an application that does nothing else. Asserts that
 * both start, not how fast: the machine may be busy.
 */
@DisplayName("What the starter costs at start")
final class StartUpCostTest {

    private static final int RUNS = Integer.getInteger("start.runs", 3);

    /** What Boot has without us. */
    private static final Pattern OF_BOOT = Pattern.compile(
            "spring-(boot|boot-autoconfigure|boot-starter|boot-starter-logging|core|context|beans|aop|expression)-[0-9].*|"
                    + "(logback|log4j|jul|slf4j|snakeyaml|micrometer-(commons|observation)|jakarta.annotation|jspecify|commons-logging).*");

    @TempDir
    private Path folder;

    @Test
    @DisplayName("is printed, divided by the same application's without it")
    void isPrinted() throws IOException, InterruptedException {
        List<Path> with = ExtractedJar.into(folder.resolve("application")).libraries();
        List<Path> without = with.stream()
                .filter(library ->
                        OF_BOOT.matcher(library.getFileName().toString()).matches())
                .toList();
        List<Round> rounds = new ArrayList<>();
        for (int run = 0; run <= RUNS; run++) {
            boolean first = run % 2 == 0;
            long before = first ? 0 : start(without);
            long ours = start(with);
            rounds.add(new Round(ours, first ? start(without) : before));
        }
        rounds.remove(0); // It fills the caches of the operating system.

        System.out.printf(
                "start with the starter %.0f ms, without it %.0f ms: %.2f times (quartiles %.2f to %.2f), %d rounds%n",
                quantile(rounds, Round::with, 2),
                quantile(rounds, Round::without, 2),
                quantile(rounds, Round::ratio, 2),
                quantile(rounds, Round::ratio, 1),
                quantile(rounds, Round::ratio, 3),
                rounds.size());
    }

    private long start(List<Path> libraries) throws IOException, InterruptedException {
        long since = System.nanoTime();
        RunningJar run = ExtractedJar.run(libraries, folder);
        assertThat(run.exitCode()).as(run.output()).isZero();
        return (System.nanoTime() - since) / 1_000_000;
    }

    private static double quantile(List<Round> rounds, ToDoubleFunction<Round> figure, int quarters) {
        double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
        return sorted[(sorted.length - 1) * quarters / 4];
    }

    /** Milliseconds of two starts, one after the other. */
    private record Round(double with, double without) {

        double ratio() {
            return with / without;
        }
    }
}
