package io.meepa.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.SearchContext;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;

@DisplayName("The page is usable for those who do not see it, or see it badly")
@ExtendWith(Chromium.class)
class AccessibilityTest {

    private static final By CONTROLS = By.cssSelector("a, button, input, select, textarea, summary");

    private RunningGateway running;
    private Page page;

    @BeforeEach
    void start(ChromeDriver browser, @TempDir Path folder) throws Exception {
        running = new RunningGateway(folder);
        page = Page.open(browser, running);
    }

    @AfterEach
    void stop() {
        running.close();
    }

    @Test
    void everyControlHasANameOfItsOwn() throws Exception {
        assertThat(names()).containsExactly("Gateway token", "Sign in");
        everyState(() -> assertThat(names()).doesNotContain("").doesNotHaveDuplicates());
    }

    @Test
    void reportsWhichAgentIsShown() throws Exception {
        page.signIn();
        page.press("scout");
        page.untilDrawn("scout");
        page.untilTextsAre("#agents [aria-current='true']", "scout");
        page.untilTextsAre("#agents [aria-current='false']", "meepa");
    }

    /** WCAG 2.2, success criterion 1.4.3. */
    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void textStandsOutInBothColourSchemes(String scheme) throws Exception {
        page.prefer(scheme);
        assertThat(faint()).isEmpty();
        everyState(() -> assertThat(faint()).isEmpty());
        page.browser.executeScript("document.querySelector('h1').style.color = 'rgb(128, 128, 128)'");
        assertThat(faint()).as("the check sees a faint title").hasSize(1);
    }

    /** Walks through what the page can show: every kind of status, and every dialog. */
    private void everyState(Runnable check) throws Exception {
        running.addLogin("github", "GitHub", "ghp-canary-77-visible");
        page.signIn();
        page.provision();
        page.untilTextsAre(".badge", "Provisioned", "Waits for you", "Existing");
        check.run();
        page.press("+ Add Credential");
        page.press("Add");
        page.untilReads("#field-service-problem", "Service");
        check.run();
        page.press("Cancel");
        page.press("Delete github");
        page.seen(By.id("ask-cancel"));
        check.run();
        page.press("Cancel");
        page.press("Reveal token of github");
        page.seen(By.id("reveal-close"));
        check.run();
        page.press("Close");
        page.untilGone(By.id("reveal-dialog"));
    }

    /** While a dialog is open, the rest of the page is out of reach. */
    private List<String> names() {
        SearchContext reachable = page.browser.findElements(By.cssSelector("dialog[open]")).stream()
                .<SearchContext>map(dialog -> dialog)
                .findFirst()
                .orElse(page.browser);
        return reachable.findElements(CONTROLS).stream()
                .filter(WebElement::isDisplayed)
                .map(WebElement::getAccessibleName)
                .toList();
    }

    /** Texts whose contrast with what is behind them is below 4.5 to 1. */
    private List<?> faint() {
        Map<?, ?> measured = (Map<?, ?>) Objects.requireNonNull(page.browser.executeScript(script()));
        assertThat((Long) measured.get("seen")).isPositive();
        return (List<?>) Objects.requireNonNull(measured.get("faint"));
    }

    private static String script() {
        try (InputStream file = Objects.requireNonNull(AccessibilityTest.class.getResourceAsStream("/contrast.js"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
