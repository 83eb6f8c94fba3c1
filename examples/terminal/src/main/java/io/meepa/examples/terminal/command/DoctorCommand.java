package io.meepa.examples.terminal.command;

import static java.util.Objects.requireNonNull;

import io.meepa.credentials.report.DoctorReport;
import io.meepa.examples.terminal.exit.ExitCode;
import io.meepa.examples.terminal.output.Views;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Looks for what is wrong or about to go wrong, for all agents. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  credentials doctor", "  credentials doctor --json"},
        description = "Looks for what is wrong or about to go wrong, for all agents. Changes nothing.")
final class DoctorCommand implements Callable<Integer> {

    @ParentCommand
    private @Nullable Credentials root;

    @Override
    public Integer call() {
        Credentials credentials = requireNonNull(root, "picocli sets the parent");
        return credentials.manage(manager -> {
            DoctorReport report = manager.doctor();
            credentials.print(Views.examined(report));
            return report.ok() ? ExitCode.OK : ExitCode.FAILED;
        });
    }
}
