package io.meepa.credentials.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.spi.Settings;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("M-47 agent, then credentials, then built-in")
class PrecedenceTest {

    private static final AgentId AGENT = AgentId.of("a");
    private static final long BUILT_IN = 5000;

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "agent {0}, credentials {1}, so {2}")
    @CsvSource({"2000, 3000, 2000", "2000, , 2000", ", 3000, 3000", ", , 5000", "0, 3000, 0", ", 0, 0"})
    void decidesTheSpendLimit(@Nullable Long agent, @Nullable Long credentials, long effective) {
        Configuration configuration = Host.writing(
                        folder,
                        "credentials: {credit_card: {provider: manual, manual: {default_spend_limit: "
                                + text(credentials) + "}}}\nagents: [{id: a, identity: {credit_card_spend_limit: "
                                + text(agent) + "}}]")
                .read();
        Settings provider = configuration.categories().get(2).settings();

        assertThat(configuration
                        .agent(AGENT)
                        .profile()
                        .spendLimitCents()
                        .orElseGet(() -> provider.integer("default_spend_limit", 0, Long.MAX_VALUE)
                                .orElse(BUILT_IN)))
                .isEqualTo(effective);
    }

    @ParameterizedTest(name = "agent {0}, category {1}, credentials {2}: provisioned {3}")
    @CsvSource({
        "true, true, true, true",
        ", true, true, true",
        "false, true, true, false",
        ", , true, false",
        ", false, true, false",
        "true, false, true, false",
        "true, true, false, false",
        "true, true, , false",
        ", , , false",
    })
    void provisionsOnlyWhatAllThreeEnable(
            @Nullable Boolean agent, @Nullable Boolean category, @Nullable Boolean credentials, boolean provisioned) {
        Configuration configuration = Host.writing(
                        folder,
                        "credentials: {enabled: " + text(credentials) + ", phone: {enabled: " + text(category)
                                + "}}\nagents: [{id: a, identity: {enabled: " + text(agent) + "}}]")
                .read();

        assertThat(configuration.provisions(AGENT, Category.PHONE)).isEqualTo(provisioned);
    }

    @ParameterizedTest(name = "code {0}, file {1}, so {2}")
    @CsvSource({"code, file, code", "code, , code", ", file, file", ", , meepa"})
    void letsCodeBeatTheFile(@Nullable String code, @Nullable String file, String effective) {
        Host host = Host.writing(folder, "credentials: {namespace: " + text(file) + "}");
        if (code != null) {
            host.set("credentials.namespace", code);
        }

        assertThat(host.read().namespace()).isEqualTo(effective);
    }

    @ParameterizedTest(name = "code {0}, MEEPA_HOME {1}, so {2}")
    @CsvSource({"/code, /variable, /code", "/code, , /code", ", /variable, /variable", ", '', ~", ", , ~"})
    void decidesTheHome(@Nullable String code, @Nullable String variable, String effective) {
        Host host = Host.withoutFile();
        if (code != null) {
            host.home(Path.of(code));
        }
        if (variable != null) {
            host.export("MEEPA_HOME", variable);
        }
        Path expected =
                effective.equals("~") ? Path.of(System.getProperty("user.home"), ".meepagateway") : Path.of(effective);

        assertThat(host.read().home()).isEqualTo(expected);
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
