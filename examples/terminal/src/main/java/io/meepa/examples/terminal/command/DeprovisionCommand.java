package io.meepa.examples.terminal.command;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.event.CredentialListener;
import io.meepa.credentials.report.DeprovisionMode;
import io.meepa.credentials.report.DeprovisioningReport;
import io.meepa.examples.terminal.argument.Confirmation;
import io.meepa.examples.terminal.exit.ExitCode;
import io.meepa.examples.terminal.output.Progress;
import io.meepa.examples.terminal.output.Views;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Takes the agent's credentials away. */
@Command(
        name = "deprovision",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  credentials meepa deprovision --revoke",
            "  credentials meepa deprovision --local-only --yes"
        },
        description = "Takes the agent's credentials away, own ones included.")
final class DeprovisionCommand extends AgentCommand {

    @ArgGroup(exclusive = true, multiplicity = "1")
    private final Mode mode = new Mode();

    @Mixin
    private final Confirmation confirmation = new Confirmation();

    /** How far it goes: one must be said. */
    static final class Mode {

        @Option(names = "--revoke", description = "Revoke upstream, then delete.")
        private boolean revoke;

        @Option(names = "--local-only", description = "Delete here only; the answer names what stays alive.")
        private boolean localOnly;
    }

    @Override
    protected CredentialListener[] listeners() {
        return new CredentialListener[] {new Progress(root().notes())};
    }

    @Override
    protected int run(AgentCredentials agent) {
        confirmation.require("Take all credentials of " + agent.id() + " away?");
        DeprovisioningReport report =
                agent.deprovision(mode.revoke ? DeprovisionMode.REVOKE : DeprovisionMode.LOCAL_ONLY);
        root().print(Views.deprovisioned(report));
        boolean asAsked = mode.localOnly || report.alive().isEmpty();
        return asAsked && report.documentDeleted() ? ExitCode.OK : ExitCode.FAILED;
    }
}
