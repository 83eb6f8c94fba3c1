package io.meepa.credentials.provider.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.Metadata;
import io.meepa.credentials.spi.call.Verification;
import io.meepa.credentials.spi.call.Verification.State;
import io.meepa.credentials.spi.provider.CredentialIssuer;
import io.meepa.credentials.standin.Route;
import io.meepa.credentials.testkit.Ledger;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CardSuspensionTest {

    private static final Route PATCH = Route.of("PATCH", "/v1/cards/{token}");

    private final ProviderFixture fixture = new ProviderFixture();
    private final CredentialIssuer issuer = fixture.issuer();
    private final Ledger ledger = fixture.ledger();
    private final AgentCredential credential = ProviderFixture.stored(issuer.issue(ProviderFixture.request(ledger)));
    private final int changes = fixture.upstream.requests(PATCH).size();

    @AfterEach
    void close() {
        fixture.close();
    }

    private Verification suspended(AgentCredential which) {
        return issuer.suspension().orElseThrow().suspend(which, ProviderFixture.request(fixture.ledger()));
    }

    private Verification resumed(AgentCredential which) {
        return issuer.suspension().orElseThrow().resume(which, ProviderFixture.request(fixture.ledger()));
    }

    private String state() {
        return fixture.live().get(0).state();
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
        assertThat(fixture.upstream.requests(PATCH)).hasSize(changes);

        suspended(credential);
        suspended(credential);
        assertThat(fixture.upstream.requests(PATCH)).hasSize(changes + 1);
    }

    @Test
    void leavesTheLimitAsItIs() {
        CredentialIssuer today = fixture.issuer(Map.of("default_spend_limit", 90_000L));

        today.suspension().orElseThrow().suspend(credential, ProviderFixture.request(fixture.ledger()));
        today.suspension().orElseThrow().resume(credential, ProviderFixture.request(fixture.ledger()));

        assertThat(fixture.live().get(0).spendLimitCents()).isEqualTo(5000);
    }

    @Test
    void touchesNoCardThatIsNotOursOrClosed() {
        AgentCredential foreign = credential.toBuilder()
                .metadata(Metadata.empty().with("tag", "test.other.credit_card.1"))
                .build();
        assertThat(suspended(foreign).state()).isEqualTo(State.FOREIGN);
        assertThat(state()).isEqualTo("OPEN");

        issuer.revoke(ProviderFixture.revocation(ledger, Optional.of(credential)));
        assertThat(resumed(credential).state()).isEqualTo(State.GONE);
        assertThat(fixture.live()).isEmpty();
    }

    @Test
    void closesAPausedCard() {
        suspended(credential);

        issuer.revoke(ProviderFixture.revocation(ledger, Optional.of(credential)));

        assertThat(fixture.live()).isEmpty();
    }
}
