package io.meepa.credentials.provider.privacy;

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
import java.util.Map;
import java.util.Random;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PrivacyProviderTest {

    private static final Settings UNCONFIGURED =
            Settings.of("test", Map.of(), new Settings.Surroundings(key -> "test.yaml", name -> null));

    @Test
    void isFoundByTheServiceLoader() {
        PrivacyProviderTest.class.getModule().addUses(CredentialProvider.class);
        CredentialProvider provider = ServiceLoader.load(CredentialProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(found -> found.id().equals("privacy_com"))
                .findFirst()
                .orElseThrow();
        assertThat(provider.categories()).containsExactly(Category.CREDIT_CARD);
        assertThat(provider.variables("privacy_com", UNCONFIGURED)).isEmpty();
    }

    @Test
    void readsEverySettingThatItKnows() {
        Settings settings = settings(Map.ofEntries(
                Map.entry("api_key_env", "KEY"),
                Map.entry("default_spend_limit", 10_000L),
                Map.entry("default_spend_limit_duration", "ANNUALLY"),
                Map.entry("card_type", "DIGITAL_WALLET"),
                Map.entry("sandbox", true),
                Map.entry("keep_card_number", false),
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
    @ValueSource(longs = {-100, 1, 5050, 100_000_100})
    void refusesALimitThatIsNoWholeDollars(long cents) {
        assertThatThrownBy(() -> open(settings(Map.of("default_spend_limit", cents))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("config.yaml:9: " + ProviderFixture.PATH + ".default_spend_limit");
    }

    @ParameterizedTest
    @CsvSource({
        "default_spend_limit_duration,WEEKLY,FOREVER",
        "card_type,PHYSICAL,MERCHANT_LOCKED",
        "api_key_env,not a name,environment variable"
    })
    void refusesAWordAndListsWhatThereIs(String key, String value, String hint) {
        assertThatThrownBy(() -> open(settings(Map.of(key, value))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("config.yaml:9: " + ProviderFixture.PATH + "." + key)
                .hasMessageContaining(hint)
                .hasMessageNotContaining(value);
    }

    @ParameterizedTest
    @CsvSource({"true,https://sandbox.privacy.com", "false,https://api.privacy.com"})
    void choosesTheAddressByTheSandboxSwitch(boolean sandbox, String address) {
        assertThat(CardSettings.read(settings(Map.of("sandbox", sandbox))).baseUrl())
                .hasToString(address);
    }

    private static CredentialIssuer open(Settings settings) {
        return new PrivacyProvider()
                .open(ProviderContext.of(settings, Clock.systemUTC(), Sleeper.system(), new Random()));
    }

    private static Settings settings(Map<String, ?> values) {
        return Settings.of(
                ProviderFixture.PATH, values, new Settings.Surroundings(path -> "config.yaml:9", name -> null));
    }
}
