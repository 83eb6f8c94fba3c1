package io.meepa.credentials.testkit.fake;

import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.spi.call.CallGuard;
import io.meepa.credentials.spi.call.IssueRequest;
import io.meepa.credentials.spi.call.Verification;
import io.meepa.credentials.spi.provider.ResourceSuspension;
import java.util.function.Function;

/** Switches boxes off and on. */
record FakeKeySuspension(Function<CallGuard, BoxInspection> inspections) implements ResourceSuspension {

    @Override
    public Verification suspend(AgentCredential credential, IssueRequest request) {
        return inspections.apply(request.guard()).switchTo(credential, request.tag(), false);
    }

    @Override
    public Verification resume(AgentCredential credential, IssueRequest request) {
        return inspections.apply(request.guard()).switchTo(credential, request.tag(), true);
    }
}
