package io.meepa.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.CredentialManagerBuilder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;

@DisplayName("F-803: 62 agents on a phone")
@ExtendWith(Chromium.class)
class PhonePageTest {

    private static final int AGENTS = 60;

    @Test
    void showsTheCredentialsFirstAndTheAgentsOnRequest(ChromeDriver browser, @TempDir Path folder) throws Exception {
        try (RunningGateway running = new RunningGateway(folder, PhonePageTest::withManyAgents, Map.of())) {
            Page page = Page.at(browser, running, 390, 844);
            try {
                page.signIn();
                page.untilReads("#agents-toggle", "Agents (62)");
                assertThat(page.seen(By.id("agents-toggle")).getDomAttribute("aria-expanded"))
                        .isEqualTo("false");
                assertThat(top(page, "agent-name")).isLessThan(300);
                assertThat(page.browser.executeScript(
                                "const all = document.documentElement; return all.scrollWidth <= all.clientWidth"))
                        .as("nothing has to be scrolled to the side")
                        .isEqualTo(true);
                page.press("Agents (62)");
                page.type("Find an agent", "scout");
                page.untilTextsAre("#agents a", "scout");
                page.press("scout");
                page.untilDrawn("scout");
                page.untilGone(By.id("agents-panel"));
                running.provision("meepa");
                page.reload("scout");
                page.untilReads("#agents-toggle", "Agents (62), 1 needs attention");
            } finally {
                page.anyWidth();
            }
        }
    }

    @Test
    void fitsValuesAndRecords(ChromeDriver browser, @TempDir Path folder) throws Exception {
        try (RunningGateway running = new RunningGateway(folder)) {
            running.addLogin("github", "GitHub", "ghp-canary-on-a-phone");
            Page page = Page.at(browser, running, 390, 844);
            try {
                page.signIn();
                for (String button : List.of("Copy", "Reveal", "Replace")) {
                    assertThat(right(page, page.button(button + " token of github")))
                            .as(button)
                            .isLessThanOrEqualTo(390);
                }
                assertThat(page.button("Copy token of github").getLocation().getY())
                        .as("the buttons stand side by side")
                        .isEqualTo(page.button("Replace token of github")
                                .getLocation()
                                .getY());
                page.press("Records");
                page.untilReads("#records tr:first-child", "login/github");
                for (WebElement cell : page.browser.findElements(By.cssSelector("#records tr:first-child td"))) {
                    assertThat(right(page, cell)).isLessThanOrEqualTo(390);
                }
            } finally {
                page.anyWidth();
            }
        }
    }

    private static long right(Page page, WebElement element) {
        return ((Number) Objects.requireNonNull(
                        page.browser.executeScript("return arguments[0].getBoundingClientRect().right", element)))
                .longValue();
    }

    private static long top(Page page, String id) {
        return Math.round(((Number) Objects.requireNonNull(page.browser.executeScript(
                        "return document.getElementById(arguments[0]).getBoundingClientRect().top", id)))
                .doubleValue());
    }

    private static CredentialManagerBuilder withManyAgents(CredentialManagerBuilder builder) {
        IntStream.range(0, AGENTS)
                .mapToObj(index -> "worker-" + index)
                .forEach(id -> builder.set("agents." + id, Map.of("id", id)));
        return builder;
    }
}
