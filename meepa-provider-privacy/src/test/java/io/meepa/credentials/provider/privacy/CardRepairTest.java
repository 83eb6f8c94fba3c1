package io.meepa.credentials.provider.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.error.ProviderException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.Metadata;
import io.meepa.credentials.spi.call.Verification;
import io.meepa.credentials.spi.call.Verification.State;
import io.meepa.credentials.spi.provider.CredentialIssuer;
import io.meepa.credentials.standin.Fault;
import io.meepa.credentials.standin.Route;
import io.meepa.credentials.standin.privacy.PrivacyStandIn.IssuedCard;
import io.meepa.credentials.testkit.Ledger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("F-02: drift of a card is repaired by changing it, never by making another")
final class CardRepairTest {

    private static final Route PATCH = Route.of("PATCH", "/v1/cards/{token}");
    private static final Route CREATE = Route.of("POST", "/v1/cards");

    private final ProviderFixture fixture = new ProviderFixture();
    private final CredentialIssuer issuer = fixture.issuer();
    private final Ledger ledger = fixture.ledger();
    private final AgentCredential credential = ProviderFixture.stored(issuer.issue(ProviderFixture.request(ledger)));

    @AfterEach
    void close() {
        fixture.close();
    }

    private Verification repaired(CredentialIssuer today) {
        return today.repair(credential, ProviderFixture.request(fixture.ledger()));
    }

    private IssuedCard card() {
        return fixture.live().get(0);
    }

    @Test
    void setsLimitAndPeriodToWhatIsAskedForToday() {
        CredentialIssuer today =
                fixture.issuer(Map.of("default_spend_limit", 2500L, "default_spend_limit_duration", "ANNUALLY"));
        assertThat(today.verify(credential, ProviderFixture.request(fixture.ledger()))
                        .differences())
                .hasSize(2);

        assertThat(repaired(today))
                .isEqualTo(Verification.live(List.of())
                        .withMetadata(
                                Metadata.empty().with("spend_limit", 2500).with("spend_limit_duration", "ANNUALLY")));

        assertThat(card().spendLimitCents()).isEqualTo(2500);
        assertThat(card().spendLimitDuration()).isEqualTo("ANNUALLY");
        assertThat(fixture.upstream.requests(CREATE)).hasSize(1);
    }

    @Test
    void opensACardThatWasPaused() {
        CardApi api = ((PrivacyIssuer) issuer).begin(io.meepa.credentials.spi.call.CallGuard.none());
        api.set(card().token(), CardApi.State.PAUSED, "pause the card").required();

        assertThat(repaired(issuer).state()).isEqualTo(State.LIVE);
        assertThat(card().state()).isEqualTo("OPEN");
    }

    @Test
    void changesNothingThatIsAsAskedForOrNotOurs() {
        int changes = fixture.upstream.requests(PATCH).size();
        Verification same = repaired(issuer);
        assertThat(same.state()).isEqualTo(State.LIVE);
        assertThat(same.differences()).isEmpty();
        AgentCredential foreign = credential.toBuilder()
                .metadata(Metadata.empty().with("tag", "test.other.credit_card.1"))
                .build();
        assertThat(fixture.issuer(Map.of("default_spend_limit", 2500L))
                        .repair(foreign, ProviderFixture.request(fixture.ledger()))
                        .state())
                .isEqualTo(State.FOREIGN);
        assertThat(fixture.upstream.requests(PATCH)).hasSize(changes);
    }

    @Test
    void neverOpensAClosedCardNorMakesAnother() {
        issuer.revoke(ProviderFixture.revocation(ledger, Optional.of(credential)));
        assertThat(repaired(issuer).state()).isEqualTo(State.GONE);
        assertThat(fixture.upstream.requests(CREATE)).hasSize(1);
        assertThat(fixture.live()).isEmpty();
    }

    @Test
    void saysWhatCannotBeRepaired() {
        CredentialIssuer today = fixture.issuer(Map.of("card_type", "SINGLE_USE"));
        assertThat(repaired(today).differences()).containsExactly("the card is not of type SINGLE_USE");
    }

    @Test
    void failsIfTheUpstreamDoes() {
        CredentialIssuer today = fixture.issuer(Map.of("default_spend_limit", 2500L));
        fixture.upstream.failEvery(new Fault.Failure(500, false), PATCH);
        assertThatThrownBy(() -> repaired(today)).isInstanceOf(ProviderException.class);
    }

    @Test
    @DisplayName("W-08: closed cards stay listed at Privacy.com; they are no orphans")
    void listsNoClosedCards() {
        assertThat(issuer.inventory("test").orElseThrow()).hasSize(1);
        issuer.revoke(ProviderFixture.revocation(ledger, Optional.of(credential)));
        assertThat(issuer.inventory("test").orElseThrow()).isEmpty();
    }

    @Test
    void saysThatACardCannotBeRotated() {
        assertThat(issuer.rotation()).isEmpty();
    }
}
