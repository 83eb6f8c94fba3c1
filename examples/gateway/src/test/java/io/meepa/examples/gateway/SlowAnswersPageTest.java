package io.meepa.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;

@DisplayName(
        "An answer that comes late does what was asked for, and nothing to those who have gone on; in a real browser")
@ExtendWith(Chromium.class)
class SlowAnswersPageTest {

    private static final String SECRET = "ghp-canary-4714-on-its-way";
    private static final String ITEM = "/items/token";

    private RunningGateway running;
    private Page page;

    @BeforeEach
    void start(ChromeDriver browser, @TempDir Path folder) throws Exception {
        running = new RunningGateway(folder);
        running.addLogin("github", "GitHub", SECRET);
        page = Page.signedIn(browser, running);
        page.card("github");
    }

    @AfterEach
    void stop() {
        page.untilHoldsNo(SECRET);
        page.untilHoldsNo(RunningGateway.TOKEN);
        running.close();
    }

    @Test
    void showsNoValueToThoseWhoSignedOut() {
        page.hold("POST", "/reveal");
        page.press("Reveal token of github");
        page.untilHeld();
        page.press("Sign out");
        page.button("Sign in");
        page.letGo();
        assertThat(page.readable().contains(SECRET)).as("the value is there").isFalse();
        assertThat(page.offers("Copy and close")).isFalse();
    }

    @Test
    void showsNoValueOfAnAgentThatIsNotShownAnyMore() {
        page.hold("POST", "/reveal");
        page.press("Reveal token of github");
        page.untilHeld();
        page.press("scout");
        page.untilDrawn("scout");
        page.letGo();
        assertThat(page.readable().contains(SECRET)).as("the value is there").isFalse();
        assertThat(page.offers("Copy and close")).isFalse();
    }

    @Test
    void drawsTheAgentThatWasChosenLast() {
        page.hold("GET", "/api/captain/agents");
        page.press("scout");
        page.untilHeld();
        page.press("meepa");
        page.untilDrawn("meepa");
        page.letGo();
        // What would be drawn wrongly has asked for more before this is answered.
        page.browser.executeAsyncScript(
                "fetch('/openapi.json').then(() => fetch('/openapi.json')).then(arguments[0], arguments[0])");
        page.untilDrawn("meepa");
        page.card("github");
    }

    @Test
    void asksNothingOfThoseWhoSignedOut() {
        page.hold("GET", "/plan");
        page.press("Provision");
        page.untilHeld();
        page.press("Sign out");
        page.button("Sign in");
        page.letGo();
        page.untilGone(By.id("ask-dialog"));
    }

    @Test
    void leavesAtOnceWhateverTheGatewayAnswers() {
        page.hold("DELETE", "/api/session");
        page.press("Sign out");
        page.button("Sign in");
        page.untilHeld();
    }

    @Test
    void copiesNothingForThoseWhoSignedOut() {
        page.allowClipboard();
        page.browser.executeAsyncScript(
                "navigator.clipboard.writeText('nothing yet').then(arguments[0], arguments[0])");
        page.hold("POST", "/reveal");
        page.press("Copy token of github");
        page.untilHeld();
        page.press("Sign out");
        page.button("Sign in");
        page.letGo();
        assertThat(page.clipboard()).isEqualTo("nothing yet");
    }

    @Test
    void hidesTheValueWhenThePageLeadsElsewhere() {
        page.press("scout");
        page.untilDrawn("scout");
        page.press("meepa");
        page.untilDrawn("meepa");
        page.press("Reveal token of github");
        page.untilReads("#reveal-title", "token of github (GitHub), agent meepa");
        page.browser.navigate().back();
        page.untilDrawn("scout");
        page.untilGone(By.id("reveal-dialog"));
        page.untilHoldsNo(SECRET);
    }

    @Test
    void takesAQuestionAwayWhenThePageLeadsElsewhere() {
        page.press("scout");
        page.untilDrawn("scout");
        page.press("Deprovision");
        page.seen(By.id("ask-cancel"));
        page.browser.navigate().back();
        page.untilDrawn("meepa");
        page.untilGone(By.id("ask-dialog"));
    }

    @Test
    void cancelsNothingThatIsBeingSent() {
        page.press("Replace token of github");
        page.hold("PUT", ITEM);
        page.type("New value", SECRET + "-of-later");
        page.press("Save");
        page.untilHeld();
        assertThat(page.button("Cancel").isEnabled()).isFalse();
        new Keyboard(page).escape();
        page.seen(By.id("ask-dialog"));
        page.letGo();
        page.untilReads("#notice", "Replaced.");
        page.untilGone(By.id("ask-dialog"));
    }

    @Test
    void cancelsNoFormThatIsBeingSent() {
        page.hold("POST", "/forms/login");
        fillIn("gitlab");
        page.press("Add");
        page.untilHeld();
        assertThat(page.button("Cancel").isEnabled()).isFalse();
        page.letGo();
        page.untilReads("#notice", "Added.");
        page.untilTextsAre("#credentials h4", "github", "gitlab");
    }

    @Test
    void closesNoFormThatWasOpenedMeanwhile() {
        page.hold("POST", "/forms/login");
        fillIn("gitlab");
        page.press("Add");
        page.untilHeld();
        close("add-dialog");
        fillIn("bitbucket");
        page.letGo();
        page.untilReads("#notice", "Added.");
        assertThat(page.field("Service").getDomProperty("value")).isEqualTo("bitbucket");
        page.press("Cancel");
        page.untilTextsAre("#credentials h4", "github", "gitlab");
    }

    @Test
    void closesNoQuestionThatWasOpenedMeanwhile() {
        page.press("Replace token of github");
        page.hold("PUT", ITEM);
        page.type("New value", SECRET + "-of-later");
        page.press("Save");
        page.untilHeld();
        close("ask-dialog");
        page.press("Delete github");
        page.letGo();
        page.untilReads("#notice", "Replaced.");
        assertThat(page.seen(By.id("ask-title")).getText()).isEqualTo("Delete this credential?");
        page.press("Cancel");
        page.untilGone(By.id("ask-dialog"));
        assertThat(running.credentials("meepa")).contains("github");
    }

    @Test
    void deprovisionsAfterTheTokenWasGivenAgainAndShowsIt() {
        running.clock.advance(Duration.ofMinutes(10));
        page.press("Deprovision");
        page.type("Type meepa to confirm", "meepa");
        page.press("Deprovision now");
        page.type("Gateway token, again", RunningGateway.TOKEN);
        page.press("Go on");
        page.untilReads("#run-title", "Deprovisioning: Done");
        page.untilGone(By.id("ask-dialog"));
        page.untilTextsAre("#credentials", "Nothing yet: provision the agent, or add a credential.");
    }

    @Test
    void leadsBackToTheQuestionIfTheTokenIsNotGivenAgain() {
        running.clock.advance(Duration.ofMinutes(10));
        page.press("Deprovision");
        page.type("Type meepa to confirm", "meepa");
        page.press("Deprovision now");
        page.seen(By.xpath("//h2[.='Is it still you?']"));
        page.press("Cancel");
        page.untilReads("#ask-title", "Deprovision meepa?");
        page.untilReads("#ask-error", "give the gateway's token again");
        page.press("Cancel");
        page.untilGone(By.id("ask-dialog"));
        assertThat(running.credentials("meepa")).contains("github");
    }

    private void fillIn(String service) {
        page.press("+ Add Credential");
        page.type("Service", service);
        page.type("Token", SECRET);
    }

    /** As a browser does that lets nobody keep a dialog open by force. */
    private void close(String dialog) {
        page.browser.executeScript("document.getElementById(arguments[0]).close()", dialog);
    }
}
