package io.meepa.examples.gateway;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.FluentWait;

/** Hands tests a headless Chromium: one for all of them, with a profile of its own that goes when it does. */
final class Chromium implements ParameterResolver {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final ExtensionContext.Namespace SPACE = ExtensionContext.Namespace.create(Chromium.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == ChromeDriver.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Path browser = require("chromium");
        Path driver = require("chromedriver");
        return context.getRoot()
                .getStore(SPACE)
                .computeIfAbsent(Open.class, key -> Open.start(browser, driver), Open.class)
                .browser();
    }

    private static Path require(String program) {
        Optional<Path> found = Arrays.stream(
                        System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
        Assumptions.assumeTrue(
                found.isPresent(), "needs the program " + program + ": what people do on the page is not tested");
        return found.orElseThrow();
    }

    private record Open(ChromeDriver browser, Path profile) implements AutoCloseable {

        static Open start(Path program, Path driver) {
            try {
                Path profile = Files.createTempDirectory("gateway-page");
                // Named, so that nobody looks for a driver to download.
                ChromeDriverService service = new ChromeDriverService.Builder()
                        .usingDriverExecutable(driver.toFile())
                        .usingAnyFreePort()
                        .build();
                return new Open(new ChromeDriver(service, options(program, profile)), profile);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static ChromeOptions options(Path program, Path profile) {
            LoggingPreferences logs = new LoggingPreferences();
            logs.enable(LogType.BROWSER, Level.ALL);
            ChromeOptions options = new ChromeOptions();
            options.setBinary(program.toFile());
            options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
            options.addArguments(
                    "--headless=new",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    "--disable-dev-shm-usage",
                    "--window-size=1100,1000",
                    "--user-data-dir=" + profile);
            return options;
        }

        @Override
        public void close() {
            browser.quit();
            // The browser's last processes write into the profile for a moment after it has gone.
            new FluentWait<>(profile).withTimeout(LIMIT).until(Open::deleted);
        }

        private static boolean deleted(Path profile) {
            try (Stream<Path> found = Files.walk(profile)) {
                for (Path file : found.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
                return true;
            } catch (IOException | UncheckedIOException e) {
                return Files.notExists(profile);
            }
        }
    }
}
