package io.meepa.examples.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Unpacks what the build packed, and runs it from there, as operators do. Runs after packing, not among the other tests. */
@DisplayName("One folder to unpack: programs, libraries, completion")
class DistributionTest {

    private static final String CANARY = "canary-d15-7r1-b0x";

    @TempDir
    Path folder;

    private Path unpacked = Path.of(".");
    private Home home = new Home(Path.of("."));

    @BeforeEach
    void unpack() throws Exception {
        String archive = Objects.requireNonNull(System.getProperty("distribution"), "the build names the archive");
        assertThat(Program.of("tar", "-xzf", archive, "-C", folder.toString())
                        .run("")
                        .exitCode())
                .isZero();
        unpacked = folder.resolve("meepa-terminal");
        home = Home.in(folder, Home.CONFIGURATION);
    }

    @Test
    void runsEveryProgramFromTheFolder() throws Exception {
        Program.Result added = credentials(CANARY, "meepa", "add", "login/github", "--item", "token", "--stdin");
        Program.Result shown = credentials("", "meepa", "show", "login/github", "--reveal", "--item", "token");
        Program.Result git =
                run("git-credential-meepa", "protocol=https\nhost=github.com\n\n", "--agent", "meepa", "get");
        Program.Result docker = run("docker-credential-meepa", "", "version");

        assertThat(added).isEqualTo(new Program.Result(0, "", ""));
        assertThat(shown).isEqualTo(new Program.Result(0, CANARY, ""));
        assertThat(git.output()).contains("password=" + CANARY);
        assertThat(docker.exitCode()).isZero();
    }

    @Test
    void runsThroughALinkElsewhere() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("credentials"), unpacked.resolve("bin/credentials"));

        assertThat(Program.of(link.toString(), "meepa", "list")
                        .with(variables())
                        .run("")
                        .exitCode())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "list --json >&-, could not be written",
        "add other/ci --item a --stdin <&-, standard input cannot be read",
    })
    @DisplayName("A descriptor that is closed is no other file")
    void takesNoOtherFileForAClosedDescriptor(String command, String message) throws Exception {
        Program.Result refused = Program.of(
                        "sh", "-c", "'" + unpacked.resolve("bin/credentials") + "' meepa " + command)
                .with(variables())
                .run("");

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.errors()).contains(message);
    }

    @Test
    void completesFromTheFolder() throws Exception {
        assumeTrue(Program.present("bash", "--version"), "needs the program bash");
        credentials(CANARY, "meepa", "add", "login/github", "--item", "token", "--stdin");
        String typed = "source '" + unpacked.resolve("completion/credentials") + "'; COMP_WORDS=('"
                + unpacked.resolve("bin/credentials") + "' meepa show login/gi); COMP_CWORD=3;"
                + " _credentials_words; printf '%s\\n' \"${COMPREPLY[@]}\"";

        assertThat(Program.of("bash", "-c", typed).with(variables()).run("").output())
                .isEqualTo("login/github\n");
    }

    @Test
    void holdsNothingButProgramsLibrariesAndCompletion() throws IOException {
        try (var entries = Files.list(unpacked)) {
            assertThat(entries.map(entry -> String.valueOf(entry.getFileName())))
                    .containsExactlyInAnyOrder("bin", "lib", "completion", "README.md");
        }
    }

    private Program.Result credentials(String input, String... words) throws Exception {
        return run("credentials", input, words);
    }

    private Program.Result run(String program, String input, String... words) throws Exception {
        String[] command = new String[words.length + 1];
        command[0] = unpacked.resolve("bin").resolve(program).toString();
        System.arraycopy(words, 0, command, 1, words.length);
        return Program.of(command).with(variables()).run(input);
    }

    private Map<String, String> variables() {
        return Map.of(
                "MEEPA_CONFIG",
                home.configuration().toString(),
                "MEEPA_HOME",
                home.folder().toString());
    }
}
