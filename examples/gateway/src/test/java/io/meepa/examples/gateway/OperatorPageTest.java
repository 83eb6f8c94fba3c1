package io.meepa.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;

@DisplayName("F-803, F-805: what an operator does day by day, in a real browser")
@ExtendWith(Chromium.class)
class OperatorPageTest {

    private static final String SECRET = "ghp-canary-4712-of-an-operator";

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
    @DisplayName("1: all agents, and which need attention")
    void seesWhichAgentsNeedAttention() throws Exception {
        assertThat(page.browser.findElements(By.cssSelector("#agents .count"))).isEmpty();
        running.provision("meepa");
        page.reload();
        page.untilReads("#agents li:first-child .count", "1");
        assertThat(page.texts("#agents a")).containsExactly("meepa", "scout");
        assertThat(page.texts("#agent-state option")).containsExactly("All (2)", "Needing attention (1)");
        page.field("Which agents")
                .findElement(By.cssSelector("option[value=attention]"))
                .click();
        page.untilTextsAre("#agents a", "meepa");
        page.field("Which agents").findElement(By.cssSelector("option")).click();
        page.untilTextsAre("#agents a", "meepa", "scout");
        assertThat(page.browser.findElements(By.cssSelector("#agents li:last-child .count")))
                .isEmpty();
    }

    @Test
    @DisplayName("2: search and filter, for agents and credentials; a link leads to the same list")
    void searchesAndFilters() throws Exception {
        running.provision("meepa");
        running.addLogin("github", "GitHub", SECRET);
        page.reload();
        page.type("Find an agent", "SCO");
        page.untilTextsAre("#agents a", "scout");

        page.type("Find a credential", "git");
        page.untilTextsAre("#credentials h4", "github");
        page.type("Find a credential", "nothing like it");
        page.untilTextsAre("#credentials", "Nothing fits.");
        page.field("Find a credential").clear();
        page.field("State")
                .findElement(By.cssSelector("option[value=attention]"))
                .click();
        page.untilTextsAre("#credentials h4", "manual");
        assertThat(page.browser.getCurrentUrl()).endsWith("#/agents/meepa?state=attention");
        page.reload();
        page.untilTextsAre("#credentials h4", "manual");
    }

    @Test
    @DisplayName("4, 15: suspend and resume; what is suspended is not green")
    void suspendsAndResumes() {
        page.provision();
        page.untilReads("#credentials", "agentmail");
        String good = colour("agentmail");
        page.press("Suspend agentmail");
        page.untilReads("#notice", "Suspended. No tool gets it");
        page.untilReads(".badge", "Suspended");
        assertThat(colour("agentmail")).isNotEqualTo(good);
        assertThat(page.card("agentmail").getText()).contains("Reason: suspended since");
        assertThat(page.browser.switchTo().activeElement()).isEqualTo(page.button("Resume agentmail"));
        page.press("Resume agentmail");
        page.untilReads("#notice", "Resumed.");
        page.untilReads(".badge", "Provisioned");
        assertThat(colour("agentmail")).isEqualTo(good);
    }

    @Test
    @DisplayName("5: what is no secret is read without a reveal, and metadata, origin and dates stand there")
    void readsWhatIsNoSecret() {
        page.provision();
        page.untilReads("#credentials", "agentmail");
        WebElement card = page.card("agentmail");
        String address = running.mail.inboxes().get(0).id();
        assertThat(card.getText()).contains(address);
        assertThat(page.offers("Reveal address of agentmail")).isFalse();
        card.findElement(By.tagName("summary")).click();
        page.until("no details", driver -> card.getText().contains("managed"));
        assertThat(card.getText()).contains("Origin", "from an operator, managed", "Created");
    }

    @Test
    @DisplayName("6: copies a secret without showing it; then it was used")
    void copiesWithoutShowing() throws Exception {
        page.allowClipboard();
        running.addLogin("github", "GitHub", SECRET);
        page.reload();
        page.press("Copy token of github");
        page.untilReads("#notice", "It was not shown.");
        assertThat(page.offers("Copy and close")).isFalse();
        page.untilHoldsNo(SECRET);
        assertThat(SECRET.equals(page.clipboard())).isTrue();
        page.reload();
        WebElement card = page.card("github");
        card.findElement(By.tagName("summary")).click();
        page.until("never used", driver -> card.getText().contains("Last used"));
    }

    @Test
    @DisplayName("9: replaces a value")
    void replacesAValue() throws Exception {
        running.addLogin("github", "GitHub", "ghp-canary-former");
        page.reload();
        page.press("Replace token of github");
        page.press("Save");
        page.untilReads("#ask-error", "New value must not be empty");
        assertThat(page.field("New value").getDomAttribute("aria-invalid")).isEqualTo("true");
        assertThat(page.field("New value")).isEqualTo(page.browser.switchTo().activeElement());
        page.type("New value", SECRET);
        page.press("Save");
        page.untilReads("#notice", "Replaced.");
        String revealed = Client.withToken(running)
                .post("api/captain/agents/meepa/credentials/login/github/items/token/reveal", "")
                .json()
                .path("value")
                .asText();
        assertThat(SECRET.equals(revealed)).isTrue();
        assertThat(page.offers("Rotate github")).isFalse();
    }

    @Test
    @DisplayName("9: what the list shows may be seen while it is typed, and no secret may")
    void showsAUserNameWhileItIsTyped() throws Exception {
        Client.withToken(running)
                .post(
                        "api/captain/agents/meepa/forms/login",
                        "{\"values\": {\"service\": \"acme\", \"username\": \"ada\", \"password\": \"" + SECRET
                                + "\"}}");
        page.reload();
        page.press("Replace username of acme");
        assertThat(page.field("New value").getDomProperty("type")).isEqualTo("text");
        page.press("Cancel");
        page.press("Replace password of acme");
        assertThat(page.field("New value").getDomProperty("type")).isEqualTo("password");
        page.press("Cancel");
    }

    @Test
    @DisplayName("14: rotates, and sees when the old secret ends")
    void rotates() {
        page.provision();
        page.untilReads("#credentials", "agentmail");
        page.press("Rotate agentmail");
        page.press("Rotate");
        page.untilReads("#notice", "Rotated. The old secret");
        WebElement card = page.card("agentmail");
        card.findElement(By.tagName("summary")).click();
        page.until("no date", driver -> card.getText().contains("Rotated"));
        assertThat(card.getText()).contains("Old secret ends");
        assertThat(page.browser.switchTo().activeElement()).isEqualTo(card.findElement(By.tagName("summary")));
    }

    @Test
    @DisplayName("18: doctor's findings, with remedies, by a link")
    void readsTheDoctorsFindings() {
        page.press("Doctor");
        page.untilReads("#findings .why", ".");
        page.untilReads("#doctor-summary", "has to be done");
        assertThat(page.browser.getCurrentUrl()).endsWith("#/doctor");
        assertThat(page.seen(By.id("doctor-title")).getText()).isEqualTo("Doctor");
        page.browser.navigate().refresh();
        page.untilReads("#findings .why", ".");
    }

    @Test
    @DisplayName("19: the audit trail, the newest first, whole")
    void readsTheAuditTrail() throws Exception {
        running.addLogin("github", "GitHub", SECRET);
        page.press("Audit");
        page.untilReads("#audit-summary", "Every record is as it was written.");
        page.untilReads("#records tr:first-child", "login/github");
        page.type("Find a record", "no such thing");
        page.untilTextsAre("#records tr");
        page.field("Find a record").clear();
        page.type("Find a record", "meepa");
        page.untilReads("#records tr", "add");
    }

    @Test
    @DisplayName("19: where the list ends, why, and what is older; an agent's records, and what is sought, by a link")
    void readsOlderRecords() throws Exception {
        running.addLogin("github", "GitHub", SECRET);
        for (int index = 0; index < 250; index++) {
            Client.withToken(running).post("api/captain/agents/meepa/credentials/login/github/items/token/reveal", "");
        }
        page.press("Records");
        page.untilReads("#audit-agent", "Of the agent meepa only.");
        page.untilReads("#audit-rest", "500 records are loaded, and searched. There are older ones.");
        page.press("Older records");
        page.untilReads("#records tr:last-child", "login/github (GitHub)");
        page.untilGone(By.id("audit-older"));
        page.type("Find a record", "add");
        page.untilReads("#records tr:first-child", "add");
        assertThat(page.browser.getCurrentUrl()).endsWith("#/audit?agent=meepa&q=add");
        page.browser.navigate().refresh();
        page.untilReads("#audit-agent", "meepa");
        page.until(
                "the search is gone",
                driver -> "add".equals(page.field("Find a record").getDomProperty("value")));
    }

    @Test
    @DisplayName("controls of several credentials of one service differ by name")
    void namesControlsByServiceAndName() throws Exception {
        running.addLogin("github", "first", SECRET);
        running.addLogin("github", "second", SECRET);
        page.reload();
        page.button("Reveal token of github (first)");
        page.button("Replace token of github (second)");
        page.press("Delete github (second)");
        page.untilReads("#ask-text", "github (second)");
        page.press("Delete");
        page.untilReads("#notice", "Deleted.");
        page.button("Delete github");
    }

    @Test
    @DisplayName("what somebody else did meanwhile is shown behind the refusal")
    void showsWhatSomebodyElseDidMeanwhile() throws Exception {
        page.provision();
        page.press("Fill in manual");
        page.type("Number", "+15550100124");
        Client.withToken(running)
                .post(
                        "api/captain/agents/meepa/credentials/phone/manual/fulfil",
                        "{\"values\": {\"number\": \"+15550100123\"}}");
        page.press("Save");
        page.untilReads("#add-error", "does not wait for you");
        page.untilTextsAre(".badge", "Provisioned", "Existing");
        page.press("Cancel");
    }

    @Test
    @DisplayName("what was typed stays when the category changes")
    void keepsWhatWasTypedWhenTheCategoryChanges() {
        page.press("+ Add Credential");
        page.type("Service", "acme");
        page.type("Token", SECRET);
        page.field("Category")
                .findElement(By.cssSelector("option[value=token]"))
                .click();
        page.until(
                "the form stays",
                driver -> page.offers("Cancel")
                        && "acme".equals(page.field("Service").getDomProperty("value")));
        page.press("Cancel");
        page.untilGone(By.id("add-dialog"));
    }

    @Test
    @DisplayName("every view and agent has an address, and the back button leads back")
    void hasLinksAndABackButton() {
        page.press("scout");
        page.untilDrawn("scout");
        page.press("Doctor");
        page.untilReads("#findings .why", ".");
        page.browser.navigate().back();
        page.untilDrawn("scout");
        page.browser.navigate().back();
        page.untilDrawn("meepa");
        page.browser.navigate().forward();
        page.untilDrawn("scout");
        page.browser.navigate().refresh();
        page.untilDrawn("scout");
        for (String nobody : List.of("nobody", "%E0%A4%A")) {
            page.browser.get(running.address() + "#/agents/" + nobody);
            page.untilReads("#notice", "There is no agent " + nobody + ".");
        }
    }

    @Test
    @DisplayName("an address of no agent shows nothing of another")
    void showsNothingUnderTheNameOfNobody() throws Exception {
        running.addLogin("github", "GitHub", SECRET);
        page.reload();
        page.card("github");
        page.browser.get(running.address() + "#/agents/nobody");
        page.untilReads("#credentials", "There is no agent nobody.");
        page.untilTextsAre("#credentials h4");
        assertThat(page.seen(By.id("agent-name")).getText()).isEqualTo("No such agent");
        for (String button : List.of("+ Add Credential", "Provision", "Check drift", "Deprovision")) {
            assertThat(page.offers(button)).as(button).isFalse();
        }
        page.press("meepa");
        page.untilTextsAre("#credentials h4", "github");
        assertThat(page.offers("Provision")).isTrue();
    }

    @Test
    @DisplayName("F-806: pressed twice, a form is sent once, and no script fails")
    void sendsOnceWhatIsSubmittedTwice() {
        page.press("+ Add Credential");
        page.type("Service", "github");
        page.type("Token", SECRET);
        page.browser.executeScript("const form = document.getElementById('add-form');"
                + "form.requestSubmit(); form.requestSubmit(); form.requestSubmit();");
        page.untilReads("#notice", "Added.");
        page.untilTextsAre("#credentials h4", "github");
        assertThat(page.console()).doesNotContain("TypeError", "409", "Uncaught");
    }

    @Test
    @DisplayName("feedback stands where the eye is, however far the page is scrolled")
    void showsFeedbackInSight() throws Exception {
        for (int index = 0; index < 12; index++) {
            running.addLogin("service-" + index, "Name", SECRET);
        }
        page.allowClipboard();
        page.reload();
        page.press("Copy token of service-11");
        page.untilReads("#notice", "Copied");
        List<?> box = (List<?>) Objects.requireNonNull(
                page.browser.executeScript("const box = document.getElementById('notice').getBoundingClientRect();"
                        + "return [box.top >= 0, box.bottom <= window.innerHeight, window.scrollY > 0]"));
        assertThat(box).isEqualTo(List.of(true, true, true));
    }

    private String colour(String service) {
        return page.card(service).findElement(By.className("badge")).getCssValue("color");
    }
}
