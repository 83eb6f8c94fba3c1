package io.meepa.examples.terminal.command;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.event.CredentialListener;
import io.meepa.credentials.report.ProvisioningReport;
import io.meepa.examples.terminal.exit.ExitCode;
import io.meepa.examples.terminal.output.Progress;
import io.meepa.examples.terminal.output.Views;
import picocli.CommandLine.Command;

/** Creates what the configuration asks for. */
@Command(
        name = "provision",
        mixinStandardHelpOptions = true,
        description = "Creates what the configuration asks for and is not there yet. May cost money: see plan.")
final class ProvisionCommand extends AgentCommand {

    @Override
    protected CredentialListener[] listeners() {
        return new CredentialListener[] {new Progress(System.err)};
    }

    @Override
    protected int run(AgentCredentials agent) {
        ProvisioningReport report = agent.provision();
        root().print(Views.provisioned(report));
        return report.ok() ? ExitCode.OK : ExitCode.FAILED;
    }
}
