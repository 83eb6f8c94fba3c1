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

@DisplayName("What comes at the page from elsewhere: markup, other people's changes, the end of a session")
@ExtendWith(Chromium.class)
class HostilePageTest {

    private static final String SECRET = "ghp-canary-0815-on-a-page";
    private static final String POLICY = "Content Security Policy";
    private static final String MARKUP = "<img src=x onerror='window.hit=1'><script>window.hit=1</script>";

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
    void showsMarkupAsTheTextItIs() throws Exception {
        running.addLogin(MARKUP, "<b>bold</b>", SECRET);
        page.reload();
        page.untilReads("#credentials h4", MARKUP);
        page.seen(By.cssSelector("#credentials .items button:nth-of-type(2)")).click();
        page.untilReads("#reveal-title", MARKUP);
        page.press("Close");
        page.seen(By.cssSelector("#credentials .danger")).click();
        page.untilReads("#ask-text", "<b>bold</b>");
        page.press("Cancel");

        assertThat(page.browser.findElements(By.cssSelector("img, b, main script, dialog script")))
                .isEmpty();
        assertThat(page.browser.executeScript("return window.hit")).isNull();
        assertThat(page.console()).doesNotContain(POLICY);
    }

    @Test
    void runsNoScriptThatSomebodyGotIntoThePage() {
        page.browser.executeScript(
                "const script = document.createElement('script'); script.textContent = 'window.hit = 1';"
                        + "document.body.append(script);");
        assertThat(page.browser.executeScript("return window.hit")).isNull();
        page.until("nobody was warned", driver -> page.console().contains(POLICY));
    }

    @Test
    void reportsThatSomebodyElseDeletedIt() throws Exception {
        running.addLogin("github", "GitHub", SECRET);
        running.addLogin("gitlab", "GitLab", SECRET);
        page.reload();
        page.card("github");
        Client elsewhere = Client.withToken(running);
        elsewhere.delete("api/captain/agents/meepa/credentials/login/github");
        elsewhere.delete("api/captain/agents/meepa/credentials/login/gitlab");

        page.press("Delete github");
        page.press("Delete");
        page.untilReads("#notice", "not there any more");
        page.untilTextsAre("#credentials h4");
    }

    @Test
    void reportsThatWhatIsToBeRevealedIsGone() throws Exception {
        running.addLogin("github", "GitHub", SECRET);
        page.reload();
        page.card("github");
        Client.withToken(running).delete("api/captain/agents/meepa/credentials/login/github");
        page.press("Reveal token of github");
        page.untilReads("#notice", "not there any more");
        assertThat(page.offers("Close")).isFalse();
    }

    @Test
    void leadsToTheSignInWhenTheSessionEnds() throws Exception {
        running.addLogin("github", "GitHub", SECRET);
        page.reload();
        page.card("github");
        page.press("+ Add Credential");
        page.type("Service", "gitlab");
        page.type("Token", SECRET);
        running.clock.advance(Duration.ofHours(8));
        page.press("Add");

        page.untilReads("#sign-in-error", "The session has ended");
        assertThat(page.offers("Add")).isFalse();
        page.untilHoldsNo("github");
        page.untilHoldsNo("gitlab");
        assertThat(page.browser.executeScript("return sessionStorage.length")).isEqualTo(0L);
        page.signIn();
        page.untilTextsAre("#credentials h4", "github");
    }

    @Test
    void leadsFromAQuestionToTheSignInWhenTheSessionEnds() throws Exception {
        running.addLogin("github", "GitHub", SECRET);
        page.reload();
        page.press("Delete github");
        running.clock.advance(Duration.ofHours(8));
        page.press("Delete");
        page.untilReads("#sign-in-error", "The session has ended");
        page.untilGone(By.id("ask-dialog"));
        assertThat(running.credentials("meepa")).contains("github");
        page.signIn();
        page.untilTextsAre("#credentials h4", "github");
    }

    @Test
    void saysInItsOwnWordsThatTheGatewayDoesNotAnswer() {
        page.browser.executeScript("window.fetch = async () => { throw new TypeError('Failed to fetch'); };");
        page.press("Provision");
        page.untilReads("#notice", "The gateway does not answer.");
    }
}
