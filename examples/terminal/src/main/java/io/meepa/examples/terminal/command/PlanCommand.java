package io.meepa.examples.terminal.command;

import io.meepa.credentials.AgentCredentials;
import io.meepa.examples.terminal.exit.ExitCode;
import io.meepa.examples.terminal.output.Views;
import picocli.CommandLine.Command;

/** Reports what provisioning would do. */
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  credentials meepa plan"},
        description = "Reports what provision would do, without a network call.")
final class PlanCommand extends AgentCommand {

    @Override
    protected int run(AgentCredentials agent) {
        root().print(Views.plan(agent.plan()));
        return ExitCode.OK;
    }
}
