package io.meepa.credentials.provider.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.AgentCredential;
import io.meepa.credentials.Metadata;
import io.meepa.credentials.ProviderException;
import io.meepa.credentials.ProviderUnsupportedException;
import io.meepa.credentials.spi.CredentialIssuer;
import io.meepa.credentials.spi.Verification;
import io.meepa.credentials.spi.Verification.State;
import io.meepa.credentials.testkit.standin.Fault;
import io.meepa.credentials.testkit.standin.PrivacyStandIn.IssuedCard;
import io.meepa.credentials.testkit.standin.Route;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("F-02: drift of a card is repaired by changing it, never by making another")
final class RepairTest {

    private static final Route PATCH = Route.of("PATCH", "/v1/cards/{token}");
    private static final Route CREATE = Route.of("POST", "/v1/cards");

    private final Desk desk = new Desk();
    private final CredentialIssuer issuer = desk.issuer();
    private final Ledger ledger = desk.ledger();
    private final AgentCredential credential = Desk.stored(issuer.issue(Desk.request(ledger)));

    @AfterEach
    void close() {
        desk.close();
    }

    private Verification repaired(CredentialIssuer today) {
        return today.repair(credential, Desk.request(desk.ledger()));
    }

    private IssuedCard card() {
        return desk.live().get(0);
    }

    @Test
    void setsLimitAndPeriodToWhatIsAskedForToday() {
        CredentialIssuer today =
                desk.issuer(Map.of("default_spend_limit", 2500L, "default_spend_limit_duration", "ANNUALLY"));
        assertThat(today.verify(credential, Desk.request(desk.ledger())).differences())
                .hasSize(2);

        assertThat(repaired(today))
                .isEqualTo(new Verification(
                        State.LIVE,
                        List.of(),
                        Metadata.empty().with("spend_limit", 2500).with("spend_limit_duration", "ANNUALLY")));

        assertThat(card().spendLimitCents()).isEqualTo(2500);
        assertThat(card().spendLimitDuration()).isEqualTo("ANNUALLY");
        assertThat(desk.upstream.requests(CREATE)).hasSize(1);
    }

    @Test
    void opensACardThatWasPaused() {
        CardApi api = ((PrivacyIssuer) issuer).begin();
        api.set(card().token(), CardApi.State.PAUSED, "pause the card").required();

        assertThat(repaired(issuer).state()).isEqualTo(State.LIVE);
        assertThat(card().state()).isEqualTo("OPEN");
    }

    @Test
    void changesNothingThatIsAsAskedForOrNotOurs() {
        int changes = desk.upstream.requests(PATCH).size();
        Verification same = repaired(issuer);
        assertThat(same.state()).isEqualTo(State.LIVE);
        assertThat(same.differences()).isEmpty();
        AgentCredential foreign = credential.toBuilder()
                .metadata(Metadata.empty().with("tag", "test.other.credit_card.1"))
                .build();
        assertThat(desk.issuer(Map.of("default_spend_limit", 2500L))
                        .repair(foreign, Desk.request(desk.ledger()))
                        .state())
                .isEqualTo(State.FOREIGN);
        assertThat(desk.upstream.requests(PATCH)).hasSize(changes);
    }

    @Test
    void neverOpensAClosedCardNorMakesAnother() {
        issuer.revoke(Desk.revocation(ledger, Optional.of(credential)));
        assertThat(repaired(issuer).state()).isEqualTo(State.GONE);
        assertThat(desk.upstream.requests(CREATE)).hasSize(1);
        assertThat(desk.live()).isEmpty();
    }

    @Test
    void saysWhatCannotBeRepaired() {
        CredentialIssuer today = desk.issuer(Map.of("card_type", "SINGLE_USE"));
        assertThat(repaired(today).differences()).containsExactly("the card is not of type SINGLE_USE");
    }

    @Test
    void failsIfTheUpstreamDoes() {
        CredentialIssuer today = desk.issuer(Map.of("default_spend_limit", 2500L));
        desk.upstream.failEvery(new Fault.Failure(500, false), PATCH);
        assertThatThrownBy(() -> repaired(today)).isInstanceOf(ProviderException.class);
    }

    @Test
    @DisplayName("W-08: closed cards stay listed at Privacy.com; they are no orphans")
    void listsNoClosedCards() {
        assertThat(issuer.inventory("test").orElseThrow()).hasSize(1);
        issuer.revoke(Desk.revocation(ledger, Optional.of(credential)));
        assertThat(issuer.inventory("test").orElseThrow()).isEmpty();
    }

    @Test
    void saysThatACardCannotBeRotated() {
        assertThatThrownBy(issuer::rotation)
                .isInstanceOf(ProviderUnsupportedException.class)
                .hasMessageContaining("a new number is a new card");
    }
}
