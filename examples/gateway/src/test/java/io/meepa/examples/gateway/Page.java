package io.meepa.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The page, as a person sees it: by what controls are called. */
final class Page {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(40);

    /** Everything that a script on the page, or a person who looks at its tools, could read. */
    private static final String READABLE = """
            return [document.documentElement.outerHTML,
              ...[...document.querySelectorAll('input,textarea,select,output')].map((one) => one.value),
              JSON.stringify(localStorage), JSON.stringify(sessionStorage), document.cookie, location.href,
              JSON.stringify(history.state), window.name, document.title,
              ...performance.getEntriesByType('resource').map((one) => one.name)].join('\\n');
            """;

    final ChromeDriver browser;
    private final StringBuilder console = new StringBuilder();

    private Page(ChromeDriver browser) {
        this.browser = browser;
    }

    /** Opens the page as a first visitor, who sees the sign-in. */
    static Page open(ChromeDriver browser, RunningGateway running) {
        browser.manage().logs().get(LogType.BROWSER);
        browser.get(running.address());
        browser.executeScript("sessionStorage.clear()");
        // The blank page in between lets the next address load, even if it differs by what follows the hash alone.
        browser.get("about:blank");
        browser.get(running.address());
        Page page = new Page(browser);
        page.prefer("light");
        page.button("Sign in");
        return page;
    }

    /** Opens the page on a screen of this size. */
    static Page at(ChromeDriver browser, RunningGateway running, int width, int height) {
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        return open(browser, running);
    }

    /** Gives the page the window's own size again. */
    void anyWidth() {
        browser.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
    }

    static Page signedIn(ChromeDriver browser, RunningGateway running) {
        Page page = open(browser, running);
        page.signIn();
        return page;
    }

    /** Signs in, and waits for what the first agent has. */
    void signIn() {
        type("Gateway token", RunningGateway.TOKEN);
        press("Sign in");
        untilDrawn("meepa");
    }

    /** Loads the page again, and waits for what the first agent has. */
    void reload() {
        reload("meepa");
    }

    /** Loads the page again, and waits for what an agent has. */
    void reload(String agent) {
        browser.navigate().refresh();
        untilDrawn(agent);
    }

    /** Waits until an agent's credentials are drawn; the agent's name stands there before they are asked for. */
    void untilDrawn(String agent) {
        untilReads("#agent-name", agent);
        until(
                "nothing was drawn for " + agent,
                driver ->
                        !driver.findElements(By.cssSelector("#credentials > *")).isEmpty());
    }

    /** Presses the button of this name, as soon as it can be. */
    void press(String name) {
        until("cannot press " + name, driver -> {
            WebElement button = shown(called(name));
            if (button == null || !button.isEnabled()) {
                return false;
            }
            button.click();
            return true;
        });
    }

    /** Provisions what costs nothing, and waits for the end. */
    void provision() {
        press("Provision");
        press("Go ahead");
        untilReads("#run-title", "Done");
        until("Provision stays disabled", driver -> button("Provision").isEnabled());
    }

    void type(String label, String text) {
        field(label).sendKeys(text);
    }

    WebElement button(String name) {
        return seen(called(name));
    }

    /** Finds a field by its label. */
    WebElement field(String label) {
        WebElement found =
                seen(By.xpath("//label[normalize-space()='%1$s' or normalize-space()='%1$s *']".formatted(label)));
        return browser.findElement(By.id(Objects.requireNonNull(found.getDomAttribute("for"))));
    }

    boolean offers(String button) {
        return shown(called(button)) != null;
    }

    private static By called(String name) {
        return By.xpath(
                "//*[self::button or self::a][@aria-label='%1$s' or (not(@aria-label) and normalize-space()='%1$s')]"
                        .formatted(name));
    }

    /** What stands on the card of a service. */
    WebElement card(String service) {
        return seen(By.xpath("//li[@class='credential'][.//h4[.='%s']]".formatted(service)));
    }

    WebElement seen(By what) {
        return until("nothing to see at " + what, driver -> shown(what));
    }

    private @Nullable WebElement shown(By what) {
        return browser.findElements(what).stream()
                .filter(WebElement::isDisplayed)
                .findFirst()
                .orElse(null);
    }

    void untilReads(String css, String text) {
        until(
                css + " never read " + text,
                driver -> driver.findElements(By.cssSelector(css)).stream()
                        .anyMatch(one -> one.getText().contains(text)));
    }

    void untilGone(By what) {
        until(what + " stays", driver -> shown(what) == null);
    }

    <T> T until(String otherwise, Function<WebDriver, @Nullable T> condition) {
        return new WebDriverWait(browser, LIMIT, PAUSE)
                .ignoring(StaleElementReferenceException.class)
                .withMessage(() -> otherwise + "; the page reads: "
                        + browser.findElement(By.tagName("body")).getText())
                .until(condition);
    }

    /** Waits until exactly these texts stand there. */
    void untilTextsAre(String css, String... texts) {
        until(css + " never read " + List.of(texts), driver -> texts(css).equals(List.of(texts)));
    }

    /** What stands there now. Of use only where the page is known to be at rest. */
    List<String> texts(String css) {
        return browser.findElements(By.cssSelector(css)).stream()
                .map(WebElement::getText)
                .toList();
    }

    /** What the browser wrote to its console since the page was opened. */
    String console() {
        for (LogEntry entry : browser.manage().logs().get(LogType.BROWSER)) {
            console.append(entry.getMessage()).append('\n');
        }
        return console.toString();
    }

    /** Sets the colour scheme that the person prefers. */
    void prefer(String scheme) {
        browser.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /** Holds back what the gateway answers about a run until the run has ended, as a slow browser would see it. */
    void reportOnlyRunsThatEnded() {
        browser.executeScript("""
                const real = window.fetch;
                window.fetch = async (address, options) => {
                  if (!String(address).endsWith('/run')) {
                    return real(address, options);
                  }
                  window.askedAboutRun = 1;
                  for (;;) {
                    const answer = await real(address, options);
                    if ((await answer.clone().json()).run.over) {
                      return answer;
                    }
                  }
                };
                """);
    }

    /** Holds back what the gateway answers to requests of this kind; they are sent all the same. */
    void hold(String method, String end) {
        browser.executeScript("""
                const [method, end] = arguments;
                const real = window.fetch;
                const released = new Promise((go) => { window.letGo = go; });
                const taken = () => setTimeout(() => { window.taken = 1; });
                Object.assign(window, { held: 0, taken: 0 });
                window.fetch = async (address, options) => {
                  const answer = await real(address, options);
                  if (window.held || options.method !== method || !String(address).split('?')[0].endsWith(end)) {
                    return answer;
                  }
                  window.held = 1;
                  await released;
                  const read = answer.json.bind(answer);
                  answer.json = () => read().finally(taken);
                  return answer;
                };
                """, method, end);
    }

    void untilHeld() {
        until("nothing was asked", driver -> Objects.equals(browser.executeScript("return window.held"), 1L));
    }

    /** Lets go what was held, and waits until the page has done with it what it does at once. */
    void letGo() {
        browser.executeScript("window.letGo()");
        until("nobody took the answer", driver -> Objects.equals(browser.executeScript("return window.taken"), 1L));
    }

    void allowClipboard() {
        browser.executeCdpCommand(
                "Browser.grantPermissions",
                Map.of("permissions", List.of("clipboardReadWrite", "clipboardSanitizedWrite")));
    }

    String clipboard() {
        return String.valueOf(browser.executeAsyncScript(
                "const done = arguments[0]; navigator.clipboard.readText().then(done, done);"));
    }

    String readable() {
        return Objects.requireNonNull(browser.executeScript(READABLE)).toString();
    }

    /** Waits until a dialog that closes has emptied its fields, which the browser lets it do a moment after it is gone. */
    void untilHoldsNo(String text) {
        // The message must not quote the page: it would quote the text.
        new WebDriverWait(browser, LIMIT, PAUSE)
                .withMessage("what should be gone is on the page, in its storage or in an address")
                .until(driver -> !readable().contains(text));
        assertThat(console().contains(text)).as("it is in the console").isFalse();
    }
}
