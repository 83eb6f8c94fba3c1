package io.meepa.verification.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.meepa.credentials.CredentialManager;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever goes wrong around it, no public method throws what is no error of ours. */
class TypedErrorsTest {

    private static final long MINUTES = 5;
    private static final boolean FULL = Boolean.getBoolean("proof.full");

    @TempDir
    private Path folder;

    private DoctorFixture fixture;

    @BeforeEach
    void settle() {
        fixture = new DoctorFixture(folder);
        fixture.settle();
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    @DisplayName("On a host that is well")
    void onAHostThatIsWell() throws Exception {
        try (CredentialManager manager = fixture.open()) {
            EveryMethod all = EveryMethod.of(manager, folder);
            assertThat(all.count()).as("methods found").isGreaterThan(60);
            assertThat(all.call(() -> {})).isEmpty();
        }
    }

    @Test
    @DisplayName("F-106: once the manager was closed")
    void onceClosed() throws Exception {
        CredentialManager manager = fixture.open();
        EveryMethod all = EveryMethod.of(manager, folder);
        manager.close();
        assertThat(all.call(() -> {})).isEmpty();
    }

    @Test
    @DisplayName("F-407: in a thread that is interrupted")
    void interrupted() throws Exception {
        try (CredentialManager manager = fixture.open()) {
            EveryMethod all = EveryMethod.of(manager, folder);
            assertThat(all.call(() -> Thread.currentThread().interrupt())).isEmpty();
        } finally {
            assertThat(Thread.interrupted()).as("the interrupt is kept").isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("foreign")
    @DisplayName("On a store that throws what it must not")
    void onAStoreThatThrowsWhatItMustNot(Supplier<RuntimeException> thrown) throws Exception {
        FailingStore store = new FailingStore();
        fixture.keepIn(store);
        try (CredentialManager manager = fixture.open()) {
            EveryMethod all = EveryMethod.of(manager, folder);
            store.thrown = thrown;
            assertThat(all.call(() -> {})).isEmpty();
        }
    }

    static Stream<Named<Supplier<RuntimeException>>> foreign() {
        return Stream.of(
                Named.of("UncheckedIOException", () -> new UncheckedIOException(new IOException("away"))),
                Named.of("CompletionException", () -> new CompletionException(new IOException("away"))),
                Named.of("IllegalStateException", () -> new IllegalStateException("away")));
    }

    @Test
    @DisplayName("F-506: without a descriptor left")
    @DisabledOnOs(OS.WINDOWS)
    void withoutADescriptorLeft() throws Exception {
        assertThat(run("ulimit -n 256", "descriptors", Trouble.NONE)).containsExactly("done");
    }

    @Test
    @DisplayName("F-406: on a disk that takes nothing more")
    @DisabledOnOs(OS.WINDOWS)
    void onAFullDisk() throws Exception {
        assertThat(run("ulimit -f 0", "-", Trouble.NONE)).containsExactly("done");
    }

    /** The first are tried in each build. */
    static Stream<String> systemCalls() {
        Stream<String> calls = Stream.of(
                "openat EIO",
                "fsync EIO",
                "pwrite64 ENOSPC",
                "rename EIO",
                "fcntl EIO",
                "newfstatat EIO",
                "statx EIO",
                "getdents64 EIO",
                "unlink EIO",
                "close EIO");
        return FULL ? calls : calls.limit(3);
    }

    @ParameterizedTest
    @MethodSource("systemCalls")
    @DisplayName("F-406: while a system call fails")
    @DisabledOnOs(OS.WINDOWS)
    void whileASystemCallFails(String call) throws Exception {
        assumeTrue(canTrace(), "needs the program strace, and to be allowed to trace other processes");
        String[] parts = call.split(" ", -1);
        assertThat(run("true", "-", new Trouble(parts[0], parts[1]))).containsExactly("done");
    }

    /**
     * A system call that fails from the moment that the host is ready.
     *
     * @param call the call; empty for none
     * @param error how
     */
    private record Trouble(String call, String error) {

        private static final Trouble NONE = new Trouble("", "");
    }

    private List<String> run(String limit, String action, Trouble trouble) throws Exception {
        ProcessBuilder command = new ProcessBuilder(List.of(
                "/bin/sh",
                "-c",
                limit + " && exec \"$@\"",
                "sh",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                TroubledHost.class.getName(),
                fixture.installation.home.toString(),
                folder.toString(),
                action));
        Process host = command.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try {
            return ended(host, trouble);
        } finally {
            host.destroyForcibly();
        }
    }

    private static List<String> ended(Process host, Trouble trouble) throws Exception {
        BufferedReader output = host.inputReader(StandardCharsets.UTF_8);
        String line = output.readLine();
        while (line != null && !line.equals("ready")) {
            line = output.readLine(); // The log goes to the same stream.
        }
        assertThat(line).isEqualTo("ready");
        Process strace = trouble.call.isEmpty() ? null : attach(host, trouble);
        try (OutputStream input = host.getOutputStream()) {
            input.write('\n');
        }
        List<String> said = new ArrayList<>();
        for (line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("raw ") || line.equals("done")) {
                said.add(line);
            }
        }
        assertThat(host.waitFor(MINUTES, TimeUnit.MINUTES)).isTrue();
        if (strace != null) {
            strace.waitFor();
        }
        return said;
    }

    private static Process attach(Process host, Trouble trouble) throws IOException {
        Process strace = new ProcessBuilder(
                        "strace",
                        "-f",
                        "-o",
                        "/dev/null",
                        "-e",
                        "trace=" + trouble.call,
                        "-e",
                        "inject=" + trouble.call + ":error=" + trouble.error,
                        "-p",
                        Long.toString(host.pid()))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said = strace.errorReader(StandardCharsets.UTF_8).readLine();
        assertThat(said).contains("attached");
        return strace;
    }

    private static boolean canTrace() throws InterruptedException {
        try {
            return new ProcessBuilder("strace", "-o", "/dev/null", "true")
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
