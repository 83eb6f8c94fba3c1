package io.meepa.credentials.report;

import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Category;
import java.util.List;
import java.util.Optional;

/**
 * The result of provisioning an agent, per category. Partial success is a report, not an exception.
 *
 * @param agent the agent
 * @param outcomes one for each category, in configuration order
 */
public record ProvisioningReport(AgentId agent, List<Outcome> outcomes) {

    /** Copies the list. */
    public ProvisioningReport {
        outcomes = List.copyOf(outcomes);
    }

    /**
     * Returns whether nothing failed and nothing is unknown.
     *
     * @return false if any outcome is failed or indeterminate
     */
    public boolean ok() {
        return outcomes.stream()
                .noneMatch(outcome -> outcome.result() == Result.FAILED || outcome.result() == Result.INDETERMINATE);
    }

    /** How one category ended in this run. */
    public enum Result {
        /** Created by this run. */
        PROVISIONED,
        /** Was there already, or was found and reused. */
        EXISTING,
        /** Waits for a person. */
        PENDING_MANUAL,
        /** The agent is signing up. */
        PENDING_SIGNUP,
        /** Not configured or disabled. */
        SKIPPED,
        /** Failed; the next run tries again. */
        FAILED,
        /** Nobody knows whether the upstream resource exists; never repeated blindly. */
        INDETERMINATE
    }

    /**
     * One category's end.
     *
     * @param category the category
     * @param service the service, empty when none is configured
     * @param result how it ended
     * @param detail reason or next step, for people; scrubbed; may be empty
     * @param evidence what a creation is based on, or empty if the upstream was not called
     */
    public record Outcome(
            Category category, String service, Result result, String detail, Optional<Evidence> evidence) {

        /**
         * Creates the end of a category for which the upstream was not called.
         *
         * @param category the category
         * @param service the service, empty when none is configured
         * @param result how it ended
         * @param detail reason or next step, for people; scrubbed; may be empty
         */
        public Outcome(Category category, String service, Result result, String detail) {
            this(category, service, result, detail, Optional.empty());
        }

        /**
         * Returns a copy that says what a creation is based on.
         *
         * @param looks the evidence
         * @return the copy
         */
        public Outcome basedOn(Evidence looks) {
            return new Outcome(category, service, result, detail, Optional.of(looks));
        }
    }
}
