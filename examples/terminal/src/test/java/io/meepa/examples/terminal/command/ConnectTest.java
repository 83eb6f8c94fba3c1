package io.meepa.examples.terminal.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.standin.StandInOptions;
import io.meepa.credentials.standin.oauth.OAuthStandIn;
import io.meepa.examples.terminal.Home;
import io.meepa.examples.terminal.Program;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("credentials connect: a program of its own, a service with GitHub's recorded answers")
class ConnectTest {

    private static final String CONFIGURATION = """
            agents:
              - id: meepa
                identity:
                  oauth: {services: [github]}
            credentials:
              enabled: true
              connections:
                enabled: true
                provider: oauth
                oauth:
                  allow_loopback_http: true
                  redirect_uris: ["http://127.0.0.1/callback"]
                  services:
                    github: {preset: %s, client_id_env: APP_ID, client_secret_env: APP_SECRET}
            """;

    private final OAuthStandIn github = OAuthStandIn.start("github", StandInOptions.defaults());
    private Home home;

    @BeforeEach
    void configure(@TempDir Path folder) throws IOException {
        Path preset = folder.resolve("github.json");
        try (InputStream shipped = Objects.requireNonNull(
                ConnectTest.class.getResourceAsStream("/io/meepa/credentials/provider/oauth/preset/github.json"))) {
            Files.writeString(preset, github.leadingHere(new String(shipped.readAllBytes(), StandardCharsets.UTF_8)));
        }
        home = Home.in(folder, CONFIGURATION.formatted(preset));
    }

    @AfterEach
    void stop() {
        github.close();
    }

    @Test
    @DisplayName("with a code that a person types on another device")
    void connectsByACode() throws Exception {
        Process program = program("connect", "github").start();
        try (BufferedReader lines = lines(program)) {
            String line = await(lines, "type the code (\\S+)");
            assertThat(line).contains("https://github.com/login/device");
            github.confirm(group(line, "type the code (\\S+)"), "ada");

            assertThat(await(lines, "is connected")).isEqualTo("meepa is connected to github as ada.");
            assertThat(program.waitFor()).isZero();
        }
        Program.Result list = program("connections").run("");
        assertThat(list.output()).contains("github", "active", "ada");
        assertThat(program("disconnect", "github").run("").output()).isEqualTo("github: revoked\n");
    }

    @Test
    @DisplayName("in a browser that comes back to a port of this machine (RFC 8252)")
    void connectsInABrowser() throws Exception {
        github.signedIn("bob");
        Process program = program("connect", "github", "--browser").start();
        try (BufferedReader lines = lines(program)) {
            String address = group(await(lines, "Open (\\S+)"), "Open (\\S+)");
            HttpResponse<String> end = HttpClient.newBuilder()
                    .followRedirects(HttpClient.Redirect.ALWAYS)
                    .build()
                    .send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());

            assertThat(end.body()).contains("the terminal continues");
            assertThat(await(lines, "is connected")).isEqualTo("meepa is connected to github as bob.");
            assertThat(program.waitFor()).isZero();
        }
    }

    private Program program(String... command) {
        return Program.java(Credentials.class, home.options(command))
                .with(Map.of("APP_ID", OAuthStandIn.CLIENT_ID, "APP_SECRET", OAuthStandIn.CLIENT_SECRET));
    }

    private static BufferedReader lines(Process program) {
        return new BufferedReader(new InputStreamReader(program.getInputStream(), StandardCharsets.UTF_8));
    }

    private static String await(BufferedReader lines, String pattern) throws IOException {
        String line = lines.readLine();
        while (line != null && !Pattern.compile(pattern).matcher(line).find()) {
            line = lines.readLine();
        }
        return Objects.requireNonNull(line, "the program ended without a line like " + pattern);
    }

    private static String group(String line, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(line);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }
}
