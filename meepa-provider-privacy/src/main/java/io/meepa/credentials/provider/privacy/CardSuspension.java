package io.meepa.credentials.provider.privacy;

import io.meepa.credentials.AgentCredential;
import io.meepa.credentials.spi.IssueRequest;
import io.meepa.credentials.spi.ResourceSuspension;
import io.meepa.credentials.spi.Verification;
import io.meepa.credentials.spi.Verification.State;
import java.util.function.Supplier;

/**
 * Pauses cards, and opens them again with the limit that they have. A card that is closed, or does not bear our memo, is left
 * as it is.
 */
record CardSuspension(Supplier<CardApi> runs, CardTerms terms) implements ResourceSuspension {

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
        CardApi api = runs.get();
        Inspection inspection = new Inspection(api, terms, request.tag(), credential);
        Verification before = inspection.carryOut();
        if (before.state() != from) {
            return before;
        }
        Inspection.token(credential)
                .ifPresent(token -> api.set(token, wanted, purpose).required());
        return inspection.carryOut();
    }
}
