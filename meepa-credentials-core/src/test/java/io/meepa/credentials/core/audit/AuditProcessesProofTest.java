package io.meepa.credentials.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** F-11 with real second processes on one trail. */
@Tag("proof")
@Timeout(3600)
final class AuditProcessesProofTest {

    private static final long SEED = 20261121;

    @TempDir
    private Path home;

    @Test
    @DisplayName("several processes write one chain")
    void writeOneChainTogether() throws Exception {
        Trails trails = Trails.in(home.resolve("audit"));
        int each = full() ? 1000 : 40;
        Process one = start(trails, "one", each);
        Process two = start(trails, "two", each);
        trails.record(each);
        List<Long> numbers = new ArrayList<>(numbers(one));
        numbers.addAll(numbers(two));

        assertThat(one.waitFor()).isZero();
        assertThat(two.waitFor()).isZero();
        assertThat(numbers).hasSize(2 * each).doesNotHaveDuplicates();
        assertThat(trails.found()).isEmpty();
        assertThat(trails.verify().last()).isEqualTo(3L * each);
    }

    @Test
    @DisplayName("kill -9 at random loses nothing that was acknowledged and is never taken for tampering")
    void survivesKillsAtRandom() throws Exception {
        Trails trails = Trails.in(home.resolve("audit"));
        Random random = new Random(SEED);
        int kills = Integer.getInteger("proof.kills", full() ? 200 : 3);
        long acknowledged = 0;
        int torn = 0;
        for (int kill = 0; kill < kills; kill++) {
            acknowledged = Math.max(acknowledged, killed(trails, random));
            torn += trails.verify().interrupted() ? 1 : 0;
            assertThat(trails.found()).as("after kill " + kill).isEmpty();
            assertThat(trails.verify().last()).isGreaterThanOrEqualTo(acknowledged);
        }
        trails.record(1);
        assertThat(trails.found()).isEmpty();
        report(kills + " kills, " + acknowledged + " acknowledged, 0 lost, " + torn + " torn appends dropped");
    }

    /** Returns the last number that was acknowledged. */
    private static long killed(Trails trails, Random random) throws Exception {
        Process writer = start(trails, "killed", Integer.MAX_VALUE);
        int after = random.nextInt(60);
        long last = 0;
        try (BufferedReader output = writer.inputReader(StandardCharsets.UTF_8)) {
            for (int count = 0; count <= after; count++) {
                last = Long.parseLong(output.readLine());
            }
            for (long spin = random.nextInt(200_000); spin > 0; spin--) {
                Thread.onSpinWait(); // Somewhere within an append, not right behind one.
            }
            writer.toHandle().destroyForcibly();
            writer.waitFor();
            List<String> rest = output.lines().toList();
            return rest.isEmpty() ? last : Long.parseLong(rest.get(rest.size() - 1));
        }
    }

    private static List<Long> numbers(Process process) throws IOException {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            return output.lines()
                    .flatMapToLong(line -> LongStream.of(Long.parseLong(line)))
                    .boxed()
                    .toList();
        }
    }

    private static Process start(Trails trails, String name, int count) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        classPath(),
                        TrailWriter.class.getName(),
                        trails.folder().toString(),
                        name,
                        Integer.toString(count))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static boolean full() {
        return Boolean.getBoolean("proof.full");
    }

    @SuppressWarnings("SystemOut") // The line is the result.
    private static void report(String numbers) {
        System.out.println("proof: audit trail under kill -9: " + numbers);
    }

    private static String classPath() {
        return Stream.of(
                        System.getProperty("jdk.module.path", ""),
                        System.getProperty("java.class.path", ""),
                        root(TrailWriter.class),
                        root(AuditTrail.class))
                .filter(path -> !path.isEmpty())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Test classes are patched into the module and stand in neither path. */
    private static String root(Class<?> type) {
        String name = type.getName().replace('.', '/') + ".class";
        try {
            Path file = Path.of(java.util.Objects.requireNonNull(type.getResource("/" + name))
                    .toURI());
            return file.toString().substring(0, file.toString().length() - name.length());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
