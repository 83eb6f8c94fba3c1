package io.meepa.examples.terminal.command;

import io.meepa.credentials.AgentCredentials;
import io.meepa.examples.terminal.argument.Address;
import io.meepa.examples.terminal.exit.ExitCode;
import io.meepa.examples.terminal.output.Views;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Switches a managed credential off for now. */
@Command(
        name = "suspend",
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  credentials meepa suspend credit_card/privacy_com"},
        description = "Switches a managed credential off upstream until it is resumed. No tool gets it.")
final class SuspendCommand extends AgentCommand {

    @Mixin
    private final Address address = new Address();

    @Override
    protected int run(AgentCredentials agent) {
        root().print(Views.masked(agent.managed().suspend(address.key())));
        return ExitCode.OK;
    }
}
