package io.meepa.examples.terminal.command.completion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Secret;
import io.meepa.examples.terminal.Home;
import io.meepa.examples.terminal.Program;
import io.meepa.examples.terminal.command.Credentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("F-902: completion knows agents and credentials")
class CompletionTest {

    private static final String CANARY = "canary-7ab-1123";

    @TempDir
    Path folder;

    private Home home = new Home(Path.of("."));

    @BeforeEach
    void makeHome() throws IOException {
        home = Home.in(folder, Home.CONFIGURATION);
        home.change(agent -> {
            agent.add(AgentCredential.login("github")
                    .item("token", Secret.of(CANARY), ItemType.API_TOKEN)
                    .build());
            agent.add(AgentCredential.login("gitlab")
                    .item("token", Secret.of(CANARY), ItemType.API_TOKEN)
                    .build());
        });
    }

    @Test
    void offersAgentsCommandsAndCredentials() throws Exception {
        assertThat(words("")).contains("meepa", "list", "doctor").doesNotContain("completion-words");
        assertThat(words("me")).containsExactly("meepa");
        assertThat(words("meepa", "pro")).containsExactly("provision");
        assertThat(words("meepa", "show", "")).containsExactly("login/github", "login/gitlab");
        assertThat(words("meepa", "show", "login/gitl")).containsExactly("login/gitlab");
        assertThat(words("meepa", "show", "login/gitlab", "")).isEmpty();
        assertThat(words("meepa", "show", "--rev")).containsExactly("--reveal");
        assertThat(words("--agent", "")).containsExactly("meepa");
        assertThat(words("--agent", "meepa", "remove", "login/gith")).containsExactly("login/github");
        assertThat(words("store", "")).containsExactly("copy", "export", "import");
        assertThat(words("nobody", "show", "")).isEmpty();
    }

    @Test
    @DisplayName("a name that an agent chose is not offered where a shell would run it")
    void offersNothingThatAShellWouldRun() throws Exception {
        home.change(agent -> {
            for (String service : List.of("x$(touch made)", "x;touch made", "x y", "x`id`", "x*", "x'y", "x|y")) {
                agent.add(AgentCredential.login(service)
                        .item("token", Secret.of(CANARY), ItemType.API_TOKEN)
                        .build());
            }
        });

        assertThat(words("meepa", "show", "login/x")).isEmpty();
        assertThat(words("meepa", "show", "login/git")).containsExactly("login/github", "login/gitlab");
    }

    @Test
    @DisplayName("in a real bash")
    void completesInBash() throws Exception {
        assumeTrue(Program.present("bash", "--version"), "needs the program bash");
        Path program = Program.launcher(folder.resolve("credentials"), Credentials.class);
        Path script = Files.writeString(folder.resolve("completion"), CompletionCommand.script());
        String typed = "source '" + script + "'; COMP_WORDS=('" + program + "' meepa show login/gi); COMP_CWORD=3;"
                + " _credentials_words; printf '%s\\n' \"${COMPREPLY[@]}\"";

        Program.Result found = Program.of("bash", "-c", typed)
                .with(Map.of(
                        "MEEPA_CONFIG",
                        home.configuration().toString(),
                        "MEEPA_HOME",
                        home.folder().toString()))
                .run("");

        assertThat(found).isEqualTo(new Program.Result(0, "login/github\nlogin/gitlab\n", ""));
    }

    private List<String> words(String... typed) throws Exception {
        String[] command = new String[typed.length + 6];
        System.arraycopy(
                new String[] {
                    "--config",
                    home.configuration().toString(),
                    "--home",
                    home.folder().toString(),
                    "completion-words",
                    "--"
                },
                0,
                command,
                0,
                6);
        System.arraycopy(typed, 0, command, 6, typed.length);
        Program.Result result = Program.java(Credentials.class, command).run("");
        assertThat(result.exitCode()).isZero();
        assertThat(result.errors()).isEmpty();
        return result.output().lines().toList();
    }
}
