package io.meepa.credentials.core.config;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.spi.Settings;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnknownSettingsTest {

    @TempDir
    private Path folder;

    private Settings section(String yaml) {
        return Host.writing(folder, "credentials:\n  email:\n    provider: agentmail\n    agentmail:\n" + yaml)
                .read()
                .categories()
                .get(0)
                .settings();
    }

    @Test
    void acceptsASectionThatWasReadWhole() {
        Settings settings = section("      domain: example.org\n");
        settings.text("domain");

        assertThatCode(() -> UnknownSettings.refuse(settings, "agentmail")).doesNotThrowAnyException();
    }

    @Test
    void namesPlacePathAndTheNearestKeyThatWasRead() {
        Settings settings = section("      api_key_env: X\n      domian: v4lue\n");
        settings.text("api_key_env");
        settings.text("domain");

        assertThatThrownBy(() -> UnknownSettings.refuse(settings, "agentmail"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(folder.resolve("config.yaml") + ":6: credentials.email.agentmail.domian"
                        + " is not a setting of agentmail; did you mean domain?");
    }

    @Test
    void looksIntoSectionsWithin() {
        Settings settings = section("      retry:\n        mx: 5\n");
        settings.section("retry").orElseThrow().integer("max", 0, 9);

        assertThatThrownBy(() -> UnknownSettings.refuse(settings, "agentmail"))
                .hasMessageEndingWith(":6: credentials.email.agentmail.retry.mx is not a setting of agentmail;"
                        + " did you mean max?");
    }

    @Test
    void saysSoWhereNothingIsKnown() {
        Settings settings = section("      a: 5\n");

        assertThatThrownBy(() -> UnknownSettings.refuse(settings, "agentmail"))
                .hasMessageEndingWith("credentials.email.agentmail.a is not a setting of agentmail; remove it");
    }

    @Test
    void listsAllWhereNothingIsNear() {
        Settings settings = section("      completely_else: 5\n");
        settings.text("pod");
        settings.text("domain");

        assertThatThrownBy(() -> UnknownSettings.refuse(settings, "agentmail"))
                .hasMessageEndingWith("is not a setting of agentmail; known are domain, pod");
    }
}
