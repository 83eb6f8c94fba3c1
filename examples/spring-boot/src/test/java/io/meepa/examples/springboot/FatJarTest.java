package io.meepa.examples.springboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.meepa.credentials.standin.agentmail.AgentMailStandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The application's jar, as a stranger starts it")
final class FatJarTest {

    private final AgentMailStandIn mail = AgentMailStandIn.start();

    @TempDir
    private Path home;

    @AfterEach
    void stop() {
        mail.close();
    }

    private Map<String, String> environment() {
        return Map.of(
                "AGENTMAIL_API_KEY", mail.organisationKeyText(),
                "MEEPA_HOME", home.toString(),
                "MEEPA_CREDENTIALS_EMAIL_AGENTMAIL_BASE_URL", mail.baseUrl(),
                "MEEPA_CREDENTIALS_EMAIL_AGENTMAIL_ALLOW_LOOPBACK_HTTP", "true");
    }

    private static Path java17() {
        return RunningJar.java(17).orElseGet(() -> Path.of(System.getProperty("java.home")));
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 25})
    @DisplayName("gives its agent a mailbox, once")
    void provisions(int version) throws IOException, InterruptedException {
        Optional<Path> java = RunningJar.java(version);
        assumeTrue(java.isPresent(), "needs the program java-" + version);

        RunningJar first = RunningJar.run(java.get(), environment());
        int requests = mail.requests().size();
        RunningJar second = RunningJar.run(java.get(), environment());

        assertThat(first.exitCode()).as(first.output()).isZero();
        assertThat(first.output()).contains("meepa", "agentmail").doesNotContain(mail.organisationKeyText());
        assertThat(home.resolve("agents/meepa/credentials.json")).isNotEmptyFile();
        assertThat(Files.readString(home.resolve("agents/meepa/credentials.json")))
                .doesNotContain("am_us_inbox");
        assertThat(second.exitCode()).as(second.output()).isZero();
        assertThat(mail.requests().stream().filter(request -> request.method().equals("POST")))
                .hasSameSizeAs(mail.requests().subList(0, requests).stream()
                        .filter(request -> request.method().equals("POST"))
                        .toList());
    }

    @Test
    @DisplayName("stops at a wrong key with our own message and no stack of bean exceptions")
    void stopsAtAWrongKey() throws IOException, InterruptedException {
        RunningJar stopped = RunningJar.run(
                java17(), Map.of("MEEPA_HOME", home.toString(), "MEEPA_CREDENTIALS_PHONE_ENABELD", "true"));

        assertThat(stopped.exitCode()).isNotZero();
        assertThat(stopped.output())
                .contains("APPLICATION FAILED TO START")
                .contains(
                        "environment variable MEEPA_CREDENTIALS_PHONE_ENABELD: MEEPA_CREDENTIALS_PHONE_ENABELD is not a"
                                + " setting of Meepa Credentials; did you mean MEEPA_CREDENTIALS_PHONE_ENABLED?")
                .doesNotContain("\tat ", "Caused by", "org.springframework.beans");
        assertThat(stopped.output().indexOf("is not a setting"))
                .as("Spring's own line has our message, and nothing before it")
                .isLessThan(stopped.output().indexOf("APPLICATION FAILED TO START"));
    }

    @Test
    @DisplayName("stops at a wrong value, which it does not repeat")
    void stopsAtAWrongValue() throws IOException, InterruptedException {
        RunningJar stopped = RunningJar.run(
                java17(), Map.of("MEEPA_HOME", home.toString()), "--meepa.credentials.concurrency=canary-four");

        assertThat(stopped.exitCode()).isNotZero();
        assertThat(stopped.output())
                .contains(
                        "property meepa.credentials.concurrency of commandLineArgs: credentials.concurrency must be a whole"
                                + " number")
                .doesNotContain("\tat ", "canary-four", "Caused by", "org.springframework.beans");
    }
}
