package io.meepa.credentials.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.spi.Settings;
import io.meepa.credentials.spi.call.AgentProfile;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The seed's complete config.yaml")
class SeedConfigurationTest {

    private final Configuration seed = Host.withFile(file()).read();

    private static Path file() {
        URL resource = Objects.requireNonNull(SeedConfigurationTest.class.getResource("seed.yaml"));
        try {
            return Path.of(resource.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void isEnabledAndKeptInSops() {
        assertThat(seed.enabled()).isTrue();
        assertThat(seed.store().id()).isEqualTo("sops");
        assertThat(seed.store().memoryOnly()).isFalse();
        assertThat(seed.store().itemId()).isEqualTo("meepa-credentials");
        assertThat(seed.store().vault()).isEqualTo("agents");
        assertThat(seed.store().settings().unread()).isEmpty();
    }

    @Test
    void choosesEachCategorysProvider() {
        assertThat(seed.categories())
                .extracting(CategoryChoice::category, CategoryChoice::enabled, CategoryChoice::provider)
                .containsExactly(
                        tuple(Category.EMAIL, true, Optional.of("agentmail")),
                        tuple(Category.PHONE, false, Optional.empty()),
                        tuple(Category.CREDIT_CARD, true, Optional.of("privacy_com")));
    }

    @Test
    void handsEveryProviderItsSection() {
        Settings mail = seed.categories().get(0).settings();
        Settings card = seed.categories().get(2).settings();

        assertThat(mail.path()).isEqualTo("credentials.email.agentmail");
        assertThat(mail.text("api_key_env")).contains("AGENTMAIL_API_KEY");
        assertThat(card.text("api_key_env")).contains("PRIVACY_API_KEY");
        assertThat(card.integer("default_spend_limit", 0, 10_000)).hasValue(5000);
        assertThat(card.text("default_spend_limit_duration")).contains("MONTHLY");
        assertThat(card.text("card_type")).contains("MERCHANT_LOCKED");
        assertThat(mail.unread()).isEmpty();
        assertThat(card.unread()).isEmpty();
    }

    @Test
    void overridesTheAgent() {
        AgentProfile profile =
                AgentProfile.none().withEmailPrefix("custom-prefix").withSpendLimitCents(2000);

        assertThat(seed.agents()).isEqualTo(List.of(new AgentChoice(AgentId.of("meepa"), false, profile, Map.of())));
        assertThat(seed.provisions(AgentId.of("meepa"), Category.EMAIL)).isFalse();
        assertThat(seed.provisions(AgentId.of("other"), Category.EMAIL)).isTrue();
    }

    @Test
    void injects() {
        assertThat(seed.handOver().inject()).isTrue();
        assertThat(seed.handOver().grants()).isEmpty();
        assertThat(seed.handOver().organisationVariables()).isEmpty();
    }
}
