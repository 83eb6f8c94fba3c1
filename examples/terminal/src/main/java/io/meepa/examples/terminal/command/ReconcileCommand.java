package io.meepa.examples.terminal.command;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.event.CredentialListener;
import io.meepa.credentials.report.ReconcileMode;
import io.meepa.credentials.report.ReconciliationReport;
import io.meepa.examples.terminal.exit.ExitCode;
import io.meepa.examples.terminal.output.Progress;
import io.meepa.examples.terminal.output.Views;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Compares what is asked for, stored and upstream. */
@Command(
        name = "reconcile",
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  credentials meepa reconcile", "  credentials meepa reconcile --apply"},
        description = "Compares what is asked for, stored and upstream. Changes nothing without --apply.")
final class ReconcileCommand extends AgentCommand {

    @Option(names = "--apply", description = "Put right what may be put right without a person.")
    private boolean apply;

    @Override
    protected CredentialListener[] listeners() {
        return new CredentialListener[] {new Progress(root().notes())};
    }

    @Override
    protected int run(AgentCredentials agent) {
        ReconciliationReport report = agent.managed().reconcile(apply ? ReconcileMode.APPLY : ReconcileMode.DRY_RUN);
        root().print(Views.reconciled(report));
        return report.open().isEmpty() ? ExitCode.OK : ExitCode.FAILED;
    }
}
