package io.meepa.credentials.testkit.fake;

import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.report.Evidence;
import io.meepa.credentials.spi.call.IssueRequest;
import io.meepa.credentials.spi.call.Verification;
import io.meepa.credentials.spi.call.Verification.State;
import io.meepa.credentials.spi.provider.CredentialIssuer;
import io.meepa.credentials.spi.provider.ResourceSuspension;
import java.time.Instant;
import java.util.List;

/** Bugs of a suspension. */
record SeededKeySuspension(ResourceSuspension suspension, CredentialIssuer issuer, KeyClient client, FakeKeyBug bug)
        implements ResourceSuspension {

    @Override
    public Verification suspend(AgentCredential credential, IssueRequest request) {
        return switched(credential, request, State.SUSPENDED);
    }

    @Override
    public Verification resume(AgentCredential credential, IssueRequest request) {
        return switched(credential, request, State.LIVE);
    }

    private Verification switched(AgentCredential credential, IssueRequest request, State wanted) {
        if (bug == FakeKeyBug.SUSPENDS_IN_WORDS) {
            return Verification.of(wanted, List.of());
        }
        if (bug == FakeKeyBug.SUSPENDS_ON_ONE_READ
                && client.send(KeyRequest.named(request.tag().text())).isEmpty()) {
            return Verification.gone(Evidence.absent(Instant.EPOCH, "looked once: absent"));
        }
        if (bug == FakeKeyBug.SUSPENDS_ONCE
                && issuer.verify(credential, request).state() == wanted) {
            throw new ProviderRejectedException("boxes: it stands so already");
        }
        return wanted == State.SUSPENDED
                ? suspension.suspend(credential, request)
                : suspension.resume(credential, request);
    }
}
