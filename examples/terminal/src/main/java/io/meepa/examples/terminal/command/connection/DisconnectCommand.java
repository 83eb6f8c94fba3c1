package io.meepa.examples.terminal.command.connection;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.connect.Disconnection;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.examples.terminal.command.AgentCommand;
import io.meepa.examples.terminal.exit.ExitCode;
import io.meepa.examples.terminal.output.Plain;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Ends a connection here and at the service. */
@Command(
        name = "disconnect",
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  credentials meepa disconnect github"},
        description = "Deletes a connection's tokens here, and takes them back at the service.")
public final class DisconnectCommand extends AgentCommand {

    @Parameters(paramLabel = "SERVICE", description = "The service, github for instance.")
    private String service = "";

    @Override
    protected int run(AgentCredentials agent) {
        Disconnection end = agent.connections().disconnect(CredentialKey.of(Category.TOKEN, service));
        String detail = end.detail().isEmpty() ? "" : ": " + end.detail();
        root().out()
                .println(Plain.text(service + ": "
                        + end.end().name().toLowerCase(Locale.ROOT).replace('_', ' ') + detail));
        return end.end() == Disconnection.End.REVOKED ? ExitCode.OK : ExitCode.FAILED;
    }
}
