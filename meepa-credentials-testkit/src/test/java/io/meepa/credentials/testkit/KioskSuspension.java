package io.meepa.credentials.testkit;

import io.meepa.credentials.AgentCredential;
import io.meepa.credentials.ProviderRejectedException;
import io.meepa.credentials.spi.IssueRequest;
import io.meepa.credentials.spi.ResourceSuspension;
import io.meepa.credentials.spi.Verification;
import io.meepa.credentials.spi.Verification.State;
import java.util.List;

/** Shuts accounts and opens them again. */
record KioskSuspension(Kiosk kiosk, KioskBug bug, KioskIssuer issuer) implements ResourceSuspension {

    @Override
    public Verification suspend(AgentCredential credential, IssueRequest request) {
        return switched(credential, request, false);
    }

    @Override
    public Verification resume(AgentCredential credential, IssueRequest request) {
        return switched(credential, request, true);
    }

    private Verification switched(AgentCredential credential, IssueRequest request, boolean open) {
        if (bug == KioskBug.SUSPENDS_IN_WORDS) {
            return new Verification(open ? State.LIVE : State.SUSPENDED, List.of());
        }
        return issuer.translated(() -> {
            State wanted = open ? State.LIVE : State.SUSPENDED;
            if (bug == KioskBug.SUSPENDS_ONCE
                    && issuer.verify(credential, request).state() == wanted) {
                throw new ProviderRejectedException("kiosk: it stands so already");
            }
            kiosk.open(credential.secret(KioskIssuer.ACCOUNT).reveal(), open);
            return issuer.verify(credential, request);
        });
    }
}
