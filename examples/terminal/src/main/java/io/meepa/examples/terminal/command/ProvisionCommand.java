package io.meepa.examples.terminal.command;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.event.CredentialListener;
import io.meepa.credentials.report.ProvisioningPlan;
import io.meepa.credentials.report.ProvisioningReport;
import io.meepa.examples.terminal.argument.Confirmation;
import io.meepa.examples.terminal.exit.ExitCode;
import io.meepa.examples.terminal.output.Progress;
import io.meepa.examples.terminal.output.Table;
import io.meepa.examples.terminal.output.Views;
import io.meepa.examples.terminal.prompt.Window;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Creates what the configuration asks for, after a question where that costs money. */
@Command(
        name = "provision",
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  credentials meepa provision", "  credentials provision --all --yes"},
        description = "Creates what the configuration asks for and is not there yet. Asks before it costs money.")
final class ProvisionCommand extends AgentCommand {

    @Option(names = "--all", description = "Every configured agent, several at a time.")
    private boolean all;

    @Mixin
    private final Confirmation confirmation = new Confirmation();

    @Override
    protected CredentialListener[] listeners() {
        return new CredentialListener[] {new Progress(root().notes(), all)};
    }

    @Override
    public Integer call() {
        return all ? root().manage(this::runAll, listeners()) : super.call();
    }

    @Override
    protected int run(AgentCredentials agent) {
        ProvisioningPlan plan = agreed(agent.plan());
        ProvisioningReport report = agent.provision();
        boolean complete = report.ok() && plan.blocked().isEmpty();
        root().print(Views.provisioned(report).fact("complete", complete));
        return end(plan, complete);
    }

    private int runAll(CredentialManager manager) {
        ProvisioningPlan plan = agreed(manager.plan());
        List<ProvisioningReport> reports = manager.provision();
        boolean complete = reports.stream().allMatch(ProvisioningReport::ok)
                && plan.blocked().isEmpty();
        root().print(Views.provisioned(reports).fact("complete", complete));
        return end(plan, complete);
    }

    /** Shows what would change, and continues if that costs no money or a person says yes. */
    private ProvisioningPlan agreed(ProvisioningPlan plan) {
        List<ProvisioningPlan.Step> changes = plan.changes();
        if (!changes.isEmpty() && !root().json()) {
            new Table(root().notes().errors(), false, Window.width())
                    .print(Views.plan(new ProvisioningPlan(changes, List.of())));
        }
        if (plan.costsMoney()) {
            confirmation.require("This costs money, or the power to spend it: " + costly(changes) + ". Go on?");
        }
        return plan;
    }

    private static String costly(List<ProvisioningPlan.Step> changes) {
        return changes.stream()
                .filter(step -> step.cost() == ProvisioningPlan.Cost.MONEY)
                .map(step -> step.category() + "/" + step.provider() + " of " + step.agent())
                .collect(Collectors.joining(", "));
    }

    /** What is enabled and cannot work is a problem that a person should see, not a silent skip. */
    private int end(ProvisioningPlan plan, boolean complete) {
        plan.blocked()
                .forEach(step -> root().notes()
                        .say(
                                "problem",
                                "not done: " + step.category() + "/" + step.provider() + " of " + step.agent() + ": "
                                        + step.detail()));
        return complete ? ExitCode.OK : ExitCode.FAILED;
    }
}
