package io.meepa.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.standin.Fault;
import io.meepa.credentials.standin.Route;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;

@DisplayName("M-53, M-50, M-51: what people do on the page, in a real browser")
@ExtendWith(Chromium.class)
class PageTest {

    private static final String SECRET = "ghp-canary-4711-on-a-page";

    private RunningGateway running;
    private Page page;

    @BeforeEach
    void start(ChromeDriver browser, @TempDir Path folder) throws Exception {
        running = new RunningGateway(folder);
        page = Page.signedIn(browser, running);
    }

    @AfterEach
    void stop() {
        page.untilHoldsNo(SECRET);
        page.untilHoldsNo(RunningGateway.TOKEN);
        running.close();
    }

    @Test
    void signsInWithTheTokenStaysSignedInAndSignsOut() {
        page.reload();
        page.press("Sign out");
        page.type("Gateway token", "wrong");
        page.press("Sign in");
        page.untilReads("#sign-in-error", "not the gateway's token");
        page.browser.navigate().refresh();
        page.seen(By.id("gateway-token"));
        assertThat(page.offers("+ Add Credential")).isFalse();
    }

    @Test
    void addsThroughTheFormAndShowsAtTheFieldWhatIsWrong() {
        page.press("+ Add Credential");
        page.type("Token", SECRET);
        page.type("Web address", "github.com");
        page.press("Add");

        page.untilReads("#field-url-problem", "Web address must begin with https://");
        assertThat(page.field("Web address").getDomAttribute("aria-invalid")).isEqualTo("true");
        assertThat(page.field("Token").getDomAttribute("aria-invalid")).isEqualTo("false");
        page.untilReads("#field-service-problem", "Service");
        page.until(
                "the first field that is wrong is not chosen",
                driver -> driver.switchTo().activeElement().equals(page.field("Service")));

        page.type("Service", "github");
        page.field("Web address").clear();
        page.type("Web address", "https://github.com");
        page.press("Add");
        page.untilReads("#notice", "Added.");
        assertThat(page.card("github").getText()).contains("Existing", "token", "••••");
        assertThat(running.credentials("meepa")).contains("github").doesNotContain(SECRET);
    }

    @Test
    void reportsAtTheFormThatThereIsOneAlready() throws Exception {
        running.addLogin("github", "github", SECRET);
        page.press("+ Add Credential");
        page.type("Service", "github");
        page.type("Name", "github");
        page.type("Token", SECRET);
        page.press("Add");
        page.untilReads("#add-error", "there is one already");
        page.press("Cancel");
        page.untilGone(By.id("add-dialog"));
    }

    @Test
    void listsByCategoryWithAStatusEach() throws Exception {
        running.provision("meepa");
        running.addLogin("github", "GitHub", SECRET);
        page.reload();
        page.card("github");
        page.untilTextsAre("#credentials h3", "E-mail", "Phone", "Logins");
        page.untilTextsAre(".badge", "Provisioned", "Waits for you", "Existing");
        assertThat(page.card("github").getText()).contains("GitHub");
    }

    @Test
    void showsAValueForAsLongAsItsDialogIsOpenAndNoLonger() throws Exception {
        running.addLogin("github", "GitHub", SECRET);
        page.reload();
        page.press("Reveal token of github");
        WebElement value = page.field("Value");
        assertThat(SECRET.equals(value.getDomProperty("value"))).isTrue();
        page.press("Close");
        page.untilGone(By.id("reveal-dialog"));
        page.untilHoldsNo(SECRET);
    }

    @Test
    void takesAValueAwayFromAPersonWhoLeft() throws Exception {
        running.addLogin("github", "GitHub", SECRET);
        page.reload();
        page.card("github");
        // Half a minute of the page passes at once. What hides the value listened first, so it is done when this one
        // runs
        // it.
        page.browser.executeScript(
                "const wait = setTimeout; window.setTimeout = (what, long) => wait(what, long / 1000);"
                        + "document.getElementById('reveal-dialog').addEventListener('close', () => { window.hidden = 1; });");
        page.press("Reveal token of github");
        page.until("the value is never hidden", driver -> page.browser.executeScript("return window.hidden") != null);
        page.untilGone(By.id("reveal-dialog"));
        assertThat(page.readable().contains(SECRET))
                .as("the value stays on the page")
                .isFalse();
    }

    @Test
    void copiesOnceAndForgets() throws Exception {
        page.allowClipboard();
        running.addLogin("github", "GitHub", SECRET);
        page.reload();
        page.press("Reveal token of github");
        page.press("Copy and close");
        page.untilReads("#notice", "Copied.");
        page.untilGone(By.id("reveal-dialog"));
        page.untilHoldsNo(SECRET);
        assertThat(SECRET.equals(page.clipboard())).isTrue();
    }

    @Test
    void deletesAfterAQuestion() throws Exception {
        running.addLogin("github", "GitHub", SECRET);
        page.reload();
        page.press("Delete github");
        assertThat(page.seen(By.id("ask-text")).getText())
                .startsWith("Logins: github (GitHub), of the agent meepa.")
                .contains("At its service nothing ends");
        page.press("Cancel");
        page.untilGone(By.id("ask-dialog"));
        assertThat(running.credentials("meepa")).contains("github");

        page.press("Delete github");
        page.press("Delete");
        page.untilReads("#notice", "Deleted.");
        page.untilTextsAre("#credentials", "Nothing yet: provision the agent, or add a credential.");
        assertThat(running.credentials("meepa")).doesNotContain("github");
    }

    @Test
    void offersNoDeletionOfWhatTheGatewayProvisioned() {
        page.provision();
        page.untilReads("#credentials", "agentmail");
        assertThat(page.card("agentmail").findElements(By.className("danger"))).isEmpty();
        assertThat(page.card("agentmail").findElement(By.className("hint")).getText())
                .isNotEmpty();
    }

    @Test
    void reportsWhyProvisioningFailedAndWhatToDoNext() {
        running.mail.failEvery(new Fault.Failure(403, false), Route.any());
        page.provision();
        page.untilReads("#run-title", "not everything worked");
        page.untilReads("#credentials", "Failed");
        assertThat(page.card("agentmail").getText()).contains("Failed", "Reason: ", "Next step: ");
        running.mail.heal();
        page.provision();
        page.untilReads("#credentials", "Provisioned");
    }

    @Test
    void letsAPersonFillInWhatWaitsForOne() {
        page.provision();
        page.untilReads("#credentials", "Waits for you");
        page.press("Fill in manual");
        page.type("Number", "12");
        page.press("Save");
        page.untilReads("#field-number-problem", "Number");
        page.field("Number").clear();
        page.type("Number", "+15550100123");
        page.press("Save");
        page.untilReads("#notice", "Saved.");
        page.untilTextsAre(".badge", "Provisioned", "Existing");
    }
}
