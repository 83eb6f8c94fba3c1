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
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A Ctrl-C on the list and at each kind of question there is. */
class InterruptTest {

    private static final String CANARY = "canary-1dea-3141";
    private static final String KEYS = "doctor";

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

    /** The command, the key that opens the questions, then each question's end and the answer; the last has no answer. */
    static Stream<Arguments> questions() {
        List<String> adding = List.of(
                "Enter for login):",
                "",
                "Service:",
                "github",
                "has two:",
                "",
                "may be empty:",
                "me",
                "(hidden):",
                CANARY,
                "beside it (hidden):");
        List<Arguments> all = new ArrayList<>();
        all.add(Arguments.of(List.of(), "", List.of(KEYS)));
        for (int asked = 1; asked <= adding.size(); asked += 2) {
            all.add(Arguments.of(List.of(), "a", adding.subList(0, asked)));
        }
        for (String key : List.of("d", "t", "s")) {
            all.add(Arguments.of(List.of(), key, List.of("Type yes:")));
        }
        all.add(Arguments.of(List.of(), "D", List.of("stays alive):", "revoke", "agent's name:")));
        all.add(Arguments.of(List.of(), "e", List.of("(hidden):")));
        all.add(Arguments.of(List.of("add", "login/github", "--item", "username"), "", List.of("username:")));
        all.add(Arguments.of(List.of("remove", "login/gitlab"), "", List.of("Type yes:")));
        all.add(Arguments.of(List.of("deprovision", "--local-only"), "", List.of("Type yes:")));
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("questions")
    @DisplayName("ends with 130, changes nothing and gives the terminal back as it was")
    void changesNothing(List<String> command, String key, List<String> dialogue) throws Exception {
        try (Screen screen = Screen.of(folder, Credentials.class, home.options(command.toArray(String[]::new)))) {
            if (!key.isEmpty()) {
                screen.awaitPrompt(KEYS).type(key);
            }
            for (int asked = 0; asked + 1 < dialogue.size(); asked += 2) {
                screen.awaitPrompt(dialogue.get(asked)).enter(dialogue.get(asked + 1));
            }
            screen.awaitPrompt(dialogue.get(dialogue.size() - 1)).press("C-c");

            assertThat(screen.awaitPrompt("EXIT:130").text()).doesNotContain(CANARY, "Exception", "at io.meepa");
            assertThat(screen.restored()).isTrue();
            assertThat(home.list()).hasSize(1);
        }
    }

    @Test
    @DisplayName("what is typed is hidden, and the echo is given back")
    void givesTheEchoBack() throws Exception {
        String[] add = home.options("add", "login/github", "--item", "token");
        try (Screen screen = Screen.of(folder, Credentials.class, add)) {
            screen.awaitPrompt("token (hidden):")
                    .press("c")
                    .press("a")
                    .press("n")
                    .press("C-c");
            screen.awaitPrompt("EXIT:130").enter("seen again");

            assertThat(screen.awaitPrompt("seen again").text()).doesNotContain("hidden): can", "Exception");
            assertThat(home.list()).hasSize(1);
        }
    }
}
