package io.meepa.credentials.core.provision;

import io.meepa.credentials.core.operation.ProviderBinding;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.report.ProvisioningPlan;
import io.meepa.credentials.report.ProvisioningReport;

/**
 * What provisioning does about one category, and why.
 *
 * @param binding the category
 * @param action what is done
 * @param standing how the report calls it if nothing is done
 * @param detail for people
 */
public record Decision(
        ProviderBinding binding, ProvisioningPlan.Action action, ProvisioningReport.Result standing, String detail) {

    static Decision skip(ProviderBinding binding, String why) {
        return new Decision(binding, ProvisioningPlan.Action.SKIP, ProvisioningReport.Result.SKIPPED, why);
    }

    /** It is enabled, and its provider cannot work. */
    static Decision blocked(ProviderBinding binding, String why) {
        return new Decision(binding, ProvisioningPlan.Action.BLOCKED, ProvisioningReport.Result.SKIPPED, why);
    }

    static Decision keep(ProviderBinding binding, String why) {
        return new Decision(binding, ProvisioningPlan.Action.KEEP, ProvisioningReport.Result.EXISTING, why);
    }

    static Decision await(ProviderBinding binding, ProvisioningReport.Result standing, String why) {
        return new Decision(binding, ProvisioningPlan.Action.AWAIT, standing, why);
    }

    /** Something is to be done; until it is, the report would have to call it failed. */
    static Decision act(ProviderBinding binding, ProvisioningPlan.Action action, String what) {
        return new Decision(binding, action, ProvisioningReport.Result.FAILED, what);
    }

    /** Returns the same of an agent that is not provisioned. */
    public Decision skipped(String why) {
        return skip(binding, why);
    }

    /** Returns what a plan says of it. */
    public ProvisioningPlan.Step step(AgentId agent) {
        return new ProvisioningPlan.Step(agent, binding.category(), binding.service(), action, cost(), detail);
    }

    /** Only what creates something upstream costs anything; finishing what was begun may create it, too. */
    private ProvisioningPlan.Cost cost() {
        return switch (action) {
            case CREATE, RESUME -> binding.opened().map(Decision::cost).orElse(ProvisioningPlan.Cost.FREE);
            case RECORD, KEEP, AWAIT, BLOCKED, SKIP -> ProvisioningPlan.Cost.FREE;
        };
    }

    private static ProvisioningPlan.Cost cost(ProviderBinding.Opened opened) {
        return switch (opened.provider().capabilities().cost()) {
            case FREE -> ProvisioningPlan.Cost.FREE;
            case QUOTA -> ProvisioningPlan.Cost.QUOTA;
            case MONEY -> ProvisioningPlan.Cost.MONEY;
        };
    }

    boolean acts() {
        return switch (action) {
            case CREATE, RESUME, RECORD -> true;
            case KEEP, AWAIT, BLOCKED, SKIP -> false;
        };
    }

    /** Returns whether it makes something new, by a call that may be repeated or whose outcome can be looked for. */
    boolean createsRepeatably() {
        return action == ProvisioningPlan.Action.CREATE
                && binding.opened().filter(opened -> !opened.isUnrepeatable()).isPresent();
    }

    /** What looks left by an earlier run may be a run under way: only the holder of the flight lock knows. */
    boolean needsFlight() {
        return acts() || standing == ProvisioningReport.Result.INDETERMINATE;
    }

    ProvisioningReport.Outcome unchanged() {
        return new ProvisioningReport.Outcome(binding.category(), binding.service(), standing, detail);
    }
}
