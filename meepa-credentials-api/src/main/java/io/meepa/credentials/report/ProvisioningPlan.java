package io.meepa.credentials.report;

import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Category;
import java.util.List;

/**
 * What provisioning would do.
 *
 * @param steps one for each agent and category, in configuration order
 */
public record ProvisioningPlan(List<Step> steps) {

    /** Copies the list. */
    public ProvisioningPlan {
        steps = List.copyOf(steps);
    }

    /**
     * Lists the steps that would change something.
     *
     * @return steps other than keep and skip
     */
    public List<Step> changes() {
        return steps.stream()
                .filter(step -> step.action() != Action.KEEP && step.action() != Action.SKIP)
                .toList();
    }

    /** What would be done. */
    public enum Action {
        /** Create an upstream resource. */
        CREATE,
        /** Finish what an earlier run left open. */
        RESUME,
        /** Record what the configuration supplies, without an upstream call. */
        RECORD,
        /** Nothing: it is there. */
        KEEP,
        /** Nothing until a person acted. */
        AWAIT,
        /** Nothing: not configured or disabled. */
        SKIP
    }

    /**
     * One step.
     *
     * @param agent for whom
     * @param category which category
     * @param provider the provider's id, empty when none is configured
     * @param action what would be done
     * @param detail what would come of it or why not, for people
     */
    public record Step(AgentId agent, Category category, String provider, Action action, String detail) {}
}
