package io.meepa.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;

@DisplayName("The page needs no pointer: Tab, Enter and Escape do")
@ExtendWith(Chromium.class)
class KeyboardTest {

    private static final String SECRET = "ghp-canary-1234-by-keyboard";

    @Test
    void everythingIsDoneByKeyboardAlone(ChromeDriver browser, @TempDir Path folder) throws Exception {
        try (RunningGateway running = new RunningGateway(folder)) {
            Page page = Page.open(browser, running);
            Keyboard keys = new Keyboard(page);
            keys.isAt("Gateway token");
            keys.type(RunningGateway.TOKEN).enter();
            page.untilDrawn("meepa");
            add(page, keys);
            reveal(page, keys);
            remove(page, keys, running);
            provision(page, keys);
            keys.to("Sign out").enter();
            keys.isAt("Gateway token");
            page.untilHoldsNo(SECRET);
        }
    }

    private static void add(Page page, Keyboard keys) {
        keys.to("+ Add Credential").enter();
        keys.isAt("Category");
        keys.escape();
        page.untilGone(By.id("add-dialog"));
        keys.isAt("+ Add Credential");
        keys.enter();
        keys.isAt("Category");
        keys.to("Service *").type("github").to("Token").type(SECRET).to("Add").enter();
        page.untilReads("#notice", "Added.");
        keys.isAt("+ Add Credential");
    }

    private static void reveal(Page page, Keyboard keys) {
        keys.to("Reveal token of github").enter();
        keys.isAt("Copy and close");
        assertThat(SECRET.equals(page.field("Value").getDomProperty("value"))).isTrue();
        keys.escape();
        keys.isAt("Reveal token of github");
        page.untilHoldsNo(SECRET);
    }

    private static void remove(Page page, Keyboard keys, RunningGateway running) {
        keys.to("Delete github").enter();
        keys.isAt("Cancel");
        keys.escape();
        keys.isAt("Delete github");
        assertThat(running.credentials("meepa")).contains("github");
        keys.enter();
        keys.isAt("Cancel");
        keys.to("Delete").enter();
        page.untilReads("#notice", "Deleted.");
        keys.isAt("meepa");
    }

    private static void provision(Page page, Keyboard keys) {
        keys.to("scout").enter();
        page.untilDrawn("scout");
        keys.isAt("scout");
        keys.to("Provision").enter();
        keys.isAt("Cancel");
        keys.to("Go ahead").enter();
        page.untilReads("#credentials", "agentmail");
    }
}
