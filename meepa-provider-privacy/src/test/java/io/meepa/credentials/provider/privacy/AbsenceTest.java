package io.meepa.credentials.provider.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.error.StoreException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.spi.call.Issued;
import io.meepa.credentials.spi.call.RevocationResult;
import io.meepa.credentials.spi.call.Verification;
import io.meepa.credentials.spi.call.Verification.State;
import io.meepa.credentials.spi.provider.CredentialIssuer;
import io.meepa.credentials.standin.Fault;
import io.meepa.credentials.standin.Route;
import io.meepa.credentials.testkit.Ledger;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What is gone at Privacy.com, and what is believed of it")
final class AbsenceTest {

    private static final Fault ABSENT = new Fault.Canned(404, "{\"message\":\"Card not found\"}", false);
    private static final Route CARD = Route.of("GET", "/v1/cards/{token}");
    private static final Route CARDS = Route.of("GET", "/v1/cards");

    private final ProviderFixture fixture = new ProviderFixture();
    private final CredentialIssuer issuer = fixture.issuer();
    private final Ledger ledger = fixture.ledger();

    @AfterEach
    void close() {
        fixture.close();
    }

    private AgentCredential issued() {
        return ProviderFixture.stored(issuer.issue(ProviderFixture.request(ledger)));
    }

    private Verification verified(AgentCredential credential) {
        return issuer.verify(credential, ProviderFixture.request(fixture.ledger()));
    }

    @Test
    @DisplayName("F-101: a card that is not shown is not gone, since closed cards stay visible")
    void neverTakesACardForGoneThatIsNotShown() {
        AgentCredential credential = issued();
        fixture.upstream.failEvery(ABSENT, CARD);
        assertThat(verified(credential).state()).isEqualTo(State.UNKNOWN);
        assertThatThrownBy(() -> issuer.revoke(ProviderFixture.revocation(ledger, Optional.of(credential))))
                .isInstanceOf(ProviderRejectedException.class);
        assertThat(fixture.live()).hasSize(1);
    }

    @Test
    @DisplayName("F-101: a closed card names the look that showed it")
    void namesTheLookThatShowedAClosedCard() {
        AgentCredential credential = issued();
        issuer.revoke(ProviderFixture.revocation(ledger, Optional.of(credential)));
        assertThat(verified(credential).evidence().orElseThrow().toString()).contains("CLOSED");
        assertThat(issuer.revoke(ProviderFixture.revocation(ledger, Optional.of(credential)))
                        .evidence()
                        .orElseThrow()
                        .toString())
                .contains("CLOSED");
    }

    @Test
    @DisplayName("F-101: one empty listing does not leave a card behind")
    void closesWhatACreationLeftThoughTheFirstListingIsEmpty() {
        Ledger crashed = fixture.ledger().crashAt(1, false);
        assertThatThrownBy(() -> issuer.issue(ProviderFixture.request(crashed))).isInstanceOf(StoreException.class);
        fixture.upstream.fail(Fault.Plain.EMPTY_LISTING, CARDS, 1);
        RevocationResult result = issuer.revoke(ProviderFixture.revocation(fixture.ledger(), Optional.empty()));
        assertThat(result.end()).isEqualTo(RevocationResult.End.REVOKED);
        assertThat(fixture.live()).isEmpty();
    }

    @Test
    @DisplayName("F-102: another account's key says nothing about absence")
    void believesNoOtherAccount() {
        AgentCredential credential = issued();
        fixture.variable("PRIVACY_API_KEY", fixture.upstream.otherAccountKey().reveal());
        assertThat(verified(credential).state()).isEqualTo(State.UNKNOWN);
        assertThatThrownBy(() -> issuer.revoke(ProviderFixture.revocation(ledger, Optional.of(credential))))
                .isInstanceOf(ProviderRejectedException.class)
                .hasMessageContaining("another account");
        assertThat(fixture.live()).hasSize(1);
    }

    @Test
    @DisplayName("A service that refuses the day a listing begins with is asked for all cards, and the card is opened")
    void opensTheCardWhereTheBeginOfAListingIsRefused() {
        fixture.upstream.refuseBegin();
        Issued issued = issuer.issue(ProviderFixture.request(ledger));
        assertThat(issued.standing()).isEqualTo(Issued.Standing.CREATED);
        assertThat(fixture.live())
                .singleElement()
                .satisfies(card -> assertThat(card.state()).isEqualTo("OPEN"));
    }
}
