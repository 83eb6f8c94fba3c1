package io.meepa.examples.gateway.api;

import io.meepa.credentials.report.ProvisioningPlan;

/** What of a plan a person decides about: money, and what is switched on and cannot be made. */
final class Costs {

    private Costs() {}

    static boolean money(ProvisioningPlan.Step step) {
        return step.cost() == ProvisioningPlan.Cost.MONEY;
    }

    /** Switched on, and cannot be made: a missing key, for instance. Switched off is no problem. */
    static boolean problem(ProvisioningPlan.Step step) {
        return step.action() == ProvisioningPlan.Action.BLOCKED;
    }

    /** A report says of both that they were skipped; its detail says why. */
    static boolean isProblem(String whySkipped) {
        return !whySkipped.isEmpty()
                && !whySkipped.endsWith(".enabled is false")
                && !whySkipped.contains("enabled is false for this agent");
    }
}
