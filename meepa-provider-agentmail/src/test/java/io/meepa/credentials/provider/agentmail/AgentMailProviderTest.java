package io.meepa.credentials.provider.agentmail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.spi.Settings;
import io.meepa.credentials.spi.Sleeper;
import io.meepa.credentials.spi.provider.CredentialIssuer;
import io.meepa.credentials.spi.provider.CredentialProvider;
import io.meepa.credentials.spi.provider.ProviderContext;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AgentMailProviderTest {

    private static final Settings UNCONFIGURED =
            Settings.of("test", Map.of(), new Settings.Surroundings(key -> "test.yaml", name -> null));

    @Test
    void isFoundByTheServiceLoader() {
        AgentMailProviderTest.class.getModule().addUses(CredentialProvider.class);
        CredentialProvider provider = ServiceLoader.load(CredentialProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(found -> found.id().equals("agentmail"))
                .findFirst()
                .orElseThrow();
        assertThat(provider.categories()).containsExactly(Category.EMAIL);
        assertThat(provider.variables("agentmail", UNCONFIGURED)).isEqualTo(Map.of("api_key", "AGENTMAIL_API_KEY"));
    }

    @Test
    void readsEverySettingThatItKnows() {
        Settings settings = settings(Map.ofEntries(
                Map.entry("api_key_env", "KEY"),
                Map.entry("domain", "mail.example.com"),
                Map.entry("scope", "pod"),
                Map.entry("display_name", "x"),
                Map.entry("permissions", List.of("message_read")),
                Map.entry("base_url", "https://api.example.com"),
                Map.entry("allow_loopback_http", false),
                Map.entry("call_timeout", "5s"),
                Map.entry("run_timeout", "1m"),
                Map.entry("max_concurrency", 2L)));
        try (CredentialIssuer issuer = open(settings)) {
            assertThat(issuer.unavailable()).isPresent();
        }
        assertThat(settings.unread()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "api_key_env,not a name",
        "domain,UPPER.example.com",
        "domain,nodot",
        "domain,-a.example.com",
        "domain,a@b.example.com",
        "scope,organisation",
        "permissions,Message Read",
        "base_url,http://api.example.com",
        "base_url,https://10.0.0.1",
        "call_timeout,soon",
        "run_timeout,0s"
    })
    void refusesASettingWithItsPathAndNotItsValue(String key, String value) {
        assertThatThrownBy(() -> open(settings(Map.of(key, value))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("config.yaml:9: credentials.email.agentmail." + key + " must")
                .hasMessageNotContaining(value + " ");
    }

    @Test
    void refusesAnEmptyListOfPermissionsBecauseItWouldGrantAll() {
        assertThatThrownBy(() -> open(settings(Map.of("permissions", List.of()))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("may do everything");
    }

    private static CredentialIssuer open(Settings settings) {
        return new AgentMailProvider()
                .open(ProviderContext.of(settings, Clock.systemUTC(), Sleeper.system(), new Random()));
    }

    private static Settings settings(Map<String, ?> values) {
        return Settings.of(
                ProviderFixture.PATH, values, new Settings.Surroundings(path -> "config.yaml:9", name -> null));
    }
}
