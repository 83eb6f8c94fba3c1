package io.meepa.examples.terminal.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Secret;
import io.meepa.examples.terminal.Home;
import io.meepa.examples.terminal.Program;
import io.meepa.examples.terminal.exit.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("F-901: values are bytes, whatever the locale")
class LocaleTest {

    private static final String VALUE = "päss-€-\ud83d\udd11-canary-5ca1e";

    @TempDir
    Path folder;

    private Home home = new Home(Path.of("."));

    @BeforeEach
    void addALogin() throws IOException {
        home = Home.in(folder, Home.CONFIGURATION);
        home.change(agent -> agent.add(AgentCredential.login("github")
                .name("Büro")
                .item("token", Secret.of(VALUE), ItemType.API_TOKEN)
                .build()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"C", "C.UTF-8", ""})
    @DisplayName("show --reveal --item gives every byte")
    void revealsExactBytes(String locale) throws Exception {
        assertThat(bytes(locale, "show", "login/github", "--reveal", "--item", "token"))
                .isEqualTo(VALUE.getBytes(StandardCharsets.UTF_8));
        assertThat(bytes(locale, "export"))
                .isEqualTo(("GITHUB_TOKEN=" + VALUE + "\n").getBytes(StandardCharsets.UTF_8));
    }

    @Test
    @DisplayName("a listing spells out what the locale cannot carry, and never prints a question mark for it")
    void spellsOutWhatTheLocaleCannotCarry() throws Exception {
        assertThat(run("C", "show", "login/github").output())
                .contains("B<U+00FC>ro", "****")
                .doesNotContain("?");
        assertThat(run("C.UTF-8", "show", "login/github").output()).contains("Büro", "••••");
    }

    @Test
    @DisplayName("an argument that the locale cannot decode is refused before anything is stored")
    void refusesAnArgumentThatIsNotDecoded() throws Exception {
        List<String> command = new ArrayList<>(Program.javaCommand(Credentials.class));
        command.addAll(List.of(home.options("add", "login/gitlab", "--item", "token", "--stdin", "--name")));
        String line = Program.quoted(command) + " \"$(printf 'B\\303\\274ro')\"";

        Program.Result refused = Program.of("sh", "-c", line).with(locale("C")).run(VALUE);
        int kept = home.list().size();
        Program.Result stored =
                Program.of("sh", "-c", line).with(locale("C.UTF-8")).run(VALUE);

        assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(refused.errors()).contains("LC_ALL").doesNotContain("canary");
        assertThat(kept).isEqualTo(1);
        assertThat(stored.exitCode()).isZero();
        assertThat(home.list()).extracting("name").containsExactly("Büro", "Büro");
    }

    private Program.Result run(String locale, String... command) throws Exception {
        return program(locale, command).run("");
    }

    /** Into a file, where every byte can be seen. */
    private byte[] bytes(String locale, String... command) throws Exception {
        Path out = folder.resolve("out");
        List<String> words = new ArrayList<>(Program.javaCommand(Credentials.class));
        words.addAll(List.of(home.options(command)));
        Program.Result result = Program.of("sh", "-c", Program.quoted(words) + " >'" + out + "'")
                .with(locale(locale))
                .run("");
        assertThat(result).isEqualTo(new Program.Result(0, "", ""));
        return Files.readAllBytes(out);
    }

    private Program program(String locale, String... command) {
        return Program.java(Credentials.class, home.options(command)).with(locale(locale));
    }

    private static Map<String, String> locale(String locale) {
        return Map.of("LC_ALL", locale, "LANG", locale, "LC_CTYPE", locale);
    }
}
