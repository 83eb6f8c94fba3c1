package io.meepa.examples.terminal.command.connection;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.connect.ConnectRequest;
import io.meepa.credentials.connect.Connection;
import io.meepa.credentials.connect.Consent;
import io.meepa.credentials.connect.DeviceConsent;
import io.meepa.credentials.connect.SessionBinding;
import io.meepa.examples.terminal.command.AgentCommand;
import io.meepa.examples.terminal.exit.ExitCode;
import io.meepa.examples.terminal.output.Plain;
import io.meepa.examples.terminal.output.Views;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Connects the agent to a service: a person signs in with a code on any device, or in a browser on this machine. */
@Command(
        name = "connect",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  credentials meepa connect github",
            "  credentials meepa connect github --browser --scope repo",
            "",
            "--browser comes back to http://127.0.0.1/callback at a free port: name that address, without a port, among",
            "credentials.connections.oauth.redirect_uris and in the app at the service."
        },
        description = "Connects the agent to a service by a person's sign-in.")
public final class ConnectCommand extends AgentCommand {

    private static final Duration LONGEST = Duration.ofMinutes(15);

    @Parameters(paramLabel = "SERVICE", description = "The service, github for instance.")
    private String service = "";

    @Option(
            names = "--browser",
            description =
                    "Sign in in a browser on this machine, which comes back to this program, instead of with a code.")
    private boolean browser;

    @Option(names = "--scope", paramLabel = "SCOPE", description = "Ask for this scope too; may be repeated.")
    private Set<String> scopes = Set.of();

    @Override
    protected int run(AgentCredentials agent) {
        ConnectRequest request = ConnectRequest.to(service).asking(scopes);
        Connection connection = browser ? inBrowser(agent, request) : onDevice(agent, request);
        if (connection.state() == Connection.State.PENDING) {
            say("The sign-in was not confirmed yet: the code is good a little longer, and connect begins anew.");
            return ExitCode.FAILED;
        }
        if (root().json()) {
            root().print(Views.connections(List.of(connection)));
            return ExitCode.OK;
        }
        say(Plain.text(agent.id() + " is connected to " + service
                + connection.account().map(account -> " as " + account).orElse("")
                + (connection.missing().isEmpty()
                        ? "."
                        : ", without " + String.join(", ", connection.missing()) + ".")));
        return ExitCode.OK;
    }

    private Connection onDevice(AgentCredentials agent, ConnectRequest request) {
        DeviceConsent consent = agent.connections().beginOnDevice(request);
        say("Open " + consent.verificationUri() + " on any device, and type the code " + consent.userCode());
        consent.complete().ifPresent(page -> say("or open " + page));
        return agent.connections().await(consent.key(), LONGEST);
    }

    /** The callback listens before the address is shown, on this machine alone, and takes one answer (RFC 8252). */
    private Connection inBrowser(AgentCredentials agent, ConnectRequest request) {
        SessionBinding binding = SessionBinding.of(noise(), System.getProperty("user.name", "operator"));
        try (LoopbackCallback callback = LoopbackCallback.open()) {
            Consent consent = agent.connections().begin(request.redirectingTo(callback.address()), binding);
            say("Open " + consent.address());
            return agent.connections().complete(callback.await(LONGEST), binding);
        }
    }

    /** What a person has to do is no answer: programs read it beside. */
    private void say(String line) {
        if (root().json()) {
            root().notes().say("step", line);
        } else {
            root().out().println(line);
            root().out().flush();
        }
    }

    private static String noise() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
