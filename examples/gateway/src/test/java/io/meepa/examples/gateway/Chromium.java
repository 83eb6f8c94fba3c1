package io.meepa.examples.gateway;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
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

/** Hands tests a headless Chromium: one for all of them, with a profile of its own that goes when it does. */
final class Chromium implements ParameterResolver {

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
                found.isPresent(), program + " is not installed: what people do on the page is not tested");
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
        public void close() throws IOException {
            browser.quit();
            List<Path> files;
            try (Stream<Path> found = Files.walk(profile)) {
                files = found.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
    }
}
