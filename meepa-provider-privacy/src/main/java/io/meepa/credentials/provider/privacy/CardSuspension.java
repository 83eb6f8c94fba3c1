package io.meepa.credentials.provider.privacy;

import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.spi.call.CallGuard;
import io.meepa.credentials.spi.call.IssueRequest;
import io.meepa.credentials.spi.call.Verification;
import io.meepa.credentials.spi.call.Verification.State;
import io.meepa.credentials.spi.provider.ResourceSuspension;
import java.util.function.Function;

/**
 * Pauses cards, and opens them again with the limit that they have. A card that is closed, or does not bear our memo, is left
 * as it is.
 */
record CardSuspension(Function<CallGuard, CardApi> runs, CardTerms terms) implements ResourceSuspension {

    @Override
    public Verification suspend(AgentCredential credential, IssueRequest request) {
        return switched(credential, request, State.LIVE, CardApi.State.PAUSED, "pause the card");
    }

    @Override
    public Verification resume(AgentCredential credential, IssueRequest request) {
        return switched(credential, request, State.SUSPENDED, CardApi.State.OPEN, "open the card again");
    }

    private Verification switched(
            AgentCredential credential, IssueRequest request, State from, CardApi.State wanted, String purpose) {
        CardApi api = runs.apply(request.guard());
        CardInspection inspection = new CardInspection(api, terms, request.tag(), credential);
        Verification before = inspection.carryOut();
        if (before.state() != from) {
            return before;
        }
        CardInspection.token(credential)
                .ifPresent(token -> api.set(token, wanted, purpose).required());
        return inspection.carryOut();
    }
}
