package io.meepa.verification.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every scenario of the official suite that is about authorization: those of the core, of the extensions and of older
 * revisions. No failure is expected, and a warning counts as one.
 */
class McpConformanceTest {

    private static final int AT_ONCE = 3;

    @TempDir
    private Path folder;

    @Test
    void passesEveryScenarioWithoutFailureAndWarning() throws IOException, InterruptedException, ExecutionException {
        Suite suite = Suite.required(folder);
        List<Future<Played>> all = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            for (Suite.Scenario scenario : suite.scenarios()) {
                for (Optional<String> revision : scenario.revisions()) {
                    all.add(threads.submit(
                            () -> new Played(scenario.name(), revision, suite.play(scenario.name(), revision))));
                }
            }
            List<Played> played = new ArrayList<>();
            for (Future<Played> one : all) {
                played.add(one.get());
            }
            Files.writeString(Path.of("target", "conformance.txt"), report(played));
            assertThat(played).hasSizeGreaterThanOrEqualTo(33);
            assertThat(played).allSatisfy(one -> {
                assertThat(one.result().counts())
                        .as("%s%n%s", one, one.result().text())
                        .contains(" 0 failed, 0 warnings");
                assertThat(one.result().status()).as(one.result().text()).isZero();
            });
        } finally {
            threads.shutdownNow();
        }
    }

    /** The suite is to be passed by this library, not by a framework that happens to be there. */
    @Test
    void needsNoFramework() {
        String path = System.getProperty("java.class.path") + System.getProperty("jdk.module.path", "");
        assertThat(path).doesNotContain("spring", "nimbus", "mcp-core");
    }

    private static String report(List<Played> played) {
        StringBuilder report = new StringBuilder();
        for (Played one : played) {
            report.append(one).append(' ').append(one.result().counts()).append('\n');
        }
        return report.toString();
    }

    private record Played(String scenario, Optional<String> revision, Suite.Result result) {

        @Override
        public String toString() {
            return scenario + revision.map(text -> " " + text).orElse("");
        }
    }
}
