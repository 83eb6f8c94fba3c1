package io.meepa.credentials.core.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
@Timeout(300)
final class ShutdownHookTest {

    @TempDir
    private Path folder;

    @Test
    void takesToolAndFileAlongWhenTheHostEnds() throws Exception {
        Process host = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath(),
                        UnclosedHost.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(host.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(host.waitFor()).as(said).isZero();
        String[] tool = Files.readString(folder.resolve("tool")).split(" ");
        assertThat(tool).containsExactly(tool[0], "true", "true");
        // A tool that was stopped may take a moment to end.
        ProcessHandle.of(Long.parseLong(tool[0]))
                .ifPresent(
                        left -> left.onExit().orTimeout(120, TimeUnit.SECONDS).join());
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(folder.resolve("tool"));
        }
    }

    @RepeatedTest(3)
    void leavesNoToolThatWasStartedInTheEnd() throws Exception {
        String seconds = Long.toString(1_000_000_000L + ProcessHandle.current().pid());
        Process host = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath(),
                        EndingHost.class.getName(),
                        seconds)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile())
                .start();

        assertThat(host.waitFor()).isZero();

        ProcessHandle.allProcesses()
                .filter(process ->
                        process.info().arguments().stream().flatMap(Stream::of).anyMatch(seconds::equals))
                .filter(process -> !process.equals(host.toHandle()))
                .forEach(left -> left.onExit().orTimeout(120, TimeUnit.SECONDS).join());
    }

    private static String classPath() {
        return Stream.of(
                        System.getProperty("jdk.module.path", ""),
                        System.getProperty("java.class.path", ""),
                        root(UnclosedHost.class),
                        root(GrantedEnvironment.class))
                .filter(path -> !path.isEmpty())
                .reduce((first, second) -> first + File.pathSeparator + second)
                .orElseThrow();
    }

    /** Test classes are patched into the module and stand in neither path. */
    private static String root(Class<?> type) {
        String name = type.getName().replace('.', '/') + ".class";
        String place = Objects.requireNonNull(type.getResource("/" + name)).toString();
        return Path.of(URI.create(place.substring(0, place.length() - name.length())))
                .toString();
    }
}
