package io.meepa.credentials.provider.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.AgentCredential;
import io.meepa.credentials.Metadata;
import io.meepa.credentials.spi.CredentialIssuer;
import io.meepa.credentials.spi.Verification;
import io.meepa.credentials.spi.Verification.State;
import io.meepa.credentials.testkit.standin.Route;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CardSuspensionTest {

    private static final Route PATCH = Route.of("PATCH", "/v1/cards/{token}");

    private final Desk desk = new Desk();
    private final CredentialIssuer issuer = desk.issuer();
    private final Ledger ledger = desk.ledger();
    private final AgentCredential credential = Desk.stored(issuer.issue(Desk.request(ledger)));
    private final int changes = desk.upstream.requests(PATCH).size();

    @AfterEach
    void close() {
        desk.close();
    }

    private Verification suspended(AgentCredential which) {
        return issuer.suspension().suspend(which, Desk.request(desk.ledger()));
    }

    private Verification resumed(AgentCredential which) {
        return issuer.suspension().resume(which, Desk.request(desk.ledger()));
    }

    private String state() {
        return desk.live().get(0).state();
    }

    @Test
    void pausesACardAndOpensItAgain() {
        assertThat(suspended(credential).state()).isEqualTo(State.SUSPENDED);
        assertThat(state()).isEqualTo("PAUSED");

        assertThat(resumed(credential).state()).isEqualTo(State.LIVE);
        assertThat(state()).isEqualTo("OPEN");
    }

    @Test
    void asksForNoChangeThatIsNotNeeded() {
        resumed(credential);
        assertThat(desk.upstream.requests(PATCH)).hasSize(changes);

        suspended(credential);
        suspended(credential);
        assertThat(desk.upstream.requests(PATCH)).hasSize(changes + 1);
    }

    @Test
    void leavesTheLimitAsItIs() {
        CredentialIssuer today = desk.issuer(Map.of("default_spend_limit", 90_000L));

        today.suspension().suspend(credential, Desk.request(desk.ledger()));
        today.suspension().resume(credential, Desk.request(desk.ledger()));

        assertThat(desk.live().get(0).spendLimitCents()).isEqualTo(5000);
    }

    @Test
    void touchesNoCardThatIsNotOursOrClosed() {
        AgentCredential foreign = credential.toBuilder()
                .metadata(Metadata.empty().with("tag", "test.other.credit_card.1"))
                .build();
        assertThat(suspended(foreign).state()).isEqualTo(State.FOREIGN);
        assertThat(state()).isEqualTo("OPEN");

        issuer.revoke(Desk.revocation(ledger, Optional.of(credential)));
        assertThat(resumed(credential).state()).isEqualTo(State.GONE);
        assertThat(desk.live()).isEmpty();
    }

    @Test
    void closesAPausedCard() {
        suspended(credential);

        issuer.revoke(Desk.revocation(ledger, Optional.of(credential)));

        assertThat(desk.live()).isEmpty();
    }
}
