package io.meepa.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.Secret;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;

@DisplayName("F-803, 4: what cannot be used any more looks like it, and says why, in a real browser")
@ExtendWith(Chromium.class)
class StatesPageTest {

    private static final String SECRET = "canary-4713-of-a-state";

    private Path folder;
    private RunningGateway running;
    private Page page;

    @BeforeEach
    void start(ChromeDriver browser, @TempDir Path temporary) throws Exception {
        folder = temporary;
        running = new RunningGateway(folder);
        page = Page.signedIn(browser, running);
    }

    @AfterEach
    void stop() {
        page.untilHoldsNo(SECRET);
        running.close();
    }

    @Test
    @DisplayName("a token ends: first it expires soon, then it has expired, and the agent needs attention")
    void showsWhatExpires() {
        addToken("acme", "2026-03-10T09:00:00Z");
        addToken("lasting", "2027-03-10T09:00:00Z");
        assertThat(badge("acme").getText()).isEqualTo("Expires soon");
        assertThat(page.card("acme").getText()).contains("Reason: ends at 10 Mar 2026");
        String soon = colour("acme");
        String good = colour("lasting");

        running.clock.advance(Duration.ofDays(9));
        page.browser.navigate().refresh();
        page.signIn();
        assertThat(badge("acme").getText()).isEqualTo("Expired");
        assertThat(page.card("acme").getText()).contains("Reason: ended at 10 Mar 2026");
        assertThat(badge("lasting").getText()).isEqualTo("Existing");
        assertThat(colour("acme")).isNotEqualTo(soon).isNotEqualTo(good);
        page.untilTextsAre("#agents .count", "1\nneeds attention");
    }

    @Test
    @DisplayName("a token that its service refused says so and when, until its value is replaced")
    void showsWhatItsServiceRefused() {
        addToken("acme", "");
        String good = colour("acme");
        try (CredentialManager tool = CredentialManager.builder()
                .configuration(folder.resolve("config.yaml"))
                .home(running.home)
                .clock(running.clock)
                .open()) {
            tool.agent("meepa").tokens().reportRejected(CredentialKey.of(Category.TOKEN, "acme"), Secret.of(SECRET));
        }
        page.reload();
        assertThat(badge("acme").getText()).isEqualTo("Refused by its service");
        assertThat(page.card("acme").getText()).contains("Reason: its service refused it at 1 Mar 2026");
        assertThat(colour("acme")).isNotEqualTo(good);
        page.untilTextsAre("#agents .count", "1\nneeds attention");

        page.press("Replace token of acme");
        page.type("New value", SECRET + "-of-later");
        page.press("Save");
        page.untilReads("#notice", "Replaced.");
        page.until("acme stays refused", driver -> colour("acme").equals(good));
        page.untilGone(By.cssSelector("#agents .count"));
    }

    private void addToken(String service, String end) {
        page.press("+ Add Credential");
        page.field("Category")
                .findElement(By.cssSelector("option[value=token]"))
                .click();
        page.type("Service", service);
        page.type("Token", SECRET);
        if (!end.isEmpty()) {
            page.type("Expires", end);
        }
        page.press("Add");
        page.untilReads("#notice", "Added.");
        page.untilReads("#credentials h4", service);
    }

    private WebElement badge(String service) {
        return page.card(service).findElement(By.className("badge"));
    }

    private String colour(String service) {
        return badge(service).getCssValue("color");
    }
}
