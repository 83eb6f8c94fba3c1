package io.meepa.credentials.report;

import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.CredentialKey;
import java.util.List;

/**
 * The result of deprovisioning an agent, per credential.
 *
 * @param agent the agent
 * @param outcomes one for each credential
 * @param documentDeleted whether the document is gone
 */
public record DeprovisioningReport(AgentId agent, List<Outcome> outcomes, boolean documentDeleted) {

    /** Copies the list. */
    public DeprovisioningReport {
        outcomes = List.copyOf(outcomes);
    }

    /**
     * Lists what still exists upstream.
     *
     * @return credentials that are alive, queued or beyond revoking
     */
    public List<Outcome> alive() {
        return outcomes.stream().filter(outcome -> outcome.end().alive()).toList();
    }

    /** How one credential ended. */
    public enum End {
        /** Revoked upstream by this run. */
        REVOKED,
        /** Was gone upstream already. */
        ALREADY_GONE,
        /** Had no upstream resource; deleted with the document. */
        DELETED,
        /** Could not be revoked now; kept in the document, tried again by the next run. */
        QUEUED,
        /** The provider cannot revoke; it stays alive, and on record until it is forgotten. */
        UNSUPPORTED,
        /** Not revoked, as asked; it stays alive. */
        LEFT_ALIVE;

        boolean alive() {
            return this == QUEUED || this == UNSUPPORTED || this == LEFT_ALIVE;
        }
    }

    /**
     * One credential's end.
     *
     * @param key its address
     * @param end how it ended
     * @param detail what an operator reads, scrubbed; may be empty
     */
    public record Outcome(CredentialKey key, End end, String detail) {}
}
