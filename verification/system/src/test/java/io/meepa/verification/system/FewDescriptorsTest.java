package io.meepa.verification.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** F-506: a manager that was closed keeps no descriptor, in a process that may have 256. */
@DisabledOnOs(OS.WINDOWS)
class FewDescriptorsTest {

    private static final int DESCRIPTORS = 256;
    private static final boolean FULL = Boolean.getBoolean("proof.full");

    @TempDir
    private Path folder;

    private Installation installation;

    @BeforeEach
    void start() {
        installation = new Installation(folder);
    }

    @AfterEach
    void stop() {
        installation.close();
    }

    private String run(int times, String action) throws IOException, InterruptedException {
        Path errors = folder.resolve("errors");
        ProcessBuilder child = new ProcessBuilder(List.of(
                "/bin/sh",
                "-c",
                "ulimit -n " + DESCRIPTORS + " && exec \"$@\"",
                "sh",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                Opener.class.getName(),
                folder.resolve("home").toString(),
                installation.mail.baseUrl(),
                String.valueOf(times),
                action));
        child.environment().put("AGENTMAIL_API_KEY", installation.mail.organisationKeyText());
        Process process = child.redirectError(errors.toFile()).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        // The log goes to the same stream.
        List<String> lines = output.strip().lines().toList();
        return process.exitValue() == 0 ? lines.get(lines.size() - 1) : Files.readString(errors);
    }

    @Test
    @DisplayName("open(); list(); close(); 5,000 times, in the gate 300 times")
    void opensListsAndClosesAgainAndAgain() throws Exception {
        int times = FULL ? 5_000 : 300;
        assertThat(run(times, "list")).isEqualTo("done " + times);
    }

    @Test
    @DisplayName("open(); provision(); close(); 500 times, in the gate 60 times, each with calls of an upstream")
    void opensProvisionsAndClosesAgainAndAgain() throws Exception {
        int times = FULL ? 500 : 60;
        assertThat(run(times, "provision")).isEqualTo("done " + times);
        assertThat(installation.mail.inboxes()).hasSize(times);
    }
}
