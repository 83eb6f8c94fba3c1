package io.meepa.examples.terminal.command;

import io.meepa.credentials.AgentCredentials;
import io.meepa.examples.terminal.argument.Address;
import io.meepa.examples.terminal.exit.ExitCode;
import io.meepa.examples.terminal.output.Views;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Renews the secret of a managed credential. */
@Command(
        name = "rotate",
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  credentials meepa rotate email/agentmail"},
        description = "Renews the secret of a managed credential; the old one ends after the overlap.")
final class RotateCommand extends AgentCommand {

    @Mixin
    private final Address address = new Address();

    @Override
    protected int run(AgentCredentials agent) {
        root().print(Views.rotated(agent.managed().rotate(address.key())));
        return ExitCode.OK;
    }
}
