package io.meepa.credentials.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.meepa.credentials.error.ConfigurationException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("M-35: the variable's name is configured, its value is read at each use")
final class SettingsSecretTest {

    private final Map<String, String> environment = new HashMap<>();

    @Test
    void readsTheVariableAnewAtEachUse() {
        SecretSource source = configured(Map.of("api_key_env", "ORG_KEY")).secretFromEnvironment("api_key_env", "X");
        assertThat(source.available()).isFalse();

        environment.put("ORG_KEY", "first");
        assertThat(source.available()).isTrue();
        assertThat(source.read().reveal()).isEqualTo("first");

        environment.put("ORG_KEY", "rotated\n");
        assertThat(source.read().reveal()).isEqualTo("rotated");

        environment.remove("ORG_KEY");
        assertThat(source.available()).isFalse();
    }

    @Test
    void takesTheConventionalVariableUnlessOneIsNamed() {
        environment.put("AGENTMAIL_API_KEY", "usual");

        assertThat(configured(Map.of())
                        .secretFromEnvironment("api_key_env", "AGENTMAIL_API_KEY")
                        .read()
                        .reveal())
                .isEqualTo("usual");
    }

    @Test
    void returnsASecretThatTheCallerHasToClose() {
        environment.put("K", "value");
        SecretSource source = configured(Map.of()).secretFromEnvironment("api_key_env", "K");
        source.read().close();

        assertThat(source.read().reveal()).isEqualTo("value");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n"})
    void saysWhichVariableIsNotSetAndWhereItIsNamed(String blank) {
        environment.put("ORG_KEY", blank);
        SecretSource source = configured(Map.of()).secretFromEnvironment("api_key_env", "ORG_KEY");

        assertThat(source.available()).isFalse();
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(source::read)
                .withMessage("environment variable ORG_KEY (credentials.email.api_key_env) is not set:"
                        + " export it, or name another one");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "am_us_6f1ed002ab5595859014ebf0951522d9",
                "0b4c2a6e-6f3b-4a52-9b0e-1f2d3c4b5a69",
                "ghp_16C7e42F292c6912E7710c838347Ae178B4a",
                "sk-live-51H8",
                "$AGENTMAIL_API_KEY",
                "AGENTMAIL API KEY",
                "ÄPI_KEY",
                "1KEY"
            })
    void refusesAKeyPastedWhereItsVariableBelongsAndDoesNotRepeatIt(String pasted) {
        Settings settings = configured(Map.of("api_key_env", pasted));

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> settings.secretFromEnvironment("api_key_env", "AGENTMAIL_API_KEY"))
                .withMessage("config.yaml:3: credentials.email.api_key_env must be the name of an environment variable"
                        + " in capitals (A-Z, 0-9, _), not its value");
    }

    @Test
    void neverPrintsTheValue() {
        environment.put("ORG_KEY", "s3cr3t");
        SecretSource source = configured(Map.of()).secretFromEnvironment("api_key_env", "ORG_KEY");

        assertThat(source.describe()).isEqualTo("environment variable ORG_KEY (credentials.email.api_key_env)");
        assertThat(source.toString()).doesNotContain("s3cr3t");
        assertThat(source.read().toString()).doesNotContain("s3cr3t");
    }

    private Settings configured(Map<String, String> values) {
        return Settings.of(
                "credentials.email", values, new Settings.Surroundings(path -> "config.yaml:3", environment::get));
    }
}
