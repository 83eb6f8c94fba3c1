package io.meepa.examples.terminal.command;

import io.meepa.credentials.AgentCredentials;
import io.meepa.examples.terminal.exit.ExitCode;
import io.meepa.examples.terminal.output.Views;
import picocli.CommandLine.Command;

/** Lists what the agent has. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  credentials meepa list",
            "  credentials meepa list --json | jq -r \".credentials[].service\""
        },
        description = "Lists what the agent has, without a value.")
final class ListCommand extends AgentCommand {

    @Override
    protected int run(AgentCredentials agent) {
        root().print(Views.list(agent.list()));
        return ExitCode.OK;
    }
}
