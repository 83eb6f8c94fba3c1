package io.meepa.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;

/** Takes the pictures of the documentation. The README of this example has the command. */
@ExtendWith(Chromium.class)
@EnabledIfSystemProperty(named = "screenshots", matches = ".+", disabledReason = "takes the documentation's pictures")
class ScreenshotsTest {

    private static final int LARGEST = 150_000;

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void takesPicturesOfListAndForm(String scheme, ChromeDriver browser, @TempDir Path folder) throws Exception {
        try (RunningGateway running = new RunningGateway(folder)) {
            running.addLogin("github", "GitHub", "ghp-canary-of-a-picture");
            Page page = Page.signedIn(browser, running);
            page.prefer(scheme);
            page.press("Provision");
            page.untilReads("#notice", "Done");
            page.untilReads("#credentials", "Waits for you");
            take(page, "list-" + scheme);

            page.press("+ Add Credential");
            page.type("Service", "npm");
            page.type("Token", "npm-canary-of-a-picture");
            page.type("Web address", "npmjs.com");
            page.press("Add");
            page.untilReads("#field-url-problem", "Web address");
            take(page, "add-" + scheme);
            page.press("Cancel");
            page.untilGone(By.id("add-dialog"));
        }
    }

    private static void take(Page page, String name) throws Exception {
        byte[] picture = page.browser.getScreenshotAs(OutputType.BYTES);
        assertThat(picture.length).isLessThan(LARGEST);
        Path folder = Files.createDirectories(Path.of(System.getProperty("screenshots")));
        Files.write(folder.resolve("gateway-" + name + ".png"), picture);
    }
}
