package io.meepa.credentials.provider.privacy;

import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.spi.call.Tag;
import io.meepa.credentials.spi.call.Verification;
import io.meepa.credentials.spi.call.Verification.State;

/**
 * Sets a card's limit and period to what is asked for, and opens it. A card that is closed, or does not bear our memo, is
 * left as it is; its type can never be changed.
 */
record CardRepair(CardApi api, CardTerms terms, Tag requested, AgentCredential credential) {

    Verification carryOut() {
        Verification before = inspected();
        boolean ours = before.state() == State.LIVE || before.state() == State.SUSPENDED;
        if (!ours || before.differences().isEmpty()) {
            return before;
        }
        CardInspection.token(credential)
                .ifPresent(token -> api.open(token, terms).required());
        return inspected();
    }

    private Verification inspected() {
        return new CardInspection(api, terms, requested, credential).carryOut();
    }
}
