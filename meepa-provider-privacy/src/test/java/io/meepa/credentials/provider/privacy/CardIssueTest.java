package io.meepa.credentials.provider.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.error.ProviderIndeterminateException;
import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.error.ProviderUnavailableException;
import io.meepa.credentials.error.StoreException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.spi.call.Issued;
import io.meepa.credentials.spi.provider.CredentialIssuer;
import io.meepa.credentials.standin.Fault;
import io.meepa.credentials.standin.Route;
import io.meepa.credentials.standin.privacy.PrivacyStandIn;
import io.meepa.credentials.standin.privacy.PrivacyStandIn.IssuedCard;
import io.meepa.credentials.testkit.Ledger;
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

final class CardIssueTest {

    private static final Route POST = Route.of("POST", "/v1/cards");
    private static final Route LIST = Route.of("GET", "/v1/cards");
    private static final Route PATCH = Route.of("PATCH", "/v1/cards/{token}");

    private final ProviderFixture fixture = new ProviderFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void givesACardWithALimitOfItsOwn() {
        Issued issued = fixture.issuer().issue(ProviderFixture.request(fixture.ledger()));
        AgentCredential credential = ProviderFixture.stored(issued);
        assertThat(issued.name()).isEqualTo("Credit Card");
        assertThat(issued.standing()).isEqualTo(Issued.Standing.CREATED);
        assertThat(credential.items().stream().map(item -> item.key() + ":" + item.type()))
                .containsExactly("last_four:other", "token:other");
        assertThat(issued.metadata().number("spend_limit")).contains(BigDecimal.valueOf(5000));
        assertThat(issued.metadata().text("spend_limit_duration")).contains("MONTHLY");
        assertThat(issued.metadata().text("card_type")).contains("MERCHANT_LOCKED");
        assertThat(issued.metadata().text("tag")).contains(ProviderFixture.MEMO);
        IssuedCard card = fixture.upstream.cards().get(0);
        assertThat(card.state()).isEqualTo("OPEN");
        assertThat(card.memo()).isEqualTo(ProviderFixture.MEMO);
        assertThat(card.spendLimitCents()).isEqualTo(5000);
        assertThat(card.token()).isEqualTo(credential.secret("token").reveal());
        assertThat(card.pan().reveal()).endsWith(credential.secret("last_four").reveal());
    }

    @Test
    @DisplayName("A card can spend nothing until it is on record")
    void makesTheCardPausedAndRecordsItBeforeItIsOpened() {
        Ledger ledger = fixture.ledger().crashAt(1, true);
        assertThatThrownBy(() -> fixture.issuer().issue(ProviderFixture.request(ledger)))
                .isInstanceOf(StoreException.class);
        assertThat(fixture.upstream.cards()).singleElement().satisfies(card -> {
            assertThat(card.state()).isEqualTo("PAUSED");
            assertThat(card.spendLimitCents()).isEqualTo(5000);
        });
        assertThat(fixture.upstream.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void continuesAfterACrash(boolean durable) {
        Ledger ledger = fixture.ledger().crashAt(1, durable);
        CredentialIssuer issuer = fixture.issuer();
        assertThatThrownBy(() -> issuer.issue(ProviderFixture.request(ledger))).isInstanceOf(StoreException.class);
        Issued issued = issuer.issue(ProviderFixture.resumed(ledger));
        assertThat(issued.standing()).isEqualTo(Issued.Standing.FOUND);
        assertThat(fixture.upstream.cards()).singleElement().satisfies(card -> {
            assertThat(card.state()).isEqualTo("OPEN");
            assertThat(card.token())
                    .isEqualTo(ProviderFixture.stored(issued).secret("token").reveal());
        });
        assertThat(ledger.resources()).hasSize(1);
        assertThat(fixture.slept()).isEmpty();
    }

    @Test
    void looksTwiceBeforeItMakesAnother() {
        fixture.upstream.hideNewCards(1);
        fixture.upstream.fail(Fault.Plain.CUT_AFTER_EFFECT, POST, 1);
        Ledger ledger = fixture.ledger();
        CredentialIssuer issuer = fixture.issuer();
        assertThatThrownBy(() -> issuer.issue(ProviderFixture.request(ledger)))
                .isInstanceOf(ProviderIndeterminateException.class);
        issuer.issue(ProviderFixture.resumed(ledger));
        assertThat(fixture.upstream.creations(ProviderFixture.MEMO)).isEqualTo(1);
        assertThat(fixture.slept()).containsExactly(CardAssumptions.BETWEEN_LOOKS);
    }

    @Test
    void closesALateCardThatNoLookHadShown() {
        fixture.upstream.hideNewCards(2);
        fixture.upstream.fail(Fault.Plain.CUT_AFTER_EFFECT, POST, 1);
        Ledger ledger = fixture.ledger();
        CredentialIssuer issuer = fixture.issuer();
        assertThatThrownBy(() -> issuer.issue(ProviderFixture.request(ledger)))
                .isInstanceOf(ProviderIndeterminateException.class);
        issuer.issue(ProviderFixture.resumed(ledger));
        assertThat(fixture.upstream.creations(ProviderFixture.MEMO)).isEqualTo(2);
        assertThat(fixture.live()).singleElement().extracting(IssuedCard::state).isEqualTo("OPEN");
    }

    @Test
    void doesNotSayAbsentWhenNoTimeIsLeftToLookAgain() {
        CredentialIssuer issuer = fixture.issuer(Map.of("run_timeout", "5s"));
        assertThatThrownBy(() -> issuer.issue(ProviderFixture.resumed(fixture.ledger())))
                .isInstanceOf(ProviderUnavailableException.class)
                .hasMessageContaining("run_timeout");
        assertThat(fixture.upstream.cards()).isEmpty();
    }

    @Test
    void adoptsOneOfSeveralAndClosesTheRest() {
        Ledger ledger = fixture.ledger();
        List<String> tokens = List.of(
                fixture.upstream.addCard(ProviderFixture.MEMO),
                fixture.upstream.addCard(ProviderFixture.MEMO),
                fixture.upstream.addCard(ProviderFixture.MEMO));
        String foreign = fixture.upstream.addCard(ProviderFixture.MEMO + "0");
        Issued issued = fixture.issuer().issue(ProviderFixture.resumed(ledger));
        assertThat(fixture.live()).singleElement().satisfies(card -> {
            assertThat(tokens).contains(card.token());
            assertThat(card.spendLimitCents()).isEqualTo(5000);
        });
        assertThat(ProviderFixture.stored(issued).secret("token").reveal())
                .isEqualTo(fixture.live().get(0).token());
        assertThat(fixture.upstream.cards())
                .filteredOn(card -> card.token().equals(foreign))
                .extracting(IssuedCard::state)
                .containsExactly("OPEN");
    }

    @Test
    void findsItsCardOnALaterPage() {
        Ledger ledger = fixture.ledger();
        for (int i = 0; i < 130; i++) {
            fixture.upstream.addCard("other " + i);
        }
        String mine = fixture.upstream.addCard(ProviderFixture.MEMO);
        assertThat(ProviderFixture.stored(fixture.issuer().issue(ProviderFixture.resumed(ledger)))
                        .secret("token")
                        .reveal())
                .isEqualTo(mine);
    }

    @Test
    void makesAnotherWhenTheRecordedOneWasClosed() {
        CredentialIssuer issuer = fixture.issuer();
        Ledger ledger = fixture.ledger().crashAt(1, true);
        assertThatThrownBy(() -> issuer.issue(ProviderFixture.request(ledger))).isInstanceOf(StoreException.class);
        fixture.upstream.closeCard(ledger.resources().get(0).id());
        issuer.issue(ProviderFixture.resumed(ledger));
        assertThat(fixture.live()).hasSize(1);
        assertThat(ledger.resources())
                .singleElement()
                .satisfies(resource -> assertThat(resource.id())
                        .isEqualTo(fixture.live().get(0).token()));
    }

    @Test
    @DisplayName("R4: a recorded card that does not bear our memo is not touched")
    void doesNotAdoptARecordedCardOfAnotherMemo() {
        Ledger ledger = fixture.ledger();
        ledger.reached(PrivacyIssuer.resource(fixture.upstream.addCard("mine by hand")), Map.of());
        assertThatThrownBy(() -> fixture.issuer().issue(ProviderFixture.resumed(ledger)))
                .isInstanceOf(ProviderRejectedException.class)
                .hasMessageContaining("was not touched");
        assertThat(fixture.upstream.requests(PATCH)).isEmpty();
    }

    @Test
    void worksWhereTheStateOnCreationIsNotHonoured() {
        fixture.upstream.ignoreStateOnCreate();
        fixture.issuer().issue(ProviderFixture.request(fixture.ledger()));
        assertThat(fixture.live()).hasSize(1);
    }

    @Test
    void pausesACardWhoseLimitWasNotSet() {
        fixture.upstream.fail(
                new Fault.Canned(
                        200,
                        "{\"token\":\"t\",\"memo\":\"" + ProviderFixture.MEMO
                                + "\",\"spend_limit\":0,\"spend_limit_duration\":\"MONTHLY\"}",
                        true),
                PATCH,
                1);
        assertThatThrownBy(() -> fixture.issuer().issue(ProviderFixture.request(fixture.ledger())))
                .isInstanceOf(ProviderRejectedException.class)
                .hasMessageContaining("limit");
        assertThat(fixture.live()).singleElement().extracting(IssuedCard::state).isEqualTo("PAUSED");
    }

    @Test
    void looksAgainWhenTheAnswerToOpeningIsEmpty() {
        fixture.upstream.fail(Fault.Plain.EMPTY_BODY, PATCH, 1);
        Issued issued = fixture.issuer().issue(ProviderFixture.request(fixture.ledger()));
        assertThat(ProviderFixture.stored(issued).item("last_four")).isPresent();
        assertThat(fixture.live()).hasSize(1);
    }

    @Test
    void takesTheAgentsOwnLimit() {
        fixture.issuer(Map.of(
                        "default_spend_limit_duration", "transaction",
                        "card_type", "single_use"))
                .issue(ProviderFixture.request(
                        ProviderFixture.MEEPA, ProviderFixture.limited(2000), fixture.ledger(), Optional.empty()));
        assertThat(fixture.live()).singleElement().satisfies(card -> {
            assertThat(card.spendLimitCents()).isEqualTo(2000);
            assertThat(card.spendLimitDuration()).isEqualTo("TRANSACTION");
            assertThat(card.type()).isEqualTo("SINGLE_USE");
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {-100, 50, 2001, 100_000_100})
    void refusesALimitThatIsNoWholeDollars(long cents) {
        CredentialIssuer issuer = fixture.issuer();
        var request = ProviderFixture.request(
                ProviderFixture.MEEPA, ProviderFixture.limited(cents), fixture.ledger(), Optional.empty());
        assertThatThrownBy(() -> issuer.preview(request))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("agents[meepa].identity.credit_card_spend_limit is in cents");
        assertThatThrownBy(() -> issuer.issue(request)).isInstanceOf(ConfigurationException.class);
        assertThat(fixture.upstream.requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2000,card of type MERCHANT_LOCKED with a limit of $20 a month",
        "0,card of type MERCHANT_LOCKED without any limit"
    })
    void saysWhatItWouldMake(long cents, String phrase) {
        assertThat(fixture.issuer()
                        .preview(ProviderFixture.request(
                                ProviderFixture.MEEPA,
                                ProviderFixture.limited(cents),
                                fixture.ledger(),
                                Optional.empty())))
                .isEqualTo(phrase);
    }

    @Test
    void keepsNumberAndExpiryOnlyWhereAskedTo() {
        Issued issued =
                fixture.issuer(Map.of("keep_card_number", true)).issue(ProviderFixture.request(fixture.ledger()));
        AgentCredential credential = ProviderFixture.stored(issued);
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
                        .matches(fixture.upstream.cards().get(0).pan()))
                .isTrue();
        assertThat(issued.detail()).isEmpty();
    }

    @Test
    @DisplayName("An account that is not shown the number gets its card all the same")
    void saysThatTheNumberIsNotShown() {
        fixture.upstream.hideNumbers();
        Issued issued =
                fixture.issuer(Map.of("keep_card_number", true)).issue(ProviderFixture.request(fixture.ledger()));
        assertThat(ProviderFixture.stored(issued).item("card_number")).isEmpty();
        assertThat(issued.detail()).contains("does not show");
    }

    @Test
    void doesNotRepeatACreateWhoseOutcomeIsUnknown() {
        fixture.upstream.fail(new Fault.Failure(500, true), POST, 1);
        assertThatThrownBy(() -> fixture.issuer().issue(ProviderFixture.request(fixture.ledger())))
                .isInstanceOf(ProviderIndeterminateException.class);
        assertThat(fixture.upstream.creations(ProviderFixture.MEMO)).isEqualTo(1);
        assertThat(fixture.upstream.requests(LIST)).isEmpty();
    }

    @Test
    void distinguishesTheMissingPrivilegeFromABadKey() {
        assertThatThrownBy(() -> fixture.issuer(Map.of("card_type", "UNLOCKED"))
                        .issue(ProviderFixture.request(fixture.ledger())))
                .isInstanceOf(ProviderRejectedException.class)
                .hasMessageContaining("missing_privilege")
                .hasMessageContaining("the key is fine");
        fixture.upstream.grant(PrivacyStandIn.Privilege.UNLOCKED_CARDS);
        fixture.issuer(Map.of("card_type", "UNLOCKED")).issue(ProviderFixture.request(fixture.ledger()));
        assertThat(fixture.live()).hasSize(1);
    }
}
