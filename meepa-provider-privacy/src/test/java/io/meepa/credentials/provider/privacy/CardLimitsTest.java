package io.meepa.credentials.provider.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.error.ProviderUnavailableException;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.spi.call.Tag;
import io.meepa.credentials.standin.Fault;
import io.meepa.credentials.standin.Route;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Privacy.com at the limits, and one beyond")
final class CardLimitsTest {

    private static final Route CARDS = Route.of("GET", "/v1/cards");
    private static final Fault MORE = new Fault.Canned(
            200, "{\"data\":[{\"token\":\"t\",\"state\":\"CLOSED\",\"memo\":\"other\"}],\"total_pages\":9999}", false);

    private final ProviderFixture fixture = new ProviderFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    @DisplayName("A card spends a million dollars at most, by setting and by agent")
    void spendLimit() {
        long most = CardAssumptions.LARGEST_LIMIT;

        assertThat(fixture.issuer(Map.of("default_spend_limit", most))).isNotNull();
        assertThat(preview(most)).contains("1000000");
        assertThatThrownBy(() -> fixture.issuer(Map.of("default_spend_limit", most + 100)))
                .isInstanceOf(ConfigurationException.class);
        assertThatThrownBy(() -> preview(most + 100)).isInstanceOf(ConfigurationException.class);
        assertThat(preview(0)).isNotBlank();
        assertThatThrownBy(() -> preview(-100)).isInstanceOf(ConfigurationException.class);
    }

    private String preview(long cents) {
        return fixture.issuer()
                .preview(ProviderFixture.request(
                        ProviderFixture.MEEPA, ProviderFixture.limited(cents), fixture.ledger(), Optional.empty()));
    }

    @Test
    void lengthOfAMemo() {
        Tag fitting = tag(CardAssumptions.LONGEST_MEMO);
        Tag longer = tag(CardAssumptions.LONGEST_MEMO + 1);

        assertThat(PrivacyIssuer.memo(fitting)).isEqualTo(fitting.text());
        assertThat(PrivacyIssuer.memo(longer)).hasSize(100).isNotEqualTo(longer.text());
    }

    private static Tag tag(int length) {
        String beginning = "test." + "a".repeat(64) + ".credit_card.";
        return Tag.of(
                "test", AgentId.of("a".repeat(64)), Category.CREDIT_CARD, "x".repeat(length - beginning.length()));
    }

    @Test
    void pagesOfAListing() {
        more(CardAssumptions.MOST_PAGES - 1);
        assertThat(fixture.issuer().inventory("test").orElseThrow()).isEmpty();

        more(CardAssumptions.MOST_PAGES);
        assertThatThrownBy(() -> fixture.issuer().inventory("test"))
                .isInstanceOf(ProviderUnavailableException.class)
                .hasMessageContaining("has no end");
    }

    private void more(int pages) {
        for (int nth = 1; nth <= pages; nth++) {
            fixture.upstream.fail(MORE, CARDS, nth);
        }
    }
}
