package io.meepa.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.CredentialManagerBuilder;
import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.standin.StandInOptions;
import io.meepa.credentials.standin.oauth.OAuthStandIn;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;

@DisplayName("a person connects an agent on the page, in a real browser")
@ExtendWith(Chromium.class)
class ConnectPageTest {

    private static final String PRESET = """
            {
              "format": 1,
              "service": "acme",
              "title": "Acme",
              "documentation": "https://acme.example/docs",
              "issuer": "$I",
              "discovery": true,
              "app": { "credential": "acme", "secret_required": true, "methods": ["post"] },
              "authorize": { "pkce": "required", "fixed": { "prompt": "consent" } },
              "scopes": { "least": ["openid", "email"], "for_refresh_token": ["offline_access"] },
              "token": {},
              "revoke": { "form": "token_parameter", "tokens": ["refresh_token", "access_token"], "ends": "token" },
              "identity": { "source": "address", "address": "$U", "label": [["/email"], ["/sub"]], "key": [["/sub"]] },
              "refresh": { "repetition": "one_time", "absent_refresh_token": "keep", "replay_ends": "family", "ends_old_access": "no" },
              "errors": { "definitive": [{ "code": "invalid_grant" }] },
              "sharing": { "second_sign_in": "independent" },
              "facts": [{ "of": ["/token"], "source": "a test", "date": "2026-11-30", "mark": "read" }]
            }
            """;

    @Test
    @DisplayName("connect, reconnect after the service ended it, disconnect")
    void connectsReconnectsAndDisconnects(ChromeDriver browser, @TempDir Path folder) throws Exception {
        try (OAuthStandIn acme = OAuthStandIn.start("standard", StandInOptions.defaults());
                RunningGateway running =
                        gateway(folder, acme.baseUrl(), acme.baseUrl() + "/userinfo", OAuthStandIn.CLIENT_SECRET)) {
            Page page = Page.signedIn(browser, running);
            assertThat(page.card("acme").getText()).contains("Not connected");
            connect(page, "Connect acme", "meepa is connected to acme as ada.");
            assertThat(page.card("acme").getText()).contains("Connected", "ada");
            assertThat(browser.getCurrentUrl()).doesNotContain("code=", "state=");
            page.untilHoldsNo("access-");

            acme.endAll("ada");
            running.clock.advance(Duration.ofHours(2));
            renewInAnotherProgram(folder, running);
            browser.navigate().refresh();
            assertThat(page.card("acme").getText()).contains("Reconnect", "refuses to renew");
            page.untilTextsAre("#connections .badge.reconnect", "Reconnect");
            page.untilTextsAre("#credentials .badge.reconnect", "Needs reconnect");
            connect(page, "Reconnect acme", "meepa is connected to acme as ada.");
            page.press("Disconnect acme");
            page.untilReads("#ask-text", "a person has to sign in again");
            page.press("Cancel");
            page.untilGone(By.id("ask-dialog"));
            assertThat(page.card("acme").getText()).contains("Connected", "ada");
            page.press("Disconnect acme");
            page.press("Disconnect");
            page.untilReads("#notice", "Disconnected.");
            assertThat(page.offers("Connect acme")).isTrue();
            assertThat(page.offers("Disconnect acme")).isFalse();
            page.untilHoldsNo(RunningGateway.TOKEN);
        }
    }

    @Test
    @DisplayName("T-01: a link that is opened in another session connects nothing")
    void connectsNothingInAnotherSession(ChromeDriver browser, @TempDir Path folder) throws Exception {
        try (OAuthStandIn acme = OAuthStandIn.start("standard", StandInOptions.defaults());
                RunningGateway running =
                        gateway(folder, acme.baseUrl(), acme.baseUrl() + "/userinfo", OAuthStandIn.CLIENT_SECRET)) {
            Page page = Page.signedIn(browser, running);
            page.press("Connect acme");
            page.untilReads("#outcome", "is connected to acme");
            Page other = Page.signedIn(browser, running);
            browser.get(running.address() + "connected.html?code=stolen&state=abc.def");
            other.untilReads("#outcome", "no sign-in of this session waits for this answer");
            assertThat(acme.tokenRequests()).hasSize(1);
        }
    }

    @Test
    @DisplayName(
            "the consent round trip at a certified server; skipped where OIDC_PROVIDER_HOME names no folder with it")
    void signsInAtARealServer(ChromeDriver browser, @TempDir Path folder) throws Exception {
        String installed =
                Optional.ofNullable(System.getenv("OIDC_PROVIDER_HOME")).orElse("");
        assumeThat(installed).as("OIDC_PROVIDER_HOME").isNotEmpty();
        Process server = new ProcessBuilder(
                        "node",
                        "../../meepa-provider-oauth/src/test/resources/oidc-provider/server.mjs",
                        installed,
                        "http://127.0.0.1/connected.html")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (RunningGateway running = realGateway(folder, issuer(server))) {
            Page page = Page.signedIn(browser, running);
            connect(page, "Connect acme", "meepa is connected to acme as ada@example.com.");
            assertThat(page.card("acme").getText()).contains("Connected", "ada@example.com");
        } finally {
            server.destroy();
        }
    }

    /** The service refuses, and the document remembers it for every program over the same home. */
    private static void renewInAnotherProgram(Path folder, RunningGateway running) {
        Map<String, String> app = Map.of("ACME_ID", "app-1", "ACME_SECRET", OAuthStandIn.CLIENT_SECRET);
        CredentialManagerBuilder builder = CredentialManager.builder()
                .configuration(folder.resolve("config.yaml"))
                .home(folder.resolve("home"))
                .clock(running.clock)
                .set("credentials.email.enabled", false)
                .environment(app::get);
        try (CredentialManager manager =
                connecting(builder, folder.resolve("acme.json")).open()) {
            assertThatThrownBy(() -> manager.agent("meepa").tokens().get(CredentialKey.of(Category.TOKEN, "acme")))
                    .isInstanceOf(ProviderRejectedException.class);
        }
    }

    private static void connect(Page page, String button, String outcome) {
        page.press(button);
        page.untilReads("#outcome", outcome);
        page.browser.get(page.browser.getCurrentUrl().replace("connected.html", ""));
        page.untilReads("#connections h4", "acme");
    }

    private static RunningGateway realGateway(Path folder, String issuer) throws IOException {
        return gateway(folder, issuer, issuer + "/me", "canary-app-secret");
    }

    private static RunningGateway gateway(Path folder, String issuer, String identity, String secret)
            throws IOException {
        Path preset = Files.writeString(
                folder.resolve("acme.json"), PRESET.replace("$I", issuer).replace("$U", identity));
        return new RunningGateway(
                folder, builder -> connecting(builder, preset), Map.of("ACME_ID", "app-1", "ACME_SECRET", secret));
    }

    private static CredentialManagerBuilder connecting(CredentialManagerBuilder builder, Path preset) {
        return builder.set("credentials.connections.enabled", true)
                .set("credentials.connections.provider", "oauth")
                .set("credentials.connections.oauth.allow_loopback_http", true)
                .set("credentials.connections.oauth.redirect_uris", List.of("http://127.0.0.1/connected.html"))
                .set(
                        "credentials.connections.oauth.services",
                        Map.of(
                                "acme",
                                Map.of(
                                        "preset",
                                        preset.toString(),
                                        "client_id_env",
                                        "ACME_ID",
                                        "client_secret_env",
                                        "ACME_SECRET")))
                .set(
                        "agents.meepa",
                        Map.of("id", "meepa", "identity", Map.of("oauth", Map.of("services", List.of("acme")))));
    }

    private static String issuer(Process server) throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8));
        String line = lines.readLine();
        while (line != null && !line.startsWith("ready ")) {
            line = lines.readLine();
        }
        if (line == null) {
            throw new IllegalStateException("the server ended before it was ready");
        }
        return line.substring("ready ".length());
    }
}
