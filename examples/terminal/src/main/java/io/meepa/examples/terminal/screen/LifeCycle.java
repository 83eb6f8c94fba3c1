package io.meepa.examples.terminal.screen;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.report.DeprovisionMode;
import io.meepa.credentials.report.DeprovisioningReport;
import io.meepa.credentials.report.ProvisioningPlan;
import io.meepa.credentials.report.ProvisioningReport;
import io.meepa.credentials.report.ReconcileMode;
import io.meepa.credentials.report.ReconciliationReport;
import io.meepa.examples.terminal.output.Views;
import java.util.List;

/**
 * What concerns all credentials of an agent: provisioning, comparing, taking away. Each shows first what it is about to do.
 *
 * @param agent whose credentials
 * @param talk asks and shows
 */
record LifeCycle(AgentCredentials agent, Conversation talk) {

    private static final String UNCHANGED = "nothing was changed";

    /** F-202: the plan with its costs first, then a question, which names the money. */
    String provision() {
        ProvisioningPlan plan = agent.plan();
        List<ProvisioningPlan.Step> changes = plan.changes();
        talk.show(Views.plan(plan));
        if (changes.isEmpty()) {
            talk.waitForEnter();
            return plan.blocked().isEmpty() ? "there is nothing to do" : blocked(plan);
        }
        if (!talk.confirm(plan.costsMoney() ? "Do this? It costs money, or the power to spend it." : "Do this?")) {
            return UNCHANGED;
        }
        ProvisioningReport report = talk.work("provisioning " + agent.id(), agent::provision);
        boolean complete = report.ok() && plan.blocked().isEmpty();
        talk.show(Views.provisioned(report).fact("complete", complete));
        talk.waitForEnter();
        return complete ? "provisioned" : plan.blocked().isEmpty() ? "not everything worked" : blocked(plan);
    }

    private static String blocked(ProvisioningPlan plan) {
        ProvisioningPlan.Step first = plan.blocked().get(0);
        return "not done: " + first.category() + ": " + first.detail();
    }

    String reconcile() {
        ReconciliationReport report =
                talk.work("comparing", () -> agent.managed().reconcile(ReconcileMode.DRY_RUN));
        talk.show(Views.reconciled(report));
        if (report.ok()) {
            talk.waitForEnter();
            return "nothing differs";
        }
        if (!talk.confirm("Put right what may be put right without a person?")) {
            return UNCHANGED;
        }
        ReconciliationReport applied =
                talk.work("putting right", () -> agent.managed().reconcile(ReconcileMode.APPLY));
        talk.show(Views.reconciled(applied));
        talk.waitForEnter();
        return applied.open().isEmpty() ? "put right" : applied.open().size() + " left: see reconcile";
    }

    String deprovision() {
        String mode = talk.ask("revoke (at the services, then here) or local-only (what is alive there stays alive)");
        if (!mode.equals("revoke") && !mode.equals("local-only")) {
            return UNCHANGED;
        }
        String name = talk.ask("This takes everything away, own credentials included. Type the agent's name");
        if (!name.equals(agent.id().value())) {
            return UNCHANGED;
        }
        DeprovisioningReport report = talk.work(
                "deprovisioning " + agent.id(),
                () -> agent.deprovision(mode.equals("revoke") ? DeprovisionMode.REVOKE : DeprovisionMode.LOCAL_ONLY));
        talk.show(Views.deprovisioned(report));
        talk.waitForEnter();
        return report.alive().isEmpty() ? "taken away" : "alive at a service still: see the report, or pending with w";
    }
}
