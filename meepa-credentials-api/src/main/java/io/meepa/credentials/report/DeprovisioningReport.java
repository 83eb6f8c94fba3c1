package io.meepa.credentials.report;

import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.CredentialKey;
import java.util.List;
import java.util.Optional;

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

    /**
     * Returns what all of it is based on.
     *
     * @return the evidence of all outcomes together, or empty if there is none
     */
    public Optional<Evidence> evidence() {
        return outcomes.stream().flatMap(outcome -> outcome.evidence().stream()).reduce(Evidence::and);
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
     * @param evidence what it is based on; always there if it is gone upstream, by this run or before
     */
    public record Outcome(CredentialKey key, End end, String detail, Optional<Evidence> evidence) {

        /** Refuses an end that cannot be undone without what it is based on. */
        public Outcome {
            if (evidence.isEmpty() && (end == End.REVOKED || end == End.ALREADY_GONE)) {
                throw new IllegalArgumentException(key + ": " + end + " without evidence");
            }
        }

        /**
         * Creates the end of a credential that is not gone upstream.
         *
         * @param key its address
         * @param end how it ended
         * @param detail what an operator reads, scrubbed; may be empty
         */
        public Outcome(CredentialKey key, End end, String detail) {
            this(key, end, detail, Optional.empty());
        }

        /**
         * Returns a copy that says what it is based on.
         *
         * @param looks the evidence
         * @return the copy
         */
        public Outcome basedOn(Evidence looks) {
            return new Outcome(key, end, detail, Optional.of(looks));
        }
    }
}
