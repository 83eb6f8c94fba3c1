package io.meepa.examples.terminal.command.waiting;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.report.PendingOperation;
import io.meepa.examples.terminal.argument.Confirmation;
import io.meepa.examples.terminal.argument.KeyText;
import io.meepa.examples.terminal.command.AgentCommand;
import io.meepa.examples.terminal.exit.ExitCode;
import io.meepa.examples.terminal.output.PendingListing;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Deletes an operation, or a managed credential, from the record alone. */
@Command(
        name = "forget",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  credentials meepa forget email/agentmail",
            "  credentials meepa forget 3f0c1a --yes"
        },
        description = {
            "Deletes an operation, or a managed credential with its operations, from the record.",
            "The service is not asked: what is alive there stays alive. Look there first."
        })
public final class ForgetCommand extends AgentCommand {

    @Parameters(paramLabel = "OPERATION", description = "An id that pending lists, or CATEGORY/SERVICE.")
    private String what = "";

    @Mixin
    private final Confirmation confirmation = new Confirmation();

    @Override
    protected int run(AgentCredentials agent) {
        confirmation.require("Forget " + what + " of " + agent.id() + "? What is alive at the service stays alive.");
        List<PendingOperation> forgotten = what.indexOf('/') < 0
                ? List.of(agent.managed().forget(what))
                : agent.managed().forget(new KeyText().convert(what));
        root().print(PendingListing.of(List.of(), forgotten));
        return ExitCode.OK;
    }
}
