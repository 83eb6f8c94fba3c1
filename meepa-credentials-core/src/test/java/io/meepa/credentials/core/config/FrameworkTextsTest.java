package io.meepa.credentials.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** F-709: a framework gives texts, which are converted where a number or a flag is asked for, strictly. */
class FrameworkTextsTest {

    @TempDir
    private Path folder;

    @Test
    void convertsTextsSetInCode() {
        Configuration configuration = Host.withoutFile()
                .set("credentials.enabled", "true")
                .set("credentials.concurrency", "4")
                .set("credentials.phone.enabled", "false")
                .set("credentials.audit.segment_bytes", "8192")
                .set("credentials.environment.organisation_keys", List.of("A_KEY"))
                .set("agents.meepa.identity.enabled", "false")
                .set("agents.meepa.identity.phone_number", "+15550100000")
                .set("agent_defaults.image_config.inject_credentials_env", "true")
                .read();

        assertThat(configuration.enabled()).isTrue();
        assertThat(configuration.limits().concurrency()).isEqualTo(4);
        assertThat(configuration.audit().policy().segmentBytes()).isEqualTo(8192);
        assertThat(configuration.handOver().inject()).isTrue();
        assertThat(configuration.agents().get(0).enabled()).isFalse();
        assertThat(configuration.agents().get(0).profile().phoneNumber()).contains("+15550100000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"True", "yes", "1", "on", " true", ""})
    void refusesLooserFlags(String text) {
        assertThat(Host.withoutFile().set("credentials.enabled", text).refusal())
                .isEqualTo("set in code: credentials.enabled must be true or false");
        assertThat(Host.withoutFile()
                        .set("agent_defaults.image_config.inject_credentials_env", text)
                        .refusal())
                .contains("must be true or false");
    }

    @ParameterizedTest
    @ValueSource(strings = {"4.0", "0x4", "04", "+4", "4 ", "4_0", "1e1", "99999999999999999999", "four", ""})
    void refusesLooserNumbers(String text) {
        assertThat(Host.withoutFile().set("credentials.concurrency", text).refusal())
                .isEqualTo("set in code: credentials.concurrency must be a whole number");
    }

    @Test
    @DisplayName("In the file, a text in quotes stays a text")
    void convertsNothingOfTheFile() {
        assertThat(Host.writing(folder, "credentials: {concurrency: \"4\"}").refusal())
                .contains("credentials.concurrency must be a whole number");
        assertThat(Host.writing(folder, "credentials: {enabled: \"true\"}").refusal())
                .contains("credentials.enabled must be true or false");
    }

    @Test
    @DisplayName("F-306: a period without its unit is refused with what to write")
    void saysWhatToWriteForAPeriod() {
        assertThat(Host.writing(folder, "credentials:\n  lock_timeout: 5\n").refusal())
                .endsWith(
                        "config.yaml:2: credentials.lock_timeout must be a period with its unit, such as 500ms, 30s, 5m,"
                                + " 2h or 1d, and not a bare number");
        assertThat(Host.withoutFile().set("credentials.lock_timeout", "5").refusal())
                .contains("must be a period such as 500ms");
    }
}
