package io.meepa.credentials.core.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Real children print what they received. */
@EnabledOnOs(OS.LINUX)
final class ChildProcessTest {

    private static final String CONFESSION = """
            cat /proc/self/environ > "$1/environment"
            tr '\\0' ' ' < /proc/$$/cmdline > "$1/command"
            ls -l /proc/$$/fd > "$1/files"
            """;

    @TempDir
    private Path folder;

    private final Situation situation = Situation.ofAnEquippedAgent().grantingToken("GITHUB_TOKEN");

    @Test
    @DisplayName("F-07, R14: a child has exactly the base and what was granted")
    void givesAChildNothingElse() throws Exception {
        ProcessBuilder child = confessing(List.of());
        child.environment().put("LEFTOVER", Situation.ORGANISATION_KEY);
        situation.environment().applyTo(child);
        run(child);
        assertThat(environment())
                .isEqualTo(Map.of(
                        "PATH", "/usr/bin:/bin",
                        "HOME", "/home/host",
                        "LANG", "C.UTF-8",
                        "AGENT_EMAIL", "meepa@example.com",
                        "AGENT_PHONE", "+15550100",
                        "AGENTMAIL_API_KEY", Situation.OWN_KEY,
                        "GITHUB_TOKEN", Situation.TOKEN));
        assertNowhere(Situation.ORGANISATION_KEY, "environment", "command", "files");
        assertNowhere(Situation.TOKEN, "command", "files");
        assertThat(Files.readString(folder.resolve("files"))).doesNotContain(".env", ".jar", "credentials");
    }

    @Test
    @DisplayName("F-07: Docker gets names on its command line and values in its environment")
    void keepsValuesOffDockersCommandLine() throws Exception {
        GrantedEnvironment environment = situation.environment();
        situation.host.put("DOCKER_HOST", "unix:///run/user/docker.sock");
        assertThat(environment.dockerArguments())
                .containsExactly(
                        "-e", "AGENTMAIL_API_KEY", "-e", "AGENT_EMAIL", "-e", "AGENT_PHONE", "-e", "GITHUB_TOKEN");
        ProcessBuilder client = confessing(environment.dockerArguments());
        environment.applyToDocker(client);
        run(client);
        assertThat(Files.readString(folder.resolve("command")))
                .contains("-e GITHUB_TOKEN")
                .doesNotContain("=");
        assertNowhere(Situation.TOKEN, "command");
        assertThat(environment())
                .containsEntry("GITHUB_TOKEN", Situation.TOKEN)
                .containsEntry("DOCKER_HOST", "unix:///run/user/docker.sock");
        assertNowhere(Situation.ORGANISATION_KEY, "environment");
    }

    @Test
    void doesNotShowAnOrdinaryToolWhereDockerIs() throws Exception {
        situation.host.put("DOCKER_HOST", "unix:///run/user/docker.sock");
        ProcessBuilder child = confessing(List.of());
        situation.environment().applyTo(child);
        run(child);
        assertThat(environment()).doesNotContainKey("DOCKER_HOST");
    }

    private ProcessBuilder confessing(List<String> arguments) throws IOException {
        Path script = folder.resolve("confess.sh");
        Files.writeString(script, CONFESSION);
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        List<String> command = new ArrayList<>(List.of("/bin/sh", script.toString(), folder.toString()));
        command.addAll(arguments);
        return new ProcessBuilder(command).redirectErrorStream(true);
    }

    private static void run(ProcessBuilder command) throws IOException, InterruptedException {
        Process child = command.start();
        String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(child.waitFor()).as(said).isZero();
    }

    /** What the shell adds by itself is left out. */
    private Map<String, String> environment() throws IOException {
        Map<String, String> found = new TreeMap<>();
        Arrays.stream(Files.readString(folder.resolve("environment")).split("\0"))
                .map(line -> line.split("=", 2))
                .forEach(pair -> found.put(pair[0], pair[1]));
        found.keySet().removeAll(List.of("PWD", "OLDPWD", "SHLVL", "_"));
        return found;
    }

    private void assertNowhere(String canary, String... files) throws IOException {
        for (String file : files) {
            assertThat(Files.readString(folder.resolve(file))).as(file).doesNotContain(canary);
        }
    }
}
