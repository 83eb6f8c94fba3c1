package io.meepa.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;

/** Takes the pictures of the documentation, at three widths. The README of this example has the command. */
@ExtendWith(Chromium.class)
@EnabledIfSystemProperty(named = "screenshots", matches = ".+", disabledReason = "takes the documentation's pictures")
class ScreenshotsTest {

    private static final int LARGEST = 150_000;

    @ParameterizedTest
    @CsvSource({"1280, 860, light", "768, 860, dark", "390, 844, light"})
    void takesPicturesOfListAndPlan(int width, int height, String scheme, ChromeDriver browser, @TempDir Path folder)
            throws Exception {
        try (RunningGateway running = new RunningGateway(folder)) {
            running.addLogin("github", "GitHub", "ghp-canary-of-a-picture");
            Page page = Page.at(browser, running, width, height);
            try {
                page.signIn();
                page.prefer(scheme);
                page.press("Provision");
                page.untilReads("#ask-list li", "E-mail");
                take(page, "plan-" + width);
                page.press("Go ahead");
                page.untilReads("#run-title", "Done");
                page.untilReads("#credentials", "Waits for you");
                page.press("Suspend agentmail");
                page.untilReads(".badge", "Suspended");
                page.browser.executeScript("document.getElementById('notice').textContent = ''; window.scrollTo(0, 0)");
                take(page, "list-" + width);
            } finally {
                page.anyWidth();
            }
        }
    }

    private static void take(Page page, String name) throws Exception {
        byte[] picture = page.browser.getScreenshotAs(OutputType.BYTES);
        assertThat(picture.length).isLessThan(LARGEST);
        Path folder = Files.createDirectories(Path.of(System.getProperty("screenshots")));
        Files.write(folder.resolve("gateway-" + name + ".png"), picture);
    }
}
