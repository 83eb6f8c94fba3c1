package io.meepa.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.meepa.examples.gateway.Client.Reply;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.chrome.ChromeDriver;

@DisplayName("F-801: what a page holds is for its origin alone, port included, and opens no value for long")
class SessionTest {

    private static final String AGENTS = "api/captain/agents";
    private static final String GITHUB = AGENTS + "/meepa/credentials/login/github";
    private static final String REVEAL = GITHUB + "/items/token/reveal";
    private static final String SECRET = "ghp-canary-session-4711";

    private RunningGateway running;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        running = new RunningGateway(folder);
        running.addLogin("github", "GitHub", SECRET);
    }

    @AfterEach
    void stop() {
        running.close();
    }

    @Test
    void setsNoCookieAndTakesNone() throws Exception {
        Reply signedIn = Client.withToken(running).post("api/session", "");
        assertThat(signedIn.status()).isEqualTo(201);
        assertThat(signedIn.whole().headers().map()).doesNotContainKeys("set-cookie", "Set-Cookie");
        String key = signedIn.json().path("key").asText();
        Client ambient = Client.anonymous(running).with("Cookie", "meepa_session=" + key + "; key=" + key);
        assertThat(ambient.get("api/session").status()).isEqualTo(401);
        assertThat(ambient.get(AGENTS).status()).isEqualTo(401);
        assertThat(ambient.post(REVEAL, "").status()).isEqualTo(401);
    }

    @Test
    void beginsWithTheTokenOnly() throws Exception {
        assertThat(Client.session(running).post("api/session", "").status()).isEqualTo(403);
    }

    @Test
    void revealsAfterAWhileOnlyToThoseWhoGiveTheTokenAgain() throws Exception {
        Client page = Client.session(running);
        assertThat(page.post(REVEAL, "").status()).isEqualTo(200);
        running.clock.advance(Duration.ofMinutes(10));

        Reply refused = page.post(REVEAL, "");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().path("error").asText()).isEqualTo("confirm");
        assertThat(page.get(AGENTS).status()).isEqualTo(200);
        assertThat(page.post(AGENTS + "/meepa/deprovision", "{\"mode\": \"local_only\", \"agent\": \"meepa\"}")
                        .status())
                .isEqualTo(403);

        assertThat(page.post("api/session/confirmation", "{\"token\": \"wrong\"}")
                        .status())
                .isEqualTo(422);
        assertThat(page.post(REVEAL, "").status()).isEqualTo(403);
        assertThat(page.post("api/session/confirmation", "{\"token\": \"" + RunningGateway.TOKEN + "\"}")
                        .status())
                .isEqualTo(204);
        assertThat(page.post(REVEAL, "").status()).isEqualTo(200);
    }

    @Test
    void endsByItselfAndBySigningOut() throws Exception {
        Client left = Client.session(running);
        Client signedOut = Client.session(running);
        assertThat(signedOut.delete("api/session").status()).isEqualTo(204);
        assertThat(signedOut.get(AGENTS).status()).isEqualTo(401);
        assertThat(left.get(AGENTS).status()).isEqualTo(200);
        running.clock.advance(Duration.ofHours(8));
        assertThat(left.get(AGENTS).status()).isEqualTo(401);
    }

    @Test
    @DisplayName("F-806: nobody is locked out by sessions that others left open: the oldest makes room")
    void letsTheOldestMakeRoom() throws Exception {
        Client oldest = Client.session(running);
        running.clock.advance(Duration.ofSeconds(1));
        Client last = oldest;
        for (int index = 0; index < 64; index++) {
            last = Client.session(running);
        }
        assertThat(last.get(AGENTS).status()).isEqualTo(200);
        assertThat(oldest.get(AGENTS).status()).isEqualTo(401);
    }

    @Test
    @ExtendWith(Chromium.class)
    void handsNothingToAnotherProgramOnThisMachine(ChromeDriver browser) throws Exception {
        Queue<String> received = new ConcurrentLinkedQueue<>();
        HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext("/", exchange -> {
            received.add(exchange.getRequestURI() + " " + Map.copyOf(exchange.getRequestHeaders()));
            exchange.sendResponseHeaders(200, 0);
            exchange.close();
        });
        other.start();
        try {
            Page page = Page.signedIn(browser, running);
            Object key = browser.executeScript("return sessionStorage.getItem('meepa-session')");
            assertThat(key).isNotNull();
            String elsewhere = "http://127.0.0.1:" + other.getAddress().getPort() + "/";
            browser.get(elsewhere);
            page.until("the other program was not asked", driver -> !received.isEmpty());
            assertThat(String.valueOf(received))
                    .doesNotContain(String.valueOf(key))
                    .doesNotContainIgnoringCase("cookie=");
            assertThat(browser.executeScript("return sessionStorage.length + document.cookie.length"))
                    .isEqualTo(0L);
            browser.get(running.address());
            page.untilDrawn("meepa");
        } finally {
            other.stop(0);
        }
    }

    @Test
    @ExtendWith(Chromium.class)
    void asksOnThePageForTheTokenAgain(ChromeDriver browser) {
        Page page = Page.signedIn(browser, running);
        running.clock.advance(Duration.ofMinutes(10));
        page.press("Reveal token of github");
        page.type("Gateway token, again", "wrong");
        page.press("Go on");
        page.untilReads("#ask-error", "is not the gateway's token");
        page.field("Gateway token, again").clear();
        page.type("Gateway token, again", RunningGateway.TOKEN);
        page.press("Go on");
        assertThat(SECRET.equals(page.field("Value").getDomProperty("value"))).isTrue();
        page.press("Close");
        page.untilHoldsNo(SECRET);
        page.untilHoldsNo(RunningGateway.TOKEN);
    }
}
