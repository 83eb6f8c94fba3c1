package io.meepa.credentials.provider.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.AgentCredential;
import io.meepa.credentials.ConfigurationException;
import io.meepa.credentials.ProviderIndeterminateException;
import io.meepa.credentials.ProviderRejectedException;
import io.meepa.credentials.ProviderUnavailableException;
import io.meepa.credentials.spi.CredentialIssuer;
import io.meepa.credentials.spi.Issued;
import io.meepa.credentials.testkit.standin.Fault;
import io.meepa.credentials.testkit.standin.PrivacyStandIn;
import io.meepa.credentials.testkit.standin.PrivacyStandIn.IssuedCard;
import io.meepa.credentials.testkit.standin.Route;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class IssuanceTest {

    private static final Route POST = Route.of("POST", "/v1/cards");
    private static final Route LIST = Route.of("GET", "/v1/cards");
    private static final Route PATCH = Route.of("PATCH", "/v1/cards/{token}");

    private final Desk desk = new Desk();

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void givesACardWithALimitOfItsOwn() {
        Issued issued = desk.issuer().issue(Desk.request(desk.ledger()));
        AgentCredential credential = Desk.stored(issued);
        assertThat(issued.name()).isEqualTo("Credit Card");
        assertThat(issued.standing()).isEqualTo(Issued.Standing.CREATED);
        assertThat(credential.items().stream().map(item -> item.key() + ":" + item.type()))
                .containsExactly("last_four:other", "token:other");
        assertThat(issued.metadata().number("spend_limit")).contains(BigDecimal.valueOf(5000));
        assertThat(issued.metadata().text("spend_limit_duration")).contains("MONTHLY");
        assertThat(issued.metadata().text("card_type")).contains("MERCHANT_LOCKED");
        assertThat(issued.metadata().text("tag")).contains(Desk.MEMO);
        IssuedCard card = desk.upstream.cards().get(0);
        assertThat(card.state()).isEqualTo("OPEN");
        assertThat(card.memo()).isEqualTo(Desk.MEMO);
        assertThat(card.spendLimitCents()).isEqualTo(5000);
        assertThat(card.token()).isEqualTo(credential.secret("token").reveal());
        assertThat(card.pan().reveal()).endsWith(credential.secret("last_four").reveal());
    }

    @Test
    @DisplayName("A card can spend nothing until it is on record")
    void makesTheCardPausedAndRecordsItBeforeItIsOpened() {
        Ledger ledger = desk.ledger().crashAt(1, true);
        assertThatThrownBy(() -> desk.issuer().issue(Desk.request(ledger))).isInstanceOf(Ledger.Crash.class);
        assertThat(desk.upstream.cards()).singleElement().satisfies(card -> {
            assertThat(card.state()).isEqualTo("PAUSED");
            assertThat(card.spendLimitCents()).isEqualTo(5000);
        });
        assertThat(desk.upstream.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void goesOnAfterACrash(boolean durable) {
        Ledger ledger = desk.ledger().crashAt(1, durable);
        CredentialIssuer issuer = desk.issuer();
        assertThatThrownBy(() -> issuer.issue(Desk.request(ledger))).isInstanceOf(Ledger.Crash.class);
        Issued issued = issuer.issue(Desk.resumed(ledger));
        assertThat(issued.standing()).isEqualTo(Issued.Standing.FOUND);
        assertThat(desk.upstream.cards()).singleElement().satisfies(card -> {
            assertThat(card.state()).isEqualTo("OPEN");
            assertThat(card.token())
                    .isEqualTo(Desk.stored(issued).secret("token").reveal());
        });
        assertThat(ledger.resources()).hasSize(1);
        assertThat(desk.slept).isEmpty();
    }

    @Test
    void looksTwiceBeforeItMakesAnother() {
        desk.upstream.hideNewCards(1);
        desk.upstream.fail(Fault.Plain.CUT_AFTER_EFFECT, POST, 1);
        Ledger ledger = desk.ledger();
        CredentialIssuer issuer = desk.issuer();
        assertThatThrownBy(() -> issuer.issue(Desk.request(ledger))).isInstanceOf(ProviderIndeterminateException.class);
        issuer.issue(Desk.resumed(ledger));
        assertThat(desk.upstream.creations(Desk.MEMO)).isEqualTo(1);
        assertThat(desk.slept).containsExactly(Assumptions.BETWEEN_LOOKS);
    }

    @Test
    void closesALateCardThatNoLookHadShown() {
        desk.upstream.hideNewCards(2);
        desk.upstream.fail(Fault.Plain.CUT_AFTER_EFFECT, POST, 1);
        Ledger ledger = desk.ledger();
        CredentialIssuer issuer = desk.issuer();
        assertThatThrownBy(() -> issuer.issue(Desk.request(ledger))).isInstanceOf(ProviderIndeterminateException.class);
        issuer.issue(Desk.resumed(ledger));
        assertThat(desk.upstream.creations(Desk.MEMO)).isEqualTo(2);
        assertThat(desk.live()).singleElement().extracting(IssuedCard::state).isEqualTo("OPEN");
    }

    @Test
    void doesNotSayAbsentWhenNoTimeIsLeftToLookAgain() {
        CredentialIssuer issuer = desk.issuer(Map.of("run_timeout", "5s"));
        assertThatThrownBy(() -> issuer.issue(Desk.resumed(desk.ledger())))
                .isInstanceOf(ProviderUnavailableException.class)
                .hasMessageContaining("run_timeout");
        assertThat(desk.upstream.cards()).isEmpty();
    }

    @Test
    void adoptsOneOfSeveralAndClosesTheRest() {
        Ledger ledger = desk.ledger();
        List<String> tokens = List.of(
                desk.upstream.addCard(Desk.MEMO), desk.upstream.addCard(Desk.MEMO), desk.upstream.addCard(Desk.MEMO));
        String foreign = desk.upstream.addCard(Desk.MEMO + "0");
        Issued issued = desk.issuer().issue(Desk.resumed(ledger));
        assertThat(desk.live()).singleElement().satisfies(card -> {
            assertThat(tokens).contains(card.token());
            assertThat(card.spendLimitCents()).isEqualTo(5000);
        });
        assertThat(Desk.stored(issued).secret("token").reveal())
                .isEqualTo(desk.live().get(0).token());
        assertThat(desk.upstream.cards())
                .filteredOn(card -> card.token().equals(foreign))
                .extracting(IssuedCard::state)
                .containsExactly("OPEN");
    }

    @Test
    void findsItsCardOnALaterPage() {
        Ledger ledger = desk.ledger();
        for (int i = 0; i < 130; i++) {
            desk.upstream.addCard("other " + i);
        }
        String mine = desk.upstream.addCard(Desk.MEMO);
        assertThat(Desk.stored(desk.issuer().issue(Desk.resumed(ledger)))
                        .secret("token")
                        .reveal())
                .isEqualTo(mine);
    }

    @Test
    void makesAnotherWhenTheRecordedOneWasClosed() {
        CredentialIssuer issuer = desk.issuer();
        Ledger ledger = desk.ledger().crashAt(1, true);
        assertThatThrownBy(() -> issuer.issue(Desk.request(ledger))).isInstanceOf(Ledger.Crash.class);
        desk.upstream.closeCard(ledger.resources().get(0).id());
        issuer.issue(Desk.resumed(ledger));
        assertThat(desk.live()).hasSize(1);
        assertThat(ledger.resources())
                .singleElement()
                .satisfies(resource ->
                        assertThat(resource.id()).isEqualTo(desk.live().get(0).token()));
    }

    @Test
    @DisplayName("Rule 4: a recorded card that does not bear our memo is not touched")
    void doesNotAdoptARecordedCardOfAnotherMemo() {
        Ledger ledger = desk.ledger();
        ledger.reached(PrivacyIssuer.resource(desk.upstream.addCard("mine by hand")), Map.of());
        assertThatThrownBy(() -> desk.issuer().issue(Desk.resumed(ledger)))
                .isInstanceOf(ProviderRejectedException.class)
                .hasMessageContaining("was not touched");
        assertThat(desk.upstream.requests(PATCH)).isEmpty();
    }

    @Test
    void worksWhereTheStateOnCreationIsNotHonoured() {
        desk.upstream.ignoreStateOnCreate();
        desk.issuer().issue(Desk.request(desk.ledger()));
        assertThat(desk.live()).hasSize(1);
    }

    @Test
    void pausesACardWhoseLimitWasNotSet() {
        desk.upstream.fail(
                new Fault.Canned(
                        200,
                        "{\"token\":\"t\",\"memo\":\"" + Desk.MEMO
                                + "\",\"spend_limit\":0,\"spend_limit_duration\":\"MONTHLY\"}",
                        true),
                PATCH,
                1);
        assertThatThrownBy(() -> desk.issuer().issue(Desk.request(desk.ledger())))
                .isInstanceOf(ProviderRejectedException.class)
                .hasMessageContaining("limit");
        assertThat(desk.live()).singleElement().extracting(IssuedCard::state).isEqualTo("PAUSED");
    }

    @Test
    void looksAgainWhenTheAnswerToOpeningIsEmpty() {
        desk.upstream.fail(Fault.Plain.EMPTY_BODY, PATCH, 1);
        Issued issued = desk.issuer().issue(Desk.request(desk.ledger()));
        assertThat(Desk.stored(issued).item("last_four")).isPresent();
        assertThat(desk.live()).hasSize(1);
    }

    @Test
    void takesTheAgentsOwnLimit() {
        desk.issuer(Map.of(
                        "default_spend_limit_duration", "transaction",
                        "card_type", "single_use"))
                .issue(Desk.request(Desk.MEEPA, Desk.limited(2000), desk.ledger(), Optional.empty()));
        assertThat(desk.live()).singleElement().satisfies(card -> {
            assertThat(card.spendLimitCents()).isEqualTo(2000);
            assertThat(card.spendLimitDuration()).isEqualTo("TRANSACTION");
            assertThat(card.type()).isEqualTo("SINGLE_USE");
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {-100, 50, 2001, 100_000_100})
    void refusesALimitThatIsNoWholeDollars(long cents) {
        CredentialIssuer issuer = desk.issuer();
        var request = Desk.request(Desk.MEEPA, Desk.limited(cents), desk.ledger(), Optional.empty());
        assertThatThrownBy(() -> issuer.preview(request))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("agents[meepa].identity.credit_card_spend_limit is in cents");
        assertThatThrownBy(() -> issuer.issue(request)).isInstanceOf(ConfigurationException.class);
        assertThat(desk.upstream.requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2000,card of type MERCHANT_LOCKED with a limit of $20 a month",
        "0,card of type MERCHANT_LOCKED without any limit"
    })
    void saysWhatItWouldMake(long cents, String phrase) {
        assertThat(desk.issuer()
                        .preview(Desk.request(Desk.MEEPA, Desk.limited(cents), desk.ledger(), Optional.empty())))
                .isEqualTo(phrase);
    }

    @Test
    void keepsNumberAndExpiryOnlyWhereAskedTo() {
        Issued issued = desk.issuer(Map.of("keep_card_number", true)).issue(Desk.request(desk.ledger()));
        AgentCredential credential = Desk.stored(issued);
        assertThat(credential.items().stream().map(item -> item.key() + ":" + item.type()))
                .containsExactly(
                        "last_four:other",
                        "token:other",
                        "card_number:card_number",
                        "cvv:cvv",
                        "exp_month:other",
                        "exp_year:other");
        assertThat(credential
                        .secret("card_number")
                        .matches(desk.upstream.cards().get(0).pan()))
                .isTrue();
        assertThat(issued.detail()).isEmpty();
    }

    @Test
    @DisplayName("An account that is not shown the number gets its card all the same")
    void saysThatTheNumberIsNotShown() {
        desk.upstream.hideNumbers();
        Issued issued = desk.issuer(Map.of("keep_card_number", true)).issue(Desk.request(desk.ledger()));
        assertThat(Desk.stored(issued).item("card_number")).isEmpty();
        assertThat(issued.detail()).contains("does not show");
    }

    @Test
    void doesNotRepeatACreateWhoseOutcomeIsUnknown() {
        desk.upstream.fail(new Fault.Failure(500, true), POST, 1);
        assertThatThrownBy(() -> desk.issuer().issue(Desk.request(desk.ledger())))
                .isInstanceOf(ProviderIndeterminateException.class);
        assertThat(desk.upstream.creations(Desk.MEMO)).isEqualTo(1);
        assertThat(desk.upstream.requests(LIST)).isEmpty();
    }

    @Test
    void tellsTheMissingPrivilegeFromABadKey() {
        assertThatThrownBy(() -> desk.issuer(Map.of("card_type", "UNLOCKED")).issue(Desk.request(desk.ledger())))
                .isInstanceOf(ProviderRejectedException.class)
                .hasMessageContaining("missing_privilege")
                .hasMessageContaining("the key is fine");
        desk.upstream.grant(PrivacyStandIn.Privilege.UNLOCKED_CARDS);
        desk.issuer(Map.of("card_type", "UNLOCKED")).issue(Desk.request(desk.ledger()));
        assertThat(desk.live()).hasSize(1);
    }
}
