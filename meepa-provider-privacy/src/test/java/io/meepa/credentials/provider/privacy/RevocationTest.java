package io.meepa.credentials.provider.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.AgentCredential;
import io.meepa.credentials.AgentId;
import io.meepa.credentials.ItemType;
import io.meepa.credentials.Metadata;
import io.meepa.credentials.ProviderIndeterminateException;
import io.meepa.credentials.ProviderRejectedException;
import io.meepa.credentials.ProviderUnavailableException;
import io.meepa.credentials.Secret;
import io.meepa.credentials.spi.AgentProfile;
import io.meepa.credentials.spi.CredentialIssuer;
import io.meepa.credentials.spi.RevocationResult;
import io.meepa.credentials.spi.TaggedResource;
import io.meepa.credentials.spi.Verification;
import io.meepa.credentials.spi.Verification.State;
import io.meepa.credentials.testkit.standin.Fault;
import io.meepa.credentials.testkit.standin.Route;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Revoking closes for good; verifying compares")
final class RevocationTest {

    private static final Route PATCH = Route.of("PATCH", "/v1/cards/{token}");

    private final Desk desk = new Desk();
    private final CredentialIssuer issuer = desk.issuer();
    private final Ledger ledger = desk.ledger();

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void closesTheCardAndSaysSoWhenItWasClosedBefore() {
        AgentCredential credential = issued();
        assertThat(issuer.revoke(Desk.revocation(ledger, Optional.of(credential))))
                .isEqualTo(RevocationResult.revoked());
        assertThat(desk.live()).isEmpty();
        assertThat(issuer.revoke(Desk.revocation(ledger, Optional.of(credential))))
                .isEqualTo(RevocationResult.alreadyGone());
        assertThat(desk.upstream.requests(PATCH)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("W-05: what an interrupted creation left is found by its memo")
    void closesWhatWasNeverRecorded(boolean durable) {
        ledger.crashAt(1, durable);
        assertThatThrownBy(() -> issuer.issue(Desk.request(ledger))).isInstanceOf(Ledger.Crash.class);
        assertThat(issuer.revoke(Desk.revocation(ledger, Optional.empty()))).isEqualTo(RevocationResult.revoked());
        assertThat(desk.upstream.cards()).hasSize(1);
        assertThat(desk.live()).isEmpty();
    }

    @Test
    void looksTwiceBeforeItSaysThatNothingWasMade() {
        assertThat(issuer.revoke(Desk.revocation(ledger, Optional.empty()))).isEqualTo(RevocationResult.alreadyGone());
        assertThat(desk.slept).containsExactly(Assumptions.BETWEEN_LOOKS);
    }

    @Test
    @DisplayName("Rule 4: a card that does not bear our memo is not touched")
    void touchesNothingForeign() {
        ledger.reached(PrivacyIssuer.resource(desk.upstream.addCard("by hand")), Map.of());
        assertThatThrownBy(() -> issuer.revoke(Desk.revocation(ledger, Optional.empty())))
                .isInstanceOf(ProviderRejectedException.class)
                .hasMessageContaining("was not touched");
        assertThat(desk.upstream.requests(PATCH)).isEmpty();
    }

    @Test
    void doesNotTakeAnUnknownTokenForGone() {
        ledger.reached(PrivacyIssuer.resource("no-such-card"), Map.of());
        assertThatThrownBy(() -> issuer.revoke(Desk.revocation(ledger, Optional.empty())))
                .isInstanceOf(ProviderRejectedException.class)
                .hasMessageContaining("another account");
    }

    @Test
    void aLostAnswerIsSettledByAskingAgain() {
        AgentCredential credential = issued();
        desk.upstream.fail(Fault.Plain.CUT_AFTER_EFFECT, PATCH, 1);
        issuer.revoke(Desk.revocation(ledger, Optional.of(credential)));
        assertThat(desk.live()).isEmpty();
    }

    @Test
    void anUnansweredCloseLeavesItOpen() {
        AgentCredential credential = issued();
        desk.upstream.failEvery(new Fault.Failure(500, false), PATCH);
        assertThatThrownBy(() -> issuer.revoke(Desk.revocation(ledger, Optional.of(credential))))
                .isInstanceOf(ProviderIndeterminateException.class);
    }

    @Test
    void doesNotBelieveACloseThatLeavesTheCardOpen() {
        AgentCredential credential = issued();
        desk.upstream.fail(new Fault.Canned(200, "{\"state\":\"OPEN\"}", false), PATCH, 1);
        assertThatThrownBy(() -> issuer.revoke(Desk.revocation(ledger, Optional.of(credential))))
                .isInstanceOf(ProviderUnavailableException.class);
    }

    @Test
    void listsCardsOfANamespace() {
        issued();
        desk.upstream.addCard("by hand");
        desk.upstream.addCard("tester.meepa.credit_card.1");
        assertThat(issuer.inventory("test").orElseThrow())
                .containsExactly(new TaggedResource(
                        PrivacyIssuer.resource(desk.live().get(0).token()), Desk.MEMO, "OPEN"));
    }

    @Test
    void findsNothingToSayOfWhatItJustMade() {
        Verification verified = verified(issued());
        assertThat(verified.state()).isEqualTo(State.LIVE);
        assertThat(verified.differences()).isEmpty();
    }

    @Test
    void saysHowTheConfigurationDiffers() {
        AgentCredential credential = issued();
        CredentialIssuer today =
                desk.issuer(Map.of("default_spend_limit_duration", "FOREVER", "card_type", "SINGLE_USE"));
        Verification verification =
                today.verify(credential, Desk.request(Desk.MEEPA, Desk.limited(100), desk.ledger(), Optional.empty()));
        assertThat(verification.state()).isEqualTo(State.LIVE);
        assertThat(verification.differences())
                .containsExactly(
                        "the card's limit is 5000 cents, not 100",
                        "the card's limit does not hold for FOREVER",
                        "the card is not of type SINGLE_USE");
    }

    @Test
    void tellsPausedClosedForeignAndUnknown() {
        AgentCredential credential = issued();
        String card = "{\"token\":\"t\",\"memo\":\"" + Desk.MEMO + "\",\"state\":\"PAUSED\"}";
        desk.upstream.fail(new Fault.Canned(200, card, false), Route.of("GET", "/v1/cards/{token}"), 1);
        assertThat(verified(credential).state()).isEqualTo(State.SUSPENDED);
        desk.upstream.closeCard(credential.secret("token").reveal());
        assertThat(verified(credential).state()).isEqualTo(State.GONE);
        assertThat(verified(credential.toBuilder()
                                .metadata(Metadata.empty().with("tag", "another.tag"))
                                .build())
                        .state())
                .isEqualTo(State.FOREIGN);
        assertThat(verified(credential.toBuilder()
                                .replaceItem("token", Secret.of("gone"), ItemType.OTHER)
                                .build())
                        .state())
                .isEqualTo(State.UNKNOWN);
    }

    @Test
    void knowsNothingOfACredentialWithoutAToken() {
        assertThat(verified(AgentCredential.of(io.meepa.credentials.Category.CREDIT_CARD, "privacy_com")
                                .build())
                        .state())
                .isEqualTo(State.UNKNOWN);
        assertThat(desk.upstream.requests()).isEmpty();
    }

    @Test
    void leavesOtherAgentsCardsAlone() {
        issued();
        AgentId other = AgentId.of("other");
        issuer.issue(Desk.request(other, AgentProfile.none(), desk.ledger(), Optional.empty()));
        issuer.revoke(Desk.revocation(ledger, Optional.empty()));
        assertThat(desk.live()).isEmpty();
        assertThat(desk.upstream.cards())
                .filteredOn(card -> card.state().equals("OPEN"))
                .hasSize(1);
    }

    private AgentCredential issued() {
        return Desk.stored(issuer.issue(Desk.request(ledger)));
    }

    private Verification verified(AgentCredential credential) {
        return issuer.verify(credential, Desk.request(desk.ledger()));
    }
}
