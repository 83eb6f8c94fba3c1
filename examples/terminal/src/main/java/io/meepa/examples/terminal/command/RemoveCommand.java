package io.meepa.examples.terminal.command;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.model.CredentialSummary;
import io.meepa.examples.terminal.argument.Address;
import io.meepa.examples.terminal.argument.Confirmation;
import io.meepa.examples.terminal.argument.Matching;
import io.meepa.examples.terminal.exit.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Removes an own credential. */
@Command(
        name = "remove",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  credentials meepa remove login/github",
            "  credentials meepa remove login/github --name work --yes"
        },
        description = "Removes an own credential. Managed ones go with deprovision.")
final class RemoveCommand extends AgentCommand {

    @Mixin
    private final Address address = new Address();

    @Mixin
    private final Confirmation confirmation = new Confirmation();

    @Override
    protected int run(AgentCredentials agent) {
        CredentialSummary found = Matching.only(agent, address.key());
        if (found.deletable()) {
            confirmation.require("Remove " + found.key() + " of " + agent.id() + "?");
        }
        agent.remove(found.key());
        return ExitCode.OK;
    }
}
