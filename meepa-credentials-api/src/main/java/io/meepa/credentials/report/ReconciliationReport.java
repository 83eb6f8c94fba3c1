package io.meepa.credentials.report;

import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Category;
import java.util.List;
import java.util.Optional;

/**
 * The differences between what is asked for, what is stored and what is upstream. Where they agree there is no finding.
 *
 * @param findings what differs, by agent, then in the document's order, orphans last
 */
public record ReconciliationReport(List<Finding> findings) {

    /** Copies the list. */
    public ReconciliationReport {
        findings = List.copyOf(findings);
    }

    /**
     * Returns whether nothing differs.
     *
     * @return true if there is no finding
     */
    public boolean ok() {
        return findings.isEmpty();
    }

    /**
     * Lists the findings of one kind.
     *
     * @param divergence the kind
     * @return the findings
     */
    public List<Finding> of(Divergence divergence) {
        return findings.stream()
                .filter(finding -> finding.divergence() == divergence)
                .toList();
    }

    /**
     * Lists what is left for a person or a later run.
     *
     * @return the findings that were not put right
     */
    public List<Finding> open() {
        return findings.stream().filter(finding -> !finding.remedy().done()).toList();
    }

    /** How something differs. */
    public enum Divergence {
        /** Asked for and not there, or stored and gone upstream. */
        MISSING,
        /** Upstream and ours by its tag, but neither stored nor under way. */
        ORPHAN,
        /** Stored, but what is upstream under its id does not bear our tag. */
        FOREIGN,
        /** There, but not as asked for: limit, period, scope, address. */
        DRIFTED,
        /** There and ours, but switched off upstream. */
        SUSPENDED,
        /** Its provider is not configured now, so it can be neither checked nor revoked. */
        UNKNOWN_PROVIDER,
        /** An operation that should have ended by now. */
        STALE_OPERATION,
        /** Nobody knows whether an operation made something upstream: look there, then forget it or deprovision. */
        INDETERMINATE,
        /** Managed credentials of an agent that the configuration, which lists others, does not list. */
        UNLISTED_AGENT,
        /** Could not be compared: an upstream or the document could not be read. */
        UNKNOWN
    }

    /** What was done about a finding. */
    public enum Remedy {
        /** Nothing was done: a dry run, or nothing that may be done without a person. */
        NONE,
        /** Put right upstream. */
        REPAIRED,
        /** Created anew, or finished. */
        PROVISIONED,
        /** Taken back upstream. */
        REVOKED,
        /** Tried, and not done. */
        FAILED;

        boolean done() {
            return this == REPAIRED || this == PROVISIONED || this == REVOKED;
        }
    }

    /**
     * One difference.
     *
     * @param divergence how it differs
     * @param agent whose; empty if an orphan's tag does not say
     * @param category which category; empty if the whole agent is meant or an orphan's tag does not say
     * @param service which provider; empty if the whole agent is meant
     * @param subject what differs: a credential's name, an operation's id, an upstream resource's kind and id
     * @param detail how, and what to do about it, for people; scrubbed
     * @param remedy what was done about it
     * @param evidence what the finding and the remedy are based on, if that cannot be undone or would end something
     */
    public record Finding(
            Divergence divergence,
            Optional<AgentId> agent,
            Optional<Category> category,
            String service,
            String subject,
            String detail,
            Remedy remedy,
            Optional<Evidence> evidence) {

        /** Refuses to say that something was revoked without what that is based on. */
        public Finding {
            if (evidence.isEmpty() && remedy == Remedy.REVOKED) {
                throw new IllegalArgumentException(subject + ": revoked without evidence");
            }
        }

        /**
         * Returns a copy with a remedy.
         *
         * @param newRemedy what was done about it
         * @param more what to add to the detail; may be empty
         * @return the copy
         */
        public Finding with(Remedy newRemedy, String more) {
            String extended = more.isEmpty() ? detail : detail + "; " + more;
            return new Finding(divergence, agent, category, service, subject, extended, newRemedy, evidence);
        }

        /**
         * Returns a copy that says what it is based on.
         *
         * @param looks the evidence, beside what there is
         * @return the copy
         */
        public Finding basedOn(Evidence looks) {
            Evidence all = evidence.map(earlier -> earlier.and(looks)).orElse(looks);
            return new Finding(divergence, agent, category, service, subject, detail, remedy, Optional.of(all));
        }
    }
}
