package io.meepa.examples.terminal.command;

import io.meepa.credentials.AgentCredentials;
import io.meepa.examples.terminal.exit.ExitCode;
import io.meepa.examples.terminal.output.Views;
import io.meepa.examples.terminal.tool.ToolChoice;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the variables that tools get. */
@Command(
        name = "env",
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  credentials meepa env", "  credentials meepa env --tool deploy"},
        description = "Lists the variables that the agent's tools get, their values masked.")
final class EnvCommand extends AgentCommand {

    @Mixin
    private final ToolChoice tool = new ToolChoice();

    @Override
    protected int run(AgentCredentials agent) {
        root().print(Views.environment(tool.environment(agent)));
        return ExitCode.OK;
    }
}
