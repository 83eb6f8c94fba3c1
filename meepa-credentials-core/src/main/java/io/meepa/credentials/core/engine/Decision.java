package io.meepa.credentials.core.engine;

import io.meepa.credentials.ProvisioningPlan;
import io.meepa.credentials.ProvisioningReport;

/**
 * What provisioning does about one category, and why.
 *
 * @param issuance the category
 * @param action what is done
 * @param standing how the report calls it if nothing is done
 * @param detail for people
 */
record Decision(Issuance issuance, ProvisioningPlan.Action action, ProvisioningReport.Result standing, String detail) {

    static Decision skip(Issuance issuance, String why) {
        return new Decision(issuance, ProvisioningPlan.Action.SKIP, ProvisioningReport.Result.SKIPPED, why);
    }

    static Decision keep(Issuance issuance, String why) {
        return new Decision(issuance, ProvisioningPlan.Action.KEEP, ProvisioningReport.Result.EXISTING, why);
    }

    static Decision await(Issuance issuance, ProvisioningReport.Result standing, String why) {
        return new Decision(issuance, ProvisioningPlan.Action.AWAIT, standing, why);
    }

    /** Something is to be done; until it is, the report would have to call it failed. */
    static Decision act(Issuance issuance, ProvisioningPlan.Action action, String what) {
        return new Decision(issuance, action, ProvisioningReport.Result.FAILED, what);
    }

    boolean acts() {
        return switch (action) {
            case CREATE, RESUME, RECORD -> true;
            case KEEP, AWAIT, SKIP -> false;
        };
    }

    /** What looks left by an earlier run may be a run under way: only who holds the flight lock can tell. */
    boolean needsFlight() {
        return acts() || standing == ProvisioningReport.Result.INDETERMINATE;
    }

    ProvisioningReport.Outcome unchanged() {
        return new ProvisioningReport.Outcome(issuance.category(), issuance.service(), standing, detail);
    }
}
