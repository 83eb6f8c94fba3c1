package io.meepa.examples.terminal.command.connection;

import io.meepa.credentials.AgentCredentials;
import io.meepa.examples.terminal.command.AgentCommand;
import io.meepa.examples.terminal.exit.ExitCode;
import io.meepa.examples.terminal.output.Views;
import picocli.CommandLine.Command;

/** Lists where the agent's connections stand. */
@Command(
        name = "connections",
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  credentials meepa connections"},
        description = "Lists the services that the agent is connected to, or may be.")
public final class ConnectionsCommand extends AgentCommand {

    @Override
    protected int run(AgentCredentials agent) {
        root().print(Views.connections(agent.connections().list()));
        return ExitCode.OK;
    }
}
