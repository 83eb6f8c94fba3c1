package io.meepa.credentials.provider.agentmail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Metadata;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.spi.call.Verification;
import io.meepa.credentials.spi.call.Verification.State;
import io.meepa.credentials.spi.provider.CredentialIssuer;
import io.meepa.credentials.standin.Fault;
import io.meepa.credentials.standin.Route;
import io.meepa.credentials.testkit.Ledger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class InboxInspectionTest {

    private static final Route GET_INBOX = Route.of("GET", "/v0/inboxes/{id}");

    private final ProviderFixture fixture = new ProviderFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"inbox", "pod"})
    void findsNothingToSayOfWhatItJustMade(String scope) {
        CredentialIssuer issuer = fixture.issuer(Map.of("scope", scope));
        AgentCredential credential = ProviderFixture.stored(issuer.issue(ProviderFixture.request(fixture.ledger())));
        assertThat(issuer.verify(credential, ProviderFixture.request(fixture.ledger())))
                .isEqualTo(Verification.live(List.of()));
    }

    @Test
    void saysHowTheConfigurationDiffers() {
        AgentCredential credential =
                ProviderFixture.stored(fixture.issuer().issue(ProviderFixture.request(fixture.ledger())));
        CredentialIssuer today = fixture.issuer(Map.of("display_name", "New", "permissions", List.of("message_read")));
        Verification verification = today.verify(
                credential,
                ProviderFixture.request(
                        ProviderFixture.MEEPA,
                        "2",
                        ProviderFixture.prefixed("other"),
                        fixture.ledger(),
                        Optional.empty()));
        assertThat(verification.state()).isEqualTo(State.LIVE);
        assertThat(verification.differences())
                .containsExactly(
                        "the configuration asks for other@agentmail.to",
                        "the inbox has another display name than the configured one",
                        "the agent's key has other permissions than the configured");
    }

    @Test
    void noticesAKeyThatWasRevoked() {
        AgentCredential credential =
                ProviderFixture.stored(fixture.issuer().issue(ProviderFixture.request(fixture.ledger())));
        AgentCredential spoilt = credential.toBuilder()
                .replaceItem("api_key", Secret.of("am_us_dead"), ItemType.API_TOKEN)
                .build();
        assertThat(verified(spoilt).differences())
                .containsExactly("AgentMail refuses the agent's key: unknown_api_key");
    }

    @Test
    void noticesAKeyThatReachesMore() {
        AgentCredential credential =
                ProviderFixture.stored(fixture.issuer().issue(ProviderFixture.request(fixture.ledger())));
        AgentCredential spoilt = credential.toBuilder()
                .replaceItem("api_key", fixture.upstream.organisationKey(), ItemType.API_TOKEN)
                .build();
        assertThat(verified(spoilt).differences())
                .containsExactly("the agent's key does not reach exactly its own inbox");
    }

    @Test
    void saysGoneOnlyWithAKeyThatWouldSeeIt() {
        CredentialIssuer issuer = fixture.issuer();
        Ledger ledger = fixture.ledger();
        AgentCredential credential = ProviderFixture.stored(issuer.issue(ProviderFixture.request(ledger)));
        AgentCredential pod = ProviderFixture.stored(fixture.issuer(Map.of("scope", "pod"))
                .issue(ProviderFixture.request(
                        io.meepa.credentials.model.AgentId.of("other"),
                        "1",
                        io.meepa.credentials.spi.call.AgentProfile.none(),
                        fixture.ledger(),
                        Optional.empty())));
        issuer.revoke(ProviderFixture.revocation(ledger, Optional.of(credential)));
        assertThat(verified(credential).state()).isEqualTo(State.GONE);
        fixture.variable("AGENTMAIL_API_KEY", pod.secret("api_key").reveal());
        assertThat(verified(credential).state()).isEqualTo(State.UNKNOWN);
    }

    @Test
    void reportsAForeignInbox() {
        AgentCredential credential =
                ProviderFixture.stored(fixture.issuer().issue(ProviderFixture.request(fixture.ledger())));
        AgentCredential other = credential.toBuilder()
                .metadata(Metadata.empty().with("tag", "another.one.email.1"))
                .build();
        assertThat(verified(other).state()).isEqualTo(State.FOREIGN);
    }

    @Test
    void reportsAPausedInbox() {
        AgentCredential credential =
                ProviderFixture.stored(fixture.issuer().issue(ProviderFixture.request(fixture.ledger())));
        fixture.upstream.fail(
                new Fault.Canned(
                        200,
                        "{\"client_id\":\"test.meepa.email.1.inbox\",\"email\":\"agent-meepa@agentmail.to\","
                                + "\"status\":\"paused\"}",
                        false),
                GET_INBOX,
                1);
        assertThat(verified(credential).state()).isEqualTo(State.SUSPENDED);
    }

    @Test
    void knowsNothingOfACredentialWithoutAnId() {
        AgentCredential empty = AgentCredential.of(io.meepa.credentials.model.Category.EMAIL, "agentmail")
                .build();
        assertThat(verified(empty).state()).isEqualTo(State.UNKNOWN);
        assertThat(fixture.upstream.requests()).isEmpty();
    }

    @Test
    void saysSoWhenTheOrganisationsKeyIsRefused() {
        AgentCredential credential =
                ProviderFixture.stored(fixture.issuer().issue(ProviderFixture.request(fixture.ledger())));
        fixture.variable("AGENTMAIL_API_KEY", "am_us_wrong");
        assertThatThrownBy(() -> verified(credential)).isInstanceOf(ProviderRejectedException.class);
    }

    private Verification verified(AgentCredential credential) {
        return fixture.issuer().verify(credential, ProviderFixture.request(fixture.ledger()));
    }
}
