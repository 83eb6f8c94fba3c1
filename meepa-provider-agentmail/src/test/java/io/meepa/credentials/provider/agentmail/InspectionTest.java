package io.meepa.credentials.provider.agentmail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.AgentCredential;
import io.meepa.credentials.ItemType;
import io.meepa.credentials.Metadata;
import io.meepa.credentials.ProviderRejectedException;
import io.meepa.credentials.Secret;
import io.meepa.credentials.spi.CredentialIssuer;
import io.meepa.credentials.spi.Verification;
import io.meepa.credentials.spi.Verification.State;
import io.meepa.credentials.testkit.standin.Fault;
import io.meepa.credentials.testkit.standin.Route;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class InspectionTest {

    private static final Route GET_INBOX = Route.of("GET", "/v0/inboxes/{id}");

    private final Desk desk = new Desk();

    @AfterEach
    void close() {
        desk.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"inbox", "pod"})
    void findsNothingToSayOfWhatItJustMade(String scope) {
        CredentialIssuer issuer = desk.issuer(Map.of("scope", scope));
        AgentCredential credential = Desk.stored(issuer.issue(Desk.request(desk.ledger())));
        assertThat(issuer.verify(credential, Desk.request(desk.ledger())))
                .isEqualTo(new Verification(State.LIVE, List.of()));
    }

    @Test
    void saysHowTheConfigurationDiffers() {
        AgentCredential credential = Desk.stored(desk.issuer().issue(Desk.request(desk.ledger())));
        CredentialIssuer today = desk.issuer(Map.of("display_name", "New", "permissions", List.of("message_read")));
        Verification verification = today.verify(
                credential, Desk.request(Desk.MEEPA, "2", Desk.prefixed("other"), desk.ledger(), Optional.empty()));
        assertThat(verification.state()).isEqualTo(State.LIVE);
        assertThat(verification.differences())
                .containsExactly(
                        "the configuration asks for other@agentmail.to",
                        "the inbox has another display name than the configured one",
                        "the agent's key has other permissions than the configured");
    }

    @Test
    void noticesAKeyThatWasRevoked() {
        AgentCredential credential = Desk.stored(desk.issuer().issue(Desk.request(desk.ledger())));
        AgentCredential spoilt = credential.toBuilder()
                .replaceItem("api_key", Secret.of("am_us_dead"), ItemType.API_TOKEN)
                .build();
        assertThat(verified(spoilt).differences())
                .containsExactly("AgentMail refuses the agent's key: unknown_api_key");
    }

    @Test
    void noticesAKeyThatReachesMore() {
        AgentCredential credential = Desk.stored(desk.issuer().issue(Desk.request(desk.ledger())));
        AgentCredential spoilt = credential.toBuilder()
                .replaceItem("api_key", desk.upstream.organisationKey(), ItemType.API_TOKEN)
                .build();
        assertThat(verified(spoilt).differences())
                .containsExactly("the agent's key does not reach exactly its own inbox");
    }

    @Test
    void saysGoneOnlyWithAKeyThatWouldSeeIt() {
        CredentialIssuer issuer = desk.issuer();
        Ledger ledger = desk.ledger();
        AgentCredential credential = Desk.stored(issuer.issue(Desk.request(ledger)));
        AgentCredential pod = Desk.stored(desk.issuer(Map.of("scope", "pod"))
                .issue(Desk.request(
                        io.meepa.credentials.AgentId.of("other"),
                        "1",
                        io.meepa.credentials.spi.AgentProfile.none(),
                        desk.ledger(),
                        Optional.empty())));
        issuer.revoke(Desk.revocation(ledger, Optional.of(credential)));
        assertThat(verified(credential).state()).isEqualTo(State.GONE);
        desk.environment.put("AGENTMAIL_API_KEY", pod.secret("api_key").reveal());
        assertThat(verified(credential).state()).isEqualTo(State.UNKNOWN);
    }

    @Test
    void tellsAForeignInbox() {
        AgentCredential credential = Desk.stored(desk.issuer().issue(Desk.request(desk.ledger())));
        AgentCredential other = credential.toBuilder()
                .metadata(Metadata.empty().with("tag", "another.one.email.1"))
                .build();
        assertThat(verified(other).state()).isEqualTo(State.FOREIGN);
    }

    @Test
    void tellsAPausedInbox() {
        AgentCredential credential = Desk.stored(desk.issuer().issue(Desk.request(desk.ledger())));
        desk.upstream.fail(
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
        AgentCredential empty = AgentCredential.of(io.meepa.credentials.Category.EMAIL, "agentmail")
                .build();
        assertThat(verified(empty).state()).isEqualTo(State.UNKNOWN);
        assertThat(desk.upstream.requests()).isEmpty();
    }

    @Test
    void saysSoWhenTheOrganisationsKeyIsRefused() {
        AgentCredential credential = Desk.stored(desk.issuer().issue(Desk.request(desk.ledger())));
        desk.environment.put("AGENTMAIL_API_KEY", "am_us_wrong");
        assertThatThrownBy(() -> verified(credential)).isInstanceOf(ProviderRejectedException.class);
    }

    private Verification verified(AgentCredential credential) {
        return desk.issuer().verify(credential, Desk.request(desk.ledger()));
    }
}
