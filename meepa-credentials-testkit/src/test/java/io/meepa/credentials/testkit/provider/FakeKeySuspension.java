package io.meepa.credentials.testkit.provider;

import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.spi.call.IssueRequest;
import io.meepa.credentials.spi.call.Verification;
import io.meepa.credentials.spi.call.Verification.State;
import io.meepa.credentials.spi.provider.ResourceSuspension;
import java.util.List;

/** Shuts accounts and opens them again. */
record FakeKeySuspension(FakeKeyService kiosk, FakeKeyBug bug, FakeKeyIssuer issuer) implements ResourceSuspension {

    @Override
    public Verification suspend(AgentCredential credential, IssueRequest request) {
        return switched(credential, request, false);
    }

    @Override
    public Verification resume(AgentCredential credential, IssueRequest request) {
        return switched(credential, request, true);
    }

    private Verification switched(AgentCredential credential, IssueRequest request, boolean open) {
        if (bug == FakeKeyBug.SUSPENDS_IN_WORDS) {
            return Verification.of(open ? State.LIVE : State.SUSPENDED, List.of());
        }
        return issuer.translated(() -> {
            State wanted = open ? State.LIVE : State.SUSPENDED;
            if (bug == FakeKeyBug.SUSPENDS_ONCE
                    && issuer.verify(credential, request).state() == wanted) {
                throw new ProviderRejectedException("kiosk: it stands so already");
            }
            kiosk.open(credential.secret(FakeKeyIssuer.ACCOUNT).reveal(), open);
            return issuer.verify(credential, request);
        });
    }
}
