package io.meepa.credentials.provider.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.error.ProviderIndeterminateException;
import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.error.ProviderUnavailableException;
import io.meepa.credentials.error.StoreException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Metadata;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.report.Evidence;
import io.meepa.credentials.spi.call.AgentProfile;
import io.meepa.credentials.spi.call.RevocationResult;
import io.meepa.credentials.spi.call.TaggedResource;
import io.meepa.credentials.spi.call.Verification;
import io.meepa.credentials.spi.call.Verification.State;
import io.meepa.credentials.spi.provider.CredentialIssuer;
import io.meepa.credentials.standin.Fault;
import io.meepa.credentials.standin.Route;
import io.meepa.credentials.testkit.Ledger;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Revoking closes for good; verifying compares")
final class CardRevocationTest {

    private static final Route PATCH = Route.of("PATCH", "/v1/cards/{token}");

    private final ProviderFixture fixture = new ProviderFixture();
    private final CredentialIssuer issuer = fixture.issuer();
    private final Ledger ledger = fixture.ledger();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void closesTheCardAndSaysSoWhenItWasClosedBefore() {
        AgentCredential credential = issued();
        assertThat(issuer.revoke(ProviderFixture.revocation(ledger, Optional.of(credential))))
                .extracting(RevocationResult::end)
                .isEqualTo(RevocationResult.End.REVOKED);
        assertThat(fixture.live()).isEmpty();
        assertThat(issuer.revoke(ProviderFixture.revocation(ledger, Optional.of(credential))))
                .extracting(RevocationResult::end, RevocationResult::detail)
                .containsExactly(RevocationResult.End.ALREADY_GONE, "");
        assertThat(fixture.upstream.requests(PATCH)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("W-05: what an interrupted creation left is found by its memo")
    void closesWhatWasNeverRecorded(boolean durable) {
        ledger.crashAt(1, durable);
        assertThatThrownBy(() -> issuer.issue(ProviderFixture.request(ledger))).isInstanceOf(StoreException.class);
        assertThat(issuer.revoke(ProviderFixture.revocation(ledger, Optional.empty())))
                .extracting(RevocationResult::end)
                .isEqualTo(RevocationResult.End.REVOKED);
        assertThat(fixture.upstream.cards()).hasSize(1);
        assertThat(fixture.live()).isEmpty();
    }

    @Test
    @DisplayName(
            "R17: a card that only a listing showed is looked at before it is closed, and the result names both looks")
    void looksAtACardThatOnlyAListingShowed() {
        ledger.crashAt(1, false);
        assertThatThrownBy(() -> issuer.issue(ProviderFixture.request(ledger))).isInstanceOf(StoreException.class);

        RevocationResult result = issuer.revoke(ProviderFixture.revocation(ledger, Optional.empty()));

        assertThat(result.evidence().orElseThrow().looks())
                .extracting(Evidence.Look::finding)
                .containsExactly("list the cards: 1 with our memo", "show the card: it bears our memo and is PAUSED");
        assertThat(fixture.live()).isEmpty();
    }

    @Test
    void looksTwiceBeforeItSaysThatNothingWasMade() {
        assertThat(issuer.revoke(ProviderFixture.revocation(ledger, Optional.empty())))
                .extracting(RevocationResult::end, RevocationResult::detail)
                .containsExactly(RevocationResult.End.ALREADY_GONE, "");
        assertThat(fixture.slept().stream().reduce(Duration.ZERO, Duration::plus))
                .isEqualTo(CardAssumptions.BETWEEN_LOOKS);
    }

    @Test
    @DisplayName("R4: a card that does not bear our memo is not touched")
    void touchesNothingForeign() {
        ledger.reached(PrivacyIssuer.resource(fixture.upstream.addCard("by hand")), Map.of());
        assertThatThrownBy(() -> issuer.revoke(ProviderFixture.revocation(ledger, Optional.empty())))
                .isInstanceOf(ProviderRejectedException.class)
                .hasMessageContaining("was not touched");
        assertThat(fixture.upstream.requests(PATCH)).isEmpty();
    }

    @Test
    void doesNotTakeAnUnknownTokenForGone() {
        ledger.reached(PrivacyIssuer.resource("no-such-card"), Map.of());
        assertThatThrownBy(() -> issuer.revoke(ProviderFixture.revocation(ledger, Optional.empty())))
                .isInstanceOf(ProviderRejectedException.class)
                .hasMessageContaining("another account");
    }

    @Test
    void aLostAnswerIsSettledByAskingAgain() {
        AgentCredential credential = issued();
        fixture.upstream.fail(Fault.Plain.CUT_AFTER_EFFECT, PATCH, 1);
        issuer.revoke(ProviderFixture.revocation(ledger, Optional.of(credential)));
        assertThat(fixture.live()).isEmpty();
    }

    @Test
    void anUnansweredCloseLeavesItOpen() {
        AgentCredential credential = issued();
        fixture.upstream.failEvery(new Fault.Failure(500, false), PATCH);
        assertThatThrownBy(() -> issuer.revoke(ProviderFixture.revocation(ledger, Optional.of(credential))))
                .isInstanceOf(ProviderIndeterminateException.class);
    }

    @Test
    void doesNotBelieveACloseThatLeavesTheCardOpen() {
        AgentCredential credential = issued();
        fixture.upstream.fail(new Fault.Canned(200, "{\"state\":\"OPEN\"}", false), PATCH, 1);
        assertThatThrownBy(() -> issuer.revoke(ProviderFixture.revocation(ledger, Optional.of(credential))))
                .isInstanceOf(ProviderUnavailableException.class);
    }

    @Test
    void listsCardsOfANamespace() {
        issued();
        fixture.upstream.addCard("by hand");
        fixture.upstream.addCard("tester.meepa.credit_card.1");
        assertThat(issuer.inventory("test").orElseThrow())
                .containsExactly(new TaggedResource(
                        PrivacyIssuer.resource(fixture.live().get(0).token()), ProviderFixture.MEMO, "OPEN"));
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
                fixture.issuer(Map.of("default_spend_limit_duration", "FOREVER", "card_type", "SINGLE_USE"));
        Verification verification = today.verify(
                credential,
                ProviderFixture.request(
                        ProviderFixture.MEEPA, ProviderFixture.limited(100), fixture.ledger(), Optional.empty()));
        assertThat(verification.state()).isEqualTo(State.LIVE);
        assertThat(verification.differences())
                .containsExactly(
                        "the card's limit is 5000 cents, not 100",
                        "the card's limit does not hold for FOREVER",
                        "the card is not of type SINGLE_USE");
    }

    @Test
    void reportsPausedClosedForeignAndUnknown() {
        AgentCredential credential = issued();
        String card = "{\"token\":\"t\",\"memo\":\"" + ProviderFixture.MEMO + "\",\"state\":\"PAUSED\"}";
        fixture.upstream.fail(new Fault.Canned(200, card, false), Route.of("GET", "/v1/cards/{token}"), 1);
        assertThat(verified(credential).state()).isEqualTo(State.SUSPENDED);
        fixture.upstream.closeCard(credential.secret("token").reveal());
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
        assertThat(verified(AgentCredential.of(io.meepa.credentials.model.Category.CREDIT_CARD, "privacy_com")
                                .build())
                        .state())
                .isEqualTo(State.UNKNOWN);
        assertThat(fixture.upstream.requests()).isEmpty();
    }

    @Test
    void leavesOtherAgentsCardsAlone() {
        issued();
        AgentId other = AgentId.of("other");
        issuer.issue(ProviderFixture.request(other, AgentProfile.none(), fixture.ledger(), Optional.empty()));
        issuer.revoke(ProviderFixture.revocation(ledger, Optional.empty()));
        assertThat(fixture.live()).isEmpty();
        assertThat(fixture.upstream.cards())
                .filteredOn(card -> card.state().equals("OPEN"))
                .hasSize(1);
    }

    private AgentCredential issued() {
        return ProviderFixture.stored(issuer.issue(ProviderFixture.request(ledger)));
    }

    private Verification verified(AgentCredential credential) {
        return issuer.verify(credential, ProviderFixture.request(fixture.ledger()));
    }
}
