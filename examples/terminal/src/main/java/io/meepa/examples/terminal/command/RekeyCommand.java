package io.meepa.examples.terminal.command;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.report.RekeyReport;
import io.meepa.examples.terminal.output.Views;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Encrypts the agent's document anew to whom the configuration names. */
@Command(
        name = "rekey",
        mixinStandardHelpOptions = true,
        description = "Gives the document a new data key for the configured recipients alone.")
final class RekeyCommand extends AgentCommand {

    @Option(names = "--dry-run", description = "Report who would be kept, added and removed; change nothing.")
    private boolean dryRun;

    @Override
    int run(AgentCredentials agent) {
        RekeyReport report =
                dryRun ? agent.storage().rekeyPlan() : agent.storage().rekey();
        root().print(Views.rekeyed(report));
        return report.blockers().isEmpty() ? ExitCode.OK : ExitCode.FAILED;
    }
}
