package io.meepa.examples.terminal.command;

import io.meepa.credentials.AgentCredentials;
import io.meepa.examples.terminal.argument.Address;
import io.meepa.examples.terminal.exit.ExitCode;
import io.meepa.examples.terminal.output.Views;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Switches a suspended credential on again. */
@Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  credentials meepa resume credit_card/privacy_com"},
        description = "Switches a suspended credential on again.")
final class ResumeCommand extends AgentCommand {

    @Mixin
    private final Address address = new Address();

    @Override
    protected int run(AgentCredentials agent) {
        root().print(Views.masked(agent.managed().resume(address.key())));
        return ExitCode.OK;
    }
}
