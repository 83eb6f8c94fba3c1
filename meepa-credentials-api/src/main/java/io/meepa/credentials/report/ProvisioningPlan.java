package io.meepa.credentials.report;

import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialKey;
import java.util.List;

/**
 * What provisioning would do.
 *
 * @param steps one for each agent and category, in configuration order
 * @param requests one for each agent and rule of its HTTP client, in configuration order
 */
public record ProvisioningPlan(List<Step> steps, List<RequestGrant> requests) {

    /** Copies the lists. */
    public ProvisioningPlan {
        steps = List.copyOf(steps);
        requests = List.copyOf(requests);
    }

    /**
     * Lists the steps that would change something.
     *
     * @return steps other than keep, blocked and skip
     */
    public List<Step> changes() {
        return steps.stream()
                .filter(step ->
                        step.action() != Action.KEEP && step.action() != Action.BLOCKED && step.action() != Action.SKIP)
                .toList();
    }

    /**
     * Lists what is enabled and cannot be provisioned now, for instance because a key is not set.
     *
     * @return the steps; provisioning reports them as skipped
     */
    public List<Step> blocked() {
        return steps.stream().filter(step -> step.action() == Action.BLOCKED).toList();
    }

    /**
     * Returns whether carrying it out may cost money, so that a host asks a person first.
     *
     * @return whether any step that changes something costs money
     */
    public boolean costsMoney() {
        return changes().stream().anyMatch(step -> step.cost() == Cost.MONEY);
    }

    /** What a step costs. */
    public enum Cost {
        /** Nothing. */
        FREE,
        /** A place in a limited number, such as the inboxes of an account. */
        QUOTA,
        /** Money, or the power to spend it. */
        MONEY
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
        /** Nothing, though it is enabled: its provider cannot work before somebody did what the detail says. */
        BLOCKED,
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
     * @param cost what carrying it out costs; free where nothing is created
     * @param detail what would come of it or why not, for people
     */
    public record Step(AgentId agent, Category category, String provider, Action action, Cost cost, String detail) {}

    /**
     * What the agent's HTTP client adds to matching requests. Provisioning changes nothing about it.
     *
     * @param agent whose client
     * @param rule the rule's name in the configuration
     * @param credential the credential, as the rule names it
     * @param item the item that is added
     * @param target which requests, and where in them, for people
     * @param ready whether the agent has the item in use now
     */
    public record RequestGrant(
            AgentId agent, String rule, CredentialKey credential, String item, String target, boolean ready) {}
}
