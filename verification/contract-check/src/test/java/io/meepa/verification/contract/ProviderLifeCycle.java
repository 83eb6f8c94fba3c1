package io.meepa.verification.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.error.StoreException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.spi.call.RevocationResult;
import io.meepa.credentials.spi.call.Verification;
import io.meepa.credentials.spi.provider.CredentialIssuer;
import io.meepa.credentials.spi.provider.CredentialProvider;
import io.meepa.credentials.testkit.TestContexts;
import java.util.Map;
import java.util.Optional;

/** Takes a provider through a whole life: issue, verify, list, revoke, and a crash at each report on the way. */
final class ProviderLifeCycle {

    private final CredentialProvider provider;
    private final TestContexts contexts;
    private int slots;

    ProviderLifeCycle(CredentialProvider provider, TestContexts contexts) {
        this.provider = provider;
        this.contexts = contexts;
    }

    void perform(Map<String, ?> settings) {
        try (CredentialIssuer issuer = provider.open(contexts.provider(contexts.settings(settings)))) {
            int reports = undisturbed(issuer);
            for (int report = 1; report <= reports; report++) {
                resumed(issuer, interrupted(issuer, report, false));
                resumed(issuer, interrupted(issuer, report, true));
                abandoned(issuer, interrupted(issuer, report, false));
                abandoned(issuer, interrupted(issuer, report, true));
            }
        }
    }

    private int undisturbed(CredentialIssuer issuer) {
        CredentialSlot slot = next();
        AgentCredential credential = CredentialSlot.stored(provider.id(), issuer.issue(slot.first()));
        assertThat(issuer.verify(credential, slot.first()).state()).isEqualTo(Verification.State.LIVE);
        assertThat(issuer.inventory(CredentialSlot.NAMESPACE)).isPresent();
        assertThat(issuer.revoke(slot.revocation(Optional.of(credential))).end())
                .isEqualTo(RevocationResult.End.REVOKED);
        issuer.revoke(slot.revocation(Optional.of(credential)));
        assertThat(issuer.verify(credential, slot.first()).state()).isNotEqualTo(Verification.State.LIVE);
        return slot.journal().reports();
    }

    private CredentialSlot interrupted(CredentialIssuer issuer, int report, boolean durable) {
        CredentialSlot slot = next();
        slot.journal().endAt(report, durable);
        assertThatThrownBy(() -> issuer.issue(slot.first())).isInstanceOf(StoreException.class);
        return slot;
    }

    private void resumed(CredentialIssuer issuer, CredentialSlot slot) {
        AgentCredential credential = CredentialSlot.stored(
                provider.id(), issuer.issue(slot.resumed(contexts.clock().instant())));
        assertThat(issuer.verify(credential, slot.first()).state()).isEqualTo(Verification.State.LIVE);
        issuer.revoke(slot.revocation(Optional.of(credential)));
    }

    private static void abandoned(CredentialIssuer issuer, CredentialSlot slot) {
        issuer.revoke(slot.revocation(Optional.empty()));
    }

    private CredentialSlot next() {
        return CredentialSlot.of(++slots, provider.id());
    }
}
