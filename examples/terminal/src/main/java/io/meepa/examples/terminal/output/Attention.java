package io.meepa.examples.terminal.output;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.error.CredentialException;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.CredentialSummary;
import io.meepa.credentials.report.PendingOperation;
import java.util.ArrayList;
import java.util.List;

/**
 * What of an agent needs a person.
 *
 * @param credentials how many credentials it has; a question mark if they cannot be read
 * @param reasons what needs a person, in words
 */
public record Attention(String credentials, List<String> reasons) {

    /** Copies the list. */
    public Attention {
        reasons = List.copyOf(reasons);
    }

    /**
     * Looks at an agent.
     *
     * @param agent the agent
     * @return what was found; that nothing can be read is a finding, too
     */
    public static Attention of(AgentCredentials agent) {
        try {
            return of(agent.list(), agent.managed().pendingOperations());
        } catch (CredentialException e) {
            return new Attention("?", List.of(String.valueOf(e.getMessage())));
        }
    }

    /**
     * Looks at what an agent has.
     *
     * @param all its credentials
     * @param operations what has not ended
     * @return what was found
     */
    public static Attention of(List<CredentialSummary> all, List<PendingOperation> operations) {
        List<String> reasons = new ArrayList<>();
        for (Condition condition : Condition.values()) {
            long count = all.stream()
                    .filter(summary -> Condition.of(summary) == condition)
                    .count();
            if (condition != Condition.READY && count > 0) {
                reasons.add(count + " " + condition.text());
            }
        }
        long unclear = operations.stream()
                .filter(operation -> operation.standing() != PendingOperation.Standing.OPEN)
                .count();
        if (unclear > 0) {
            reasons.add(unclear + " unclear");
        }
        return new Attention(Integer.toString(all.size()), reasons);
    }

    /**
     * Lists all agents.
     *
     * @param manager knows them
     * @return one row per agent; one whose document cannot be read does not hide the others
     */
    public static Listing listing(CredentialManager manager) {
        Listing listing = new Listing("agents", "agent", "credentials", "attention");
        for (AgentId agent : manager.agents()) {
            Attention attention = of(manager.agent(agent));
            listing.row(agent, attention.credentials(), attention.reasons());
        }
        return listing;
    }
}
