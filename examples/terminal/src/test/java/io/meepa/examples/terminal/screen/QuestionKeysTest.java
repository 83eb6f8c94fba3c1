package io.meepa.examples.terminal.screen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Secret;
import io.meepa.examples.terminal.Home;
import io.meepa.examples.terminal.Screen;
import io.meepa.examples.terminal.command.Credentials;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Keys that mean nothing do nothing, and a signal leaves nothing in sight")
class QuestionKeysTest {

    private static final String CANARY = "canary-ke75-1123";
    private static final String KEYS = "? keys";

    @TempDir
    Path folder;

    private Home home = new Home(Path.of("."));

    @BeforeEach
    void makeHome() throws IOException, InterruptedException {
        assumeTrue(Screen.present(), "needs the program tmux: only it can type on a terminal");
        home = Home.in(folder);
        home.change(agent -> agent.add(AgentCredential.login("gitlab")
                .item("token", Secret.of(CANARY), ItemType.API_TOKEN)
                .build()));
    }

    private Screen open() throws Exception {
        return Screen.of(80, folder, Credentials.class, home.options());
    }

    @Test
    @DisplayName("no editor's key works at a hidden question: no file is written, no word goes unseen")
    void opensNoEditor() throws Exception {
        try (Screen screen = open()) {
            screen.awaitSight("> login/gitlab").type("e").awaitPrompt("(hidden):");
            screen.type("new-").press("C-x").press("C-e").press("M-d").press("C-Left");
            screen.enter("value");
            screen.awaitSight("replaced token of login/gitlab");

            assertThat(home.login("gitlab", "token")).isEqualTo("new-value");
            assertThat(screen.text()).doesNotContain("Exception", "at org.jline");
        }
    }

    @Test
    @DisplayName("what was deleted at a hidden question cannot be brought back at a visible one")
    void bringsNothingBack() throws Exception {
        try (Screen screen = Screen.of(
                folder,
                Credentials.class,
                home.options("add", "login/github", "--item", "password", "--item", "username"))) {
            screen.awaitPrompt("password (hidden):")
                    .type(CANARY + "-2")
                    .press("C-u")
                    .enter("other");
            screen.awaitPrompt("username:").press("C-y").press("M-y").enter("me");
            screen.awaitPrompt("EXIT:0");

            assertThat(screen.text()).doesNotContain(CANARY);
            assertThat(home.login("github", "password")).isEqualTo("other");
            assertThat(home.login("github", "username")).isEqualTo("me");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Left", "C-Left", "M-d", "F5", "S-Down", "C-DC", "M-D"})
    @DisplayName("a key that the list does not know opens nothing")
    void opensNothingUnasked(String key) throws Exception {
        try (Screen screen = open()) {
            screen.awaitSight("> login/gitlab").press(key);
            screen.type("?")
                    .awaitSight("reveal the values")
                    .awaitPrompt("go back:")
                    .enter("");
            screen.awaitSight("> login/gitlab").type("q").awaitPrompt("EXIT:0");

            assertThat(screen.text()).doesNotContain("stays alive");
            assertThat(home.list()).hasSize(1);
        }
    }

    @Test
    @DisplayName("Esc and Ctrl-D leave a question, and nothing is changed")
    void leavesQuestions() throws Exception {
        try (Screen screen = open()) {
            screen.awaitSight("> login/gitlab")
                    .type("d")
                    .awaitPrompt("Type yes:")
                    .press("Escape");
            screen.awaitSight("left without an answer").type("e");
            screen.awaitPrompt("(hidden):").press("C-d");
            screen.awaitSight("left without an answer").awaitSight(KEYS);

            assertThat(home.login("gitlab", "token")).isEqualTo(CANARY);
        }
    }

    @Test
    @DisplayName("a line break that was pasted at the end is no part of a value")
    void dropsAPastedBreak() throws Exception {
        try (Screen screen = open()) {
            screen.awaitSight("> login/gitlab").type("e").awaitPrompt("(hidden):");
            screen.paste("pasted\tvalue\n").enter("");
            screen.awaitSight("replaced token of login/gitlab");

            assertThat(home.login("gitlab", "token")).isEqualTo("pasted\tvalue");
        }
    }

    @ParameterizedTest
    @CsvSource({"TERM, 143", "HUP, 129", "INT, 130"})
    @DisplayName("a signal gives the terminal back, and takes what is revealed out of sight")
    void givesTheTerminalBack(String signal, int code) throws Exception {
        try (Screen screen = open()) {
            screen.awaitSight("> login/gitlab").type("r").awaitSight(CANARY).signal(signal);
            screen.awaitPrompt("EXIT:" + code);

            assertThat(screen.window()).doesNotContain(CANARY);
            assertThat(screen.restored()).isTrue();
        }
    }
}
