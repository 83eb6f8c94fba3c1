package io.meepa.examples.terminal.menu;

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
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A Ctrl-C at each question there is. */
class InterruptTest {

    private static final String CANARY = "canary-1dea-3141";
    private static final String MENU = "[q]uit:";

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

    /** The command, then each question's end and the answer that leads to the next; the last has no answer. */
    static Stream<Arguments> questions() {
        List<String> adding = List.of(
                MENU,
                "a",
                "Enter for login):",
                "",
                "service:",
                "github",
                "Enter for github):",
                "",
                "or token:",
                "token",
                "token (hidden):",
                CANARY,
                "Enter to save):");
        List<Arguments> all = new ArrayList<>();
        for (int asked = 1; asked <= adding.size(); asked += 2) {
            all.add(Arguments.of(List.of(), adding.subList(0, asked)));
        }
        all.add(Arguments.of(List.of(), List.of(MENU, "1", "Enter to go back:")));
        all.add(Arguments.of(List.of(), List.of(MENU, "1", "Enter to go back:", "r", "Type yes:")));
        all.add(Arguments.of(List.of(), List.of(MENU, "p", "Type yes:")));
        all.add(Arguments.of(List.of("add", "login/github", "--item", "username"), List.of("username:")));
        all.add(Arguments.of(List.of("remove", "login/gitlab"), List.of("Type yes:")));
        all.add(Arguments.of(List.of("deprovision", "--local-only"), List.of("Type yes:")));
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("questions")
    @DisplayName("a Ctrl-C ends with 130, changes nothing and gives the terminal back as it was")
    void changesNothing(List<String> command, List<String> dialogue) throws Exception {
        try (Screen screen = Screen.of(folder, Credentials.class, home.options(command.toArray(String[]::new)))) {
            for (int asked = 0; asked + 1 < dialogue.size(); asked += 2) {
                screen.awaitPrompt(dialogue.get(asked)).enter(dialogue.get(asked + 1));
            }
            screen.awaitPrompt(dialogue.get(dialogue.size() - 1)).press("C-c");

            assertThat(screen.awaitPrompt("EXIT:130").text()).doesNotContain(CANARY, "Exception", "at io.meepa");
            assertThat(screen.restored()).isTrue();
            assertThat(home.list()).hasSize(1);
        }
    }
}
