package io.meepa.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.standin.privacy.PrivacyStandIn;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;

@ExtendWith(Chromium.class)
@DisplayName("F-202: the page shows the plan with its costs, and buys nothing before a yes")
class MoneyPageTest {

    private final PrivacyStandIn cards = PrivacyStandIn.start();

    @TempDir
    private Path folder = Path.of("");

    @AfterEach
    void stop() {
        cards.close();
    }

    @Test
    void asksOnThePage(ChromeDriver browser) throws Exception {
        try (RunningGateway running =
                MoneyTest.selling(folder, cards, Map.of("PRIVACY_API_KEY", cards.accountKeyText()))) {
            Page page = Page.signedIn(browser, running);
            page.press("Provision");
            page.untilReads("#ask-text", "costs money");
            page.untilReads("#ask-list", "card");
            page.press("Cancel");
            page.untilGone(By.cssSelector("#ask-dialog[open]"));
            assertThat(cards.requests()).isEmpty();

            page.press("Provision");
            page.press("Provision and pay");
            page.untilReads("#credentials", "privacy_com");
            assertThat(cards.cards()).hasSize(1);
        }
    }
}
