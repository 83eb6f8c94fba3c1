package io.meepa.credentials.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Secret;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A host without telemetry pays nothing for it")
final class AbsentTest {

    private static final int MANY = 500;

    @TempDir
    private Path folder;

    /** Prints what a host without adapters allocates for each value that it gets, and how many credentials there are. */
    public static void main(String[] arguments) {
        try (CredentialManager manager = CredentialManager.builder()
                .home(Path.of(arguments[0]))
                .set("credentials.credential_store.provider", "none")
                .open()) {
            AgentCredentials meepa = manager.agent("meepa");
            meepa.add(AgentCredential.login("github")
                    .item("token", Secret.of("canary-0123456789"), ItemType.API_TOKEN)
                    .build());
            allocated(meepa);
            System.out.println("done " + meepa.list().size() + ", bytes " + allocated(meepa));
        }
    }

    private static long allocated(AgentCredentials agent) {
        CredentialKey key = CredentialKey.of(Category.LOGIN, "github");
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < MANY; i++) {
            agent.get(key);
        }
        return (threads.getCurrentThreadAllocatedBytes() - before) / MANY;
    }

    @Test
    @DisplayName("Nothing of the module or of the libraries is loaded, and nothing more is allocated than without them")
    void costsNothing() throws Exception {
        List<String> beside = run(entry -> true);
        List<String> without = run(entry -> !entry.contains("opentelemetry")
                && !entry.contains("micrometer")
                && !entry.contains(
                        "meepa-credentials-telemetry" + File.separator + "target" + File.separator + "classes"));

        assertThat(beside)
                .noneMatch(line -> line.contains("io.opentelemetry") || line.contains("io.micrometer"))
                .noneMatch(line -> line.contains("credentials.telemetry.Credential"));
        assertThat(result(beside)).startsWith("done 1, bytes ").isEqualTo(result(without));
    }

    /** The path of this test, whether the modules stand on one of their own or not. */
    private static Stream<String> path() throws Exception {
        Path tests = Path.of(AbsentTest.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        return Stream.concat(
                Stream.of(tests.resolveSibling("test-classes").toString(), tests.toString()),
                Stream.of("java.class.path", "jdk.module.path")
                        .flatMap(name ->
                                Arrays.stream(System.getProperty(name, "").split(File.pathSeparator))));
    }

    private static String result(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith("done"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(lines.toString()));
    }

    /** Interpreted: what a compiler saves differs from run to run. Without a log, which would look at each event. */
    private List<String> run(Predicate<String> entries) throws Exception {
        String path = path().filter(entry -> !entry.contains("logback"))
                .filter(entries)
                .collect(Collectors.joining(File.pathSeparator));
        Path output = Files.createTempFile(folder, "host", ".log");
        Process host = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xint",
                        "-Xlog:class+load",
                        "-cp",
                        path,
                        AbsentTest.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(host.waitFor(5, TimeUnit.MINUTES)).isTrue();
        return Files.readAllLines(output);
    }
}
