package io.meepa.examples.terminal.screen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.CredentialStatus;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Secret;
import io.meepa.examples.terminal.Home;
import io.meepa.examples.terminal.Screen;
import io.meepa.examples.terminal.command.Credentials;
import io.meepa.examples.terminal.output.Cells;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("F-902: the screen, typed on a real pseudo-terminal")
class CredentialScreenTest {

    private static final String CANARY = "canary-0ff1ce-2718";
    private static final String KEYS = "? keys";

    @TempDir
    Path folder;

    private Home home = new Home(Path.of("."));

    @BeforeEach
    void makeHome() throws IOException, InterruptedException {
        assumeTrue(Screen.present(), "needs the program tmux: only it can type on a terminal");
        home = Home.in(folder, Home.CONFIGURATION);
        home.change(agent -> {
            agent.add(AgentCredential.login("github")
                    .item("username", Secret.of("meepa-bot"), ItemType.USERNAME)
                    .item("token", Secret.of(CANARY), ItemType.API_TOKEN)
                    .build());
            agent.add(AgentCredential.login("日本語のサービス")
                    .item("token", Secret.of(CANARY + "-2"), ItemType.API_TOKEN)
                    .build());
            agent.add(AgentCredential.login("broken")
                    .item("token", Secret.of(CANARY + "-3"), ItemType.API_TOKEN)
                    .status(new CredentialStatus.Failed("the plan allows no more"))
                    .build());
        });
    }

    private Screen open(int columns) throws Exception {
        return Screen.of(columns, folder, Credentials.class, home.options());
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 80, 120})
    @DisplayName("lists, chooses with arrows and shows details at every width, without a value")
    void listsAndChooses(int columns) throws Exception {
        try (Screen screen = open(columns)) {
            screen.awaitSight("> login/github").awaitSight("meepa-bot").awaitSight("2 token  ••••");
            screen.press("Down").awaitSight("> login/日本語");
            screen.press("Down").awaitSight("> login/broken").awaitSight("the plan allows no more");
            screen.press("Up").awaitSight("> login/日本語");

            assertThat(screen.window().lines())
                    .allSatisfy(line -> assertThat(Cells.width(line)).isLessThanOrEqualTo(columns));
            assertThat(screen.window()).contains(KEYS, "failed").doesNotContain(CANARY);
            screen.type("q").awaitPrompt("EXIT:0");
            assertThat(screen.restored()).isTrue();
        }
    }

    @Test
    @DisplayName("shows states in colours, beside their words")
    void coloursStates() throws Exception {
        try (Screen screen = open(120)) {
            screen.awaitSight("> login/github");

            assertThat(screen.colours()).containsPattern("\u001b\\[[0-9;]*31m[^\n]*failed");
            assertThat(screen.colours()).containsPattern("\u001b\\[[0-9;]*32m[^\n]*ready");
        }
    }

    @Test
    @DisplayName("filters while typing; Enter keeps the filter, Esc drops it")
    void filters() throws Exception {
        try (Screen screen = open(80)) {
            screen.awaitSight("> login/github").type("/").awaitSight("/_");
            screen.type("failed").awaitSight("/failed_").awaitSight("> login/broken");
            screen.press("Enter").awaitSight("(1 of 3)");
            assertThat(screen.window()).doesNotContain("login/github");
            screen.press("Escape").awaitSight("> login/github");
            screen.type("/zz").awaitSight("nothing fits");
            screen.press("BSpace").press("BSpace").awaitSight("> login/github");
        }
    }

    @Test
    @DisplayName("reveals until the next key, and copies without showing")
    void revealsAndCopies() throws Exception {
        try (Screen screen = open(80)) {
            screen.awaitSight("> login/github").type("r").awaitSight("2 token  " + CANARY);
            screen.type("r").awaitGone(CANARY);
            screen.type("r").awaitSight(CANARY).press("Down").awaitGone(CANARY + "\n");
            assertThat(screen.window()).doesNotContain(CANARY);

            screen.press("Up").awaitSight("> login/github").type("c").awaitSight("copy which item? 1-2");
            screen.type("2").awaitSight("token: given to the terminal's clipboard");

            assertThat(screen.window()).doesNotContain(CANARY);
            assertThat(screen.clipboard()).isEqualTo(CANARY);
        }
    }

    @Test
    @DisplayName("adds by the category's form, asking again for what is wrong")
    void addsByForm() throws Exception {
        try (Screen screen = open(80)) {
            screen.awaitSight(KEYS).type("a");
            screen.awaitPrompt("Enter for login):").enter("api_key");
            screen.awaitPrompt("Service:").enter("openai");
            screen.awaitPrompt("has two:").enter("");
            screen.awaitPrompt("(hidden):").enter("");
            screen.awaitPrompt("(hidden):").enter("");
            screen.awaitPrompt("empty:").enter("");
            screen.awaitSight("must be filled in").awaitPrompt("(hidden):").enter(CANARY + "-new");
            screen.awaitSight("added api_key/openai");

            assertThat(screen.text()).doesNotContain(CANARY);
            assertThat(home.list()).hasSize(4);
        }
    }

    @Test
    @DisplayName("replaces a value unseen, and removes after a yes")
    void replacesAndRemoves() throws Exception {
        try (Screen screen = open(80)) {
            screen.awaitSight("> login/github").type("e");
            screen.awaitPrompt("which item:").enter("token");
            screen.awaitPrompt("new value of token (hidden):").enter(CANARY + "!1 \\");
            screen.awaitSight("replaced token of login/github");
            assertThat(home.login("github", "token")).isEqualTo(CANARY + "!1 \\");

            screen.type("d").awaitPrompt("Type yes:").enter("no");
            screen.awaitSight("nothing was changed");
            screen.type("d").awaitPrompt("Type yes:").enter("yes");
            screen.awaitSight("removed login/github");

            assertThat(screen.window()).doesNotContain(CANARY);
            assertThat(home.list()).hasSize(2);
        }
    }

    @Test
    @DisplayName("shows the plan, provisions after a yes with its progress, and says what is wrong")
    void provisionsAndExamines() throws Exception {
        try (Screen screen = open(80)) {
            screen.awaitSight(KEYS).type("p");
            screen.awaitSight("record").awaitPrompt("Type yes:").enter("yes");
            screen.awaitSight("phone/manual: succeeded").awaitPrompt("go back:").enter("");
            screen.awaitSight("provisioned").awaitSight("phone/manual");
            screen.type("o")
                    .awaitSight("no-recovery-recipient")
                    .awaitPrompt("go back:")
                    .enter("");
            screen.awaitSight(KEYS)
                    .type("?")
                    .awaitSight("reveal the values")
                    .awaitPrompt("go back:")
                    .enter("");

            screen.awaitSight("> login/github").press("C-d").awaitPrompt("EXIT:0");
            assertThat(home.list()).hasSize(4);
        }
    }

    @Test
    @DisplayName("takes everything away only for the agent's name")
    void deprovisions() throws Exception {
        try (Screen screen = open(80)) {
            screen.awaitSight(KEYS).type("D");
            screen.awaitPrompt("stays alive):").enter("local-only");
            screen.awaitPrompt("agent's name:").enter("yes");
            screen.awaitSight("nothing was changed");
            assertThat(home.list()).hasSize(3);
            screen.type("D").awaitPrompt("stays alive):").enter("local-only");
            screen.awaitPrompt("agent's name:").enter("meepa");
            screen.awaitPrompt("go back:").enter("");
            screen.awaitSight("nothing yet");

            assertThat(home.list()).isEmpty();
        }
    }

    @Test
    @DisplayName("follows the window's size")
    void followsTheWindow() throws Exception {
        try (Screen screen = open(120)) {
            screen.awaitSight("> login/github").awaitSight(" | ");
            screen.resize(40, 20).awaitSight("----------").awaitSight("> login/github");
            assertThat(screen.window()).doesNotContain(" | ");
        }
    }

    @Test
    @DisplayName("an own credential is neither rotated nor suspended; the screen says so and continues")
    void continuesAfterAnError() throws Exception {
        try (Screen screen = open(80)) {
            screen.awaitSight("> login/github")
                    .type("t")
                    .awaitPrompt("Type yes:")
                    .enter("yes");
            screen.awaitSight("own credential").awaitSight("> login/github");
        }
    }

    @Test
    @DisplayName("shows nothing that steers the terminal")
    void spellsOutWhatSteers() throws Exception {
        home.change(agent -> agent.add(AgentCredential.login("<b>gitbuh</b>")
                .item("token", Secret.of(CANARY), ItemType.API_TOKEN)
                .build()));
        home.rename("<b>gitbuh</b>", "<b>git\u202ebuh</b>");
        try (Screen screen = open(120)) {
            screen.awaitSight("<b>git<U+202E>buh</b>").type("q");

            assertThat(screen.awaitPrompt("EXIT:0").text()).doesNotContain(CANARY, "Exception");
            assertThat(screen.restored()).isTrue();
        }
    }

    @Test
    @DisplayName("the command add stores what is typed unseen")
    void storesWhatIsTypedUnseen() throws Exception {
        String[] add = home.options("add", "login/gitlab", "--item", "username", "--item", "password");
        try (Screen screen = Screen.of(folder, Credentials.class, add)) {
            screen.awaitPrompt("username:").enter("meepa");
            screen.awaitPrompt("password (hidden):").enter(CANARY + "!1 \\");

            assertThat(screen.awaitPrompt("EXIT:0").text())
                    .contains("username: meepa")
                    .doesNotContain(CANARY);
            assertThat(home.login("gitlab", "password")).isEqualTo(CANARY + "!1 \\");
        }
    }
}
