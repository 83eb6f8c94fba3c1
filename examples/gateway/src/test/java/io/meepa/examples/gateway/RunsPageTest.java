package io.meepa.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.CredentialManagerBuilder;
import io.meepa.credentials.standin.Fault;
import io.meepa.credentials.standin.Route;
import io.meepa.credentials.standin.privacy.PrivacyStandIn;
import io.meepa.examples.gateway.Client.Reply;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;

@DisplayName("F-202, F-805: what takes a while or costs money, in a real browser")
@ExtendWith(Chromium.class)
class RunsPageTest {

    private static final String MEEPA = "api/captain/agents/meepa";

    private final PrivacyStandIn cards = PrivacyStandIn.start();
    private RunningGateway running;
    private Page page;

    @BeforeEach
    void start(ChromeDriver browser, @TempDir Path folder) throws Exception {
        running = new RunningGateway(folder, this::withCards, Map.of("PRIVACY_API_KEY", cards.accountKeyText()));
        page = Page.signedIn(browser, running);
    }

    @AfterEach
    void stop() {
        running.close();
        cards.close();
    }

    @Test
    @DisplayName("11: the plan with its costs first, and nothing is made before somebody says yes")
    void showsThePlanAndAsksBeforeMoney() {
        page.press("Provision");
        page.untilReads("#ask-text", "costs money");
        page.untilReads("#ask-list li", "Credit card: Create (costs money) – ");
        page.untilReads("#ask-list li", "$20");
        page.press("Cancel");
        page.untilGone(By.id("ask-dialog"));
        assertThat(cards.cards()).isEmpty();
        assertThat(running.mail.inboxes()).isEmpty();

        pay();
        page.untilReads("#outcomes li", "Credit card: Provisioned");
        assertThat(cards.cards()).hasSize(1);
        String number = cards.cards().get(0).pan().reveal();
        assertThat(page.card("privacy_com").getText())
                .contains(number.substring(number.length() - 4))
                .doesNotContain(number);
        page.card("privacy_com").findElement(By.tagName("summary")).click();
        page.untilReads(".credential dl", "$20 a month");
    }

    @Test
    @DisplayName("a program that does not accept the costs makes nothing either")
    void refusesAProgramThatAcceptsNoCosts() throws Exception {
        Reply refused = Client.withToken(running).post(MEEPA + "/provision", "");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("error").asText()).isEqualTo("costs_money");
        assertThat(cards.cards()).isEmpty();
        assertThat(running.mail.inboxes()).isEmpty();
    }

    @Test
    @DisplayName("12: progress per item, found again after another agent was looked at and the page was loaded again")
    void keepsProgressOverSwitchingAgentsAndReload() throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        running.mail.failEvery(new Fault.Hold(held), Route.of("POST", "/v0/inboxes"));
        try {
            page.press("Provision");
            page.press("Provision and pay");
            page.untilReads("#progress li", "email/agentmail: begun");
            assertThat(page.button("Provision").isEnabled()).isFalse();
            page.press("scout");
            page.untilDrawn("scout");
            assertThat(page.texts("#progress li")).noneMatch(line -> line.contains("begun"));
            assertThat(page.button("Provision").isEnabled()).isTrue();
            page.press("meepa");
            page.untilDrawn("meepa");
            page.untilReads("#run-title", "under way");
            page.reload();
            page.untilReads("#progress li", "email/agentmail: begun");
            assertThat(Client.withToken(running)
                            .post(MEEPA + "/reconcile", "{\"mode\": \"dry_run\"}")
                            .status())
                    .isEqualTo(409);
        } finally {
            held.countDown();
        }
        page.untilReads("#run-title", "Done.");
        page.untilReads("#progress li", "email/agentmail: done");
        page.untilReads("#outcomes li", "E-mail: Provisioned");
    }

    @Test
    @DisplayName("12: what a run made is shown, even if the run ended before the page first asked about it")
    void showsWhatAShortRunMade() {
        page.reportOnlyRunsThatEnded();
        pay();
        page.untilReads("#credentials", "agentmail");
        page.untilReads("#notice", "Done.");
    }

    @Test
    @DisplayName("12: what a run made is shown, even if the run ends while its agent is being opened")
    void showsWhatARunMadeThatEndsWhileItsAgentIsOpened() throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        running.mail.failEvery(new Fault.Hold(held), Route.of("POST", "/v0/inboxes"));
        try {
            page.press("Provision");
            page.press("Provision and pay");
            page.untilReads("#progress li", "email/agentmail: begun");
            page.press("scout");
            page.untilDrawn("scout");
            page.reportOnlyRunsThatEnded();
            page.press("meepa");
            page.until(
                    "the page never asks about the run",
                    driver -> page.browser.executeScript("return window.askedAboutRun") != null);
        } finally {
            held.countDown();
        }
        page.untilReads("#credentials", "agentmail");
    }

    @Test
    @DisplayName("16: sees drift, and applies")
    void seesDriftAndApplies() {
        pay();
        cards.changeLimit(cards.cards().get(0).token(), 999_00);
        page.press("Check drift");
        page.untilReads("#run-title", "Checking drift: Done");
        page.untilReads("#outcomes li", "Credit card: Drifted");
        page.press("Apply");
        page.press("Put right");
        page.untilReads("#run-title", "Putting right: Done.");
        page.untilReads("#outcomes li", "repaired");
        page.untilReads("#progress li", "Drifted Credit Card: done");
        page.press("Check drift");
        page.untilTextsAre("#outcomes li", "nothing differs");
    }

    @Test
    @DisplayName("16: sees what was looked at, and when, before what is gone is given up")
    void seesWhatDriftIsBasedOn() {
        pay();
        cards.closeCard(cards.cards().get(0).token());
        page.press("Check drift");
        page.untilReads("#outcomes li", "Credit card: Missing");
        page.untilReads("#outcomes .evidence li", "1 Mar 2026, ");
        page.untilReads("#outcomes .evidence li", "CLOSED");
    }

    @Test
    @DisplayName("17: deprovisions with revoking, after the agent's name was typed, and reads the report")
    void deprovisionsWithRevoking() {
        pay();
        page.press("Deprovision");
        page.press("Deprovision now");
        page.untilReads("#ask-error", "Type meepa");
        assertThat(running.mail.inboxes()).hasSize(1);
        page.type("Type meepa to confirm", "meepa");
        page.press("Deprovision now");
        page.untilReads("#run-title", "Deprovisioning: Done");
        page.untilReads("#outcomes li", "E-mail agentmail (Email): Revoked");
        page.untilReads("#outcomes .evidence li", "1 Mar 2026");
        page.untilReads("#outcomes .evidence li", "asked to revoke what is managed and delete it");
        page.untilReads("#outcomes .evidence li", "On the account ");
        page.untilReads("#progress li", "email/agentmail: done");
        assertThat(page.texts("#progress li")).noneMatch(line -> line.contains("REVOKE"));
        page.untilTextsAre("#credentials", "Nothing yet: provision the agent, or add a credential.");
        assertThat(running.mail.inboxes()).isEmpty();
    }

    @Test
    @DisplayName("17: deprovisions here only, and reads what stays alive")
    void deprovisionsHereOnly() {
        pay();
        page.press("Deprovision");
        page.seen(By.cssSelector("input[value=local_only]")).click();
        page.type("Type meepa to confirm", "meepa");
        page.press("Deprovision now");
        page.untilReads("#run-title", "something is left");
        page.untilReads("#outcomes .open", "E-mail agentmail (Email): Still alive");
        assertThat(running.mail.inboxes()).hasSize(1);
    }

    @Test
    @DisplayName("what is switched on and cannot be made is a problem, not \"Done\"")
    void showsWhatCannotBeMade(ChromeDriver browser, @TempDir Path other) throws Exception {
        try (RunningGateway keyless = new RunningGateway(other, this::withCards, Map.of())) {
            Page without = Page.signedIn(browser, keyless);
            without.press("Provision");
            without.untilReads("#ask-list li", "Credit card: Not available – ");
            without.press("Go ahead");
            without.untilReads("#run-title", "something is left");
            without.untilReads("#outcomes .open", "Credit card: Not available – ");
            JsonNode run = Client.withToken(keyless).get(MEEPA + "/run").json().path("run");
            assertThat(run.path("result").asText()).isEqualTo("incomplete");
        }
    }

    @Test
    @DisplayName(
            "12: a run is followed on after the gateway did not answer, and nothing else can be begun until it does")
    void followsARunOnAfterAFault() throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        running.mail.failEvery(new Fault.Hold(held), Route.of("POST", "/v0/inboxes"));
        try {
            page.press("Provision");
            page.press("Provision and pay");
            page.untilReads("#progress li", "email/agentmail: begun");
            page.browser.executeScript("window.real = window.fetch;"
                    + "window.fetch = async () => { throw new TypeError('Failed to fetch'); };");
            page.untilReads("#run-title", "The gateway does not answer. It is asked again until it does.");
            assertThat(page.button("Provision").isEnabled()).isFalse();
        } finally {
            held.countDown();
        }
        page.browser.executeScript("window.fetch = window.real;");
        page.untilReads("#run-title", "Provisioning: Done");
        page.untilReads("#credentials", "agentmail");
        assertThat(page.button("Provision").isEnabled()).isTrue();
    }

    @Test
    @DisplayName("12: a run that another process left or is at is on the page, with the way on")
    void showsWhatWasCutOff() throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        running.mail.failEvery(new Fault.Hold(held), Route.of("POST", "/v0/inboxes"));
        ExecutorService other = Executors.newSingleThreadExecutor();
        try (CredentialManager tool = running.anotherManager()) {
            Future<?> run = other.submit(() -> tool.agent("scout").provision());
            try {
                Await.until("nothing is asked of the service", running.mail::requests, sent -> !sent.isEmpty());
                page.press("scout");
                page.untilReads("#unfinished", "The last run was cut off");
                page.untilReads("#unfinished .credential", "E-mail: agentmail");
                page.untilReads("#unfinished .credential", "Next step: Provision continues it.");
                page.untilReads("#agents li:last-child .count", "1");
            } finally {
                // Closing the manager waits for its run.
                held.countDown();
            }
            run.get();
        } finally {
            other.shutdown();
        }
        page.reload("scout");
        page.untilReads("#credentials", "agentmail");
        page.untilTextsAre("#unfinished", "");
        page.untilGone(By.cssSelector("#agents .count"));
    }

    @Test
    @DisplayName("17: what could not be revoked needs attention, and is on the page until it is")
    void showsWhatIsStillAlive() throws Exception {
        pay();
        running.mail.failEvery(new Fault.Failure(500, false), Route.any());
        deprovision();
        page.untilReads("#outcomes .open", "E-mail agentmail (Email): Still alive, queued");
        page.untilReads("#unfinished .badge", "Still alive");
        page.untilReads("#unfinished .why", "Next step: Deprovision again");
        page.untilReads("#agents li:first-child .count", "1");
        running.mail.heal();
        deprovision();
        page.untilTextsAre("#unfinished", "");
        page.untilGone(By.cssSelector("#agents .count"));
        assertThat(running.mail.inboxes()).isEmpty();
    }

    private void deprovision() {
        page.press("Deprovision");
        page.type("Type meepa to confirm", "meepa");
        page.press("Deprovision now");
        page.untilReads("#run-title", "Deprovisioning: Done");
        page.until(
                "Deprovision stays disabled",
                driver -> page.button("Deprovision").isEnabled());
    }

    private void pay() {
        page.press("Provision");
        page.press("Provision and pay");
        page.untilReads("#run-title", "Provisioning: Done");
        page.until(
                "Provision stays disabled", driver -> page.button("Provision").isEnabled());
    }

    private CredentialManagerBuilder withCards(CredentialManagerBuilder builder) {
        String section = "credentials.credit_card.";
        return builder.set(section + "enabled", true)
                .set(section + "provider", "privacy_com")
                .set(section + "privacy_com.api_key_env", "PRIVACY_API_KEY")
                .set(section + "privacy_com.default_spend_limit", 2000)
                .set(section + "privacy_com.default_spend_limit_duration", "MONTHLY")
                .set(section + "privacy_com.card_type", "MERCHANT_LOCKED")
                .set(section + "privacy_com.base_url", cards.baseUrl())
                .set(section + "privacy_com.allow_loopback_http", true);
    }
}
