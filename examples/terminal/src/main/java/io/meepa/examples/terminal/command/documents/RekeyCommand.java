package io.meepa.examples.terminal.command.documents;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.report.RekeyReport;
import io.meepa.examples.terminal.command.AgentCommand;
import io.meepa.examples.terminal.exit.ExitCode;
import io.meepa.examples.terminal.output.AgentProgress;
import io.meepa.examples.terminal.output.Views;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Encrypts the agent's document, or those of all agents, anew to whom the configuration names. */
@Command(
        name = "rekey",
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  credentials meepa rekey --dry-run", "  credentials rekey --all"},
        description = "Gives the document a new data key for the configured recipients alone.")
public final class RekeyCommand extends AgentCommand {

    @Option(names = "--dry-run", description = "Report who would be kept, added and removed; change nothing.")
    private boolean dryRun;

    @Option(
            names = "--all",
            description =
                    "Every document whose recipients are not those of the configuration. If it is cut off, repeat it:"
                            + " what is done is skipped.")
    private boolean all;

    @Override
    public Integer call() {
        return all ? root().manage(this::runAll, new AgentProgress(root().notes())) : super.call();
    }

    @Override
    protected int run(AgentCredentials agent) {
        RekeyReport report =
                dryRun ? agent.storage().rekeyPlan() : agent.storage().rekey();
        root().print(Views.rekeyed(report));
        return report.blockers().isEmpty() ? ExitCode.OK : ExitCode.FAILED;
    }

    private int runAll(CredentialManager manager) {
        List<RekeyReport> reports =
                dryRun ? manager.storage().rekeyPlan() : manager.storage().rekey();
        root().print(Views.rekeyed(reports));
        return reports.stream().allMatch(report -> report.blockers().isEmpty()) ? ExitCode.OK : ExitCode.FAILED;
    }
}
