package io.meepa.examples.terminal.screen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialStatus;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Secret;
import io.meepa.examples.terminal.Home;
import io.meepa.examples.terminal.Program;
import io.meepa.examples.terminal.Screen;
import io.meepa.examples.terminal.command.Credentials;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pictures of the documentation, made of what a real terminal shows. Only where the variable PICTURES names a folder. */
@DisplayName("Pictures of the screen")
class PicturesTest {

    private static final int ROWS = 18;
    private static final int CELL_WIDTH = 8;
    private static final int CELL_HEIGHT = 18;
    private static final Pattern STYLE = Pattern.compile("\u001b\\[([0-9;]*)m");
    private static final Map<String, String> STYLES = Map.of(
            "1", "font-weight:bold",
            "2", "opacity:.6",
            "7", "background:#cdd6f4;color:#1e1e2e",
            "31", "color:#f38ba8",
            "32", "color:#a6e3a1",
            "33", "color:#f9e2af",
            "35", "color:#cba6f7");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {40, 80, 120})
    void shows(int columns) throws Exception {
        String pictures = System.getenv("PICTURES");
        assumeTrue(pictures != null, "the variable PICTURES names no folder");
        Home home = Home.in(folder, Home.CONFIGURATION);
        home.change(PicturesTest::fill);
        home.change(AgentCredentials::provision);
        try (Screen screen = Screen.of(columns, folder, Credentials.class, home.options())) {
            screen.awaitSight("> login/github").resize(columns, ROWS).awaitSight("? keys");
            screen.awaitSight("meepa-bot");
            Path page = Files.writeString(folder.resolve("page.html"), page(screen.colours()));
            Path picture = Path.of(pictures, "terminal-" + columns + ".png");
            Program.of(
                            "chromium",
                            "--headless",
                            "--no-sandbox",
                            "--hide-scrollbars",
                            "--screenshot=" + picture,
                            "--window-size=" + (columns * CELL_WIDTH + 24) + "," + (ROWS * CELL_HEIGHT + 24),
                            page.toUri().toString())
                    .run("");
            assertThat(picture).isNotEmptyFile();
        }
    }

    private static void fill(AgentCredentials agent) {
        agent.add(AgentCredential.login("github")
                .item("username", Secret.of("meepa-bot"), ItemType.USERNAME)
                .item("token", Secret.of("canary-1-made-up"), ItemType.API_TOKEN)
                .build());
        agent.add(AgentCredential.login("gitlab")
                .item("token", Secret.of("canary-2-made-up"), ItemType.API_TOKEN)
                .status(new CredentialStatus.Failed("the plan allows no more"))
                .build());
        agent.add(AgentCredential.of(Category.API_KEY, "openai")
                .item("api_key", Secret.of("canary-3-made-up"), ItemType.API_TOKEN)
                .status(CredentialStatus.Settled.PENDING_MANUAL)
                .build());
    }

    private static String page(String shown) {
        return "<!doctype html><meta charset=utf-8><style>body{margin:12px;background:#1e1e2e;color:#cdd6f4}"
                + "pre{margin:0;font:13.3px/18px 'DejaVu Sans Mono',monospace}</style><pre>" + styled(escaped(shown))
                + "</pre>";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    /** Each sequence ends what was open, so that the parts never nest. */
    private static String styled(String text) {
        Matcher sequences = STYLE.matcher(text);
        StringBuilder page = new StringBuilder("<span>");
        StringBuilder open = new StringBuilder();
        while (sequences.find()) {
            for (String code : sequences.group(1).split(";", -1)) {
                if (code.isEmpty() || code.equals("0")) {
                    open.setLength(0);
                } else if (code.equals("39")) {
                    open.append("color:#cdd6f4;");
                } else {
                    open.append(STYLES.getOrDefault(code, "")).append(';');
                }
            }
            sequences.appendReplacement(page, Matcher.quoteReplacement("</span><span style=\"" + open + "\">"));
        }
        return sequences.appendTail(page).append("</span>").toString();
    }
}
