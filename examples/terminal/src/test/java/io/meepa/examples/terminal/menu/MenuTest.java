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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Types on a real pseudo-terminal and reads its screen. */
class MenuTest {

    private static final String CANARY = "canary-0ff1ce-2718";

    @TempDir
    Path folder;

    private Home home = new Home(Path.of("."));

    @BeforeEach
    void makeHome() throws IOException, InterruptedException {
        assumeTrue(Screen.present(), "needs the program tmux: only it can type on a terminal");
        home = Home.in(folder, Home.CONFIGURATION);
    }

    @Test
    void addsShowsAndRemovesALogin() throws Exception {
        try (Screen screen = Screen.of(folder, Credentials.class, home.options())) {
            screen.awaitPrompt("[q]uit:").enter("a");
            screen.awaitPrompt("Enter for login):").enter("");
            screen.awaitPrompt("service:").enter("github");
            screen.awaitPrompt("Enter for github):").enter("");
            screen.awaitPrompt("or token:").enter("token");
            screen.awaitPrompt("token (hidden):").enter(CANARY);
            screen.awaitPrompt("Enter to save):").enter("");
            screen.awaitPrompt("[q]uit:").enter("1");
            assertThat(screen.awaitPrompt("Enter to go back:").text())
                    .contains("login/github", "token  api_token  ••••");
            assertThat(home.login("github", "token")).isEqualTo(CANARY);

            screen.enter("").awaitPrompt("[q]uit:").enter("e");
            assertThat(screen.awaitPrompt("[q]uit:").text()).contains("GITHUB_TOKEN  ••••");
            screen.enter("7").awaitPrompt("[q]uit:").enter("1");
            screen.awaitPrompt("Enter to go back:").enter("r");
            screen.awaitPrompt("Type yes:").enter("no");
            screen.awaitPrompt("[q]uit:");
            assertThat(home.list()).hasSize(1);
            screen.enter("1").awaitPrompt("Enter to go back:").enter("r");
            screen.awaitPrompt("Type yes:").enter("yes");
            screen.awaitPrompt("[q]uit:").enter("q");

            assertThat(screen.awaitPrompt("EXIT:0").text())
                    .contains("a number up to 1", "removed login/github")
                    .doesNotContain(CANARY, "Exception");
            assertThat(home.list()).isEmpty();
            assertThat(Home.everythingIn(folder.resolve("home"))).doesNotContain(CANARY);
        }
    }

    @Test
    void examinesTheHomeAndShowsNothingThatSteersTheTerminal() throws Exception {
        home.change(agent -> agent.add(AgentCredential.login("<b>github</b>")
                .item("token", Secret.of(CANARY), ItemType.API_TOKEN)
                .build()));
        home.rename("<b>github</b>", "<b>git\u202ehub</b>");
        try (Screen screen = Screen.of(folder, Credentials.class, home.options())) {
            assertThat(screen.awaitPrompt("[q]uit:").text()).contains("<b>git<U+202E>hub</b>");
            screen.enter("d");
            assertThat(screen.awaitPrompt("[q]uit:").text()).contains("healthy", "no-recovery-recipient");
            screen.enter("q");

            assertThat(screen.awaitPrompt("EXIT:0").text()).doesNotContain(CANARY, "Exception");
            assertThat(screen.restored()).isTrue();
        }
    }

    @Test
    void provisionsAfterAYesAndShowsTheProgress() throws Exception {
        try (Screen screen = Screen.of(folder, Credentials.class, home.options())) {
            screen.awaitPrompt("[q]uit:").enter("p");
            screen.awaitPrompt("Type yes:").enter("yes");
            assertThat(screen.awaitPrompt("[q]uit:").text()).contains("phone/manual: begun", "complete  true");
            screen.press("C-d").awaitPrompt("EXIT:0");
            assertThat(home.list()).hasSize(1);
        }
    }

    @Test
    void endsWithoutATraceAtACtrlC() throws Exception {
        try (Screen screen = Screen.of(folder, Credentials.class, home.options())) {
            screen.awaitPrompt("[q]uit:").enter("a");
            screen.awaitPrompt("Enter for login):").press("C-c");

            assertThat(screen.awaitPrompt("EXIT:130").text())
                    .doesNotContain("Exception", "at io.meepa", "at org.jline");
        }
    }

    @Test
    void hidesWhatIsTypedAndGivesTheEchoBackAfterACtrlC() throws Exception {
        String[] add = home.options("add", "login/github", "--item", "token");
        try (Screen screen = Screen.of(folder, Credentials.class, add)) {
            screen.awaitPrompt("token (hidden):")
                    .press("c")
                    .press("a")
                    .press("n")
                    .press("C-c");
            screen.awaitPrompt("EXIT:130").enter("seen again");

            assertThat(screen.awaitPrompt("seen again").text()).doesNotContain("hidden): can", "Exception");
            assertThat(home.list()).isEmpty();
        }
    }

    @Test
    void storesWhatIsTypedUnseen() throws Exception {
        String[] add = home.options("add", "login/github", "--item", "username", "--item", "password");
        try (Screen screen = Screen.of(folder, Credentials.class, add)) {
            screen.awaitPrompt("username:").enter("meepa");
            screen.awaitPrompt("password (hidden):").enter(CANARY + "!1 \\");

            assertThat(screen.awaitPrompt("EXIT:0").text())
                    .contains("username: meepa")
                    .doesNotContain(CANARY);
            assertThat(home.login("github", "password")).isEqualTo(CANARY + "!1 \\");
        }
    }
}
