package io.meepa.credentials.provider.agentmail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.error.ProviderUnavailableException;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.spi.call.AgentProfile;
import io.meepa.credentials.spi.call.Tag;
import io.meepa.credentials.standin.Fault;
import io.meepa.credentials.standin.Route;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("AgentMail at the limits, and one beyond")
final class MailLimitsTest {

    private static final Route INBOXES = Route.of("GET", "/v0/inboxes");
    private static final Fault MORE =
            new Fault.Canned(200, "{\"count\":0,\"inboxes\":[],\"next_page_token\":\"more\"}", false);

    private static final Fault LAST = new Fault.Canned(200, "{\"count\":0,\"inboxes\":[]}", false);

    private final ProviderFixture fixture = new ProviderFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void lengthOfAnEmailPrefix() {
        assertThat(preview("a".repeat(MailAssumptions.LONGEST_USERNAME))).contains("inbox " + "a".repeat(40) + "@");
        assertThatThrownBy(() -> preview("a".repeat(MailAssumptions.LONGEST_USERNAME + 1)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("email_prefix must be 1 to 40");
    }

    private String preview(String prefix) {
        return fixture.issuer()
                .preview(ProviderFixture.request(
                        ProviderFixture.MEEPA,
                        "1",
                        ProviderFixture.prefixed(prefix),
                        fixture.ledger(),
                        Optional.empty()));
    }

    @Test
    @DisplayName("An agent's id is cut to 40 characters, prefix and all")
    void lengthOfADerivedAddress() {
        assertThat(LocalPart.of(AgentId.of("a".repeat(34)), AgentProfile.none()))
                .isEqualTo("agent-" + "a".repeat(34))
                .hasSize(40);
        assertThat(LocalPart.of(AgentId.of("a".repeat(35)), AgentProfile.none()))
                .isEqualTo("agent-" + "a".repeat(34));
    }

    @Test
    void lengthsOfOurMarks() {
        for (ResourceKind kind : ResourceKind.values()) {
            assertThat(kind.clientId(tag(MailAssumptions.LONGEST_TAG)))
                    .startsWith(tag(MailAssumptions.LONGEST_TAG).text());
            assertThat(kind.clientId(tag(MailAssumptions.LONGEST_TAG + 1)))
                    .doesNotStartWith(tag(MailAssumptions.LONGEST_TAG + 1).text())
                    .hasSizeLessThanOrEqualTo(256);
        }
    }

    private static Tag tag(int length) {
        String beginning = "test." + "a".repeat(64) + ".";
        return Tag.of("test", AgentId.of("a".repeat(64)), Category.EMAIL, "x".repeat(length - beginning.length() - 6));
    }

    @Test
    void pagesOfAListing() {
        more(MailAssumptions.MOST_PAGES - 1);
        fixture.upstream.fail(LAST, INBOXES, MailAssumptions.MOST_PAGES);
        assertThat(fixture.issuer().inventory("test").orElseThrow()).isEmpty();

        more(MailAssumptions.MOST_PAGES);
        assertThatThrownBy(() -> fixture.issuer().inventory("test"))
                .isInstanceOf(ProviderUnavailableException.class)
                .hasMessageContaining("has no end");
    }

    private void more(int pages) {
        for (int nth = 1; nth <= pages; nth++) {
            fixture.upstream.fail(MORE, INBOXES, nth);
        }
    }
}
