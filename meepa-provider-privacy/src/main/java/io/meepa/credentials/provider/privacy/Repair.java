package io.meepa.credentials.provider.privacy;

import io.meepa.credentials.AgentCredential;
import io.meepa.credentials.spi.Tag;
import io.meepa.credentials.spi.Verification;
import io.meepa.credentials.spi.Verification.State;

/**
 * Sets a card's limit and period to what is asked for, and opens it. A card that is closed, or does not bear our memo, is
 * left as it is; its type can never be changed.
 */
record Repair(CardApi api, CardTerms terms, Tag requested, AgentCredential credential) {

    Verification carryOut() {
        Verification before = inspected();
        boolean ours = before.state() == State.LIVE || before.state() == State.SUSPENDED;
        if (!ours || before.differences().isEmpty()) {
            return before;
        }
        Inspection.token(credential).ifPresent(token -> api.open(token, terms).required());
        return inspected();
    }

    private Verification inspected() {
        return new Inspection(api, terms, requested, credential).carryOut();
    }
}
