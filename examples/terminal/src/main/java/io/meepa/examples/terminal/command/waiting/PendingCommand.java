package io.meepa.examples.terminal.command.waiting;

import io.meepa.credentials.AgentCredentials;
import io.meepa.examples.terminal.command.AgentCommand;
import io.meepa.examples.terminal.exit.ExitCode;
import io.meepa.examples.terminal.output.PendingListing;
import picocli.CommandLine.Command;

/** Lists what has not ended. */
@Command(
        name = "pending",
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  credentials meepa pending"},
        description = {
            "Lists what waits for a person, and the operations that have not ended.",
            "complete fills in the former; forget drops one of the latter after a look at the service."
        })
public final class PendingCommand extends AgentCommand {

    @Override
    protected int run(AgentCredentials agent) {
        root().print(PendingListing.of(
                agent.manualSteps().list(), agent.managed().pendingOperations()));
        return ExitCode.OK;
    }
}
