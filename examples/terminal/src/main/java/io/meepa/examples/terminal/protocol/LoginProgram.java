package io.meepa.examples.terminal.protocol;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.UnknownAgentException;
import io.meepa.credentials.error.CredentialException;
import io.meepa.examples.terminal.argument.KnownAgent;
import io.meepa.examples.terminal.exit.ExitCode;
import io.meepa.examples.terminal.output.Plain;
import io.meepa.examples.terminal.wiring.Wiring;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of both programs, and how they end. */
final class LoginProgram {

    static final int FAILED = 1;

    @Mixin
    private final Wiring wiring = new Wiring();

    @Option(
            names = "--service",
            paramLabel = "HOST=SERVICE",
            description = "Under which service a host's login is stored; its own name unless given.",
            converter = {LowerCase.class, AsIs.class})
    private final Map<String, String> services = new TreeMap<>();

    @Option(
            names = "--token-user",
            paramLabel = "NAME",
            description = "The user name that goes with a token; ${DEFAULT-VALUE} unless given.",
            defaultValue = "x-access-token")
    private String tokenUser = "";

    /** What a program does with an agent's logins. */
    @FunctionalInterface
    interface Work {
        int with(Logins logins) throws IOException, RefusedMessageException;
    }

    Optional<String> service(String host) {
        return new Services(services).of(host);
    }

    String tokenUser() {
        return tokenUser;
    }

    /** Runs the work; errors go to the stream as one line. */
    int run(Client client, Work work, PrintStream errors) {
        if (wiring.agent().isEmpty()) {
            errors.println("name the agent with --agent or MEEPA_AGENT");
            return FAILED;
        }
        try (CredentialManager manager = wiring.open(List.of())) {
            AgentCredentials agent = KnownAgent.of(manager, wiring.agent().get(), false);
            return work.with(new Logins(agent, Clock.systemUTC(), client));
        } catch (UnknownAgentException e) {
            errors.println(Plain.text(String.valueOf(e.getMessage())));
            return ExitCode.of(e);
        } catch (CredentialException | IllegalArgumentException | RefusedMessageException e) {
            errors.println(Plain.text(String.valueOf(e.getMessage())));
        } catch (IOException e) {
            errors.println("cannot read the request or write the answer");
        }
        return FAILED;
    }

    /** A stream that prints throws nothing, and half an answer would be taken for none. */
    static void requireWritten(PrintStream answer) throws IOException {
        if (answer.checkError()) {
            throw new IOException("the answer did not arrive");
        }
    }

    /** Host names are the same in either case. */
    static final class LowerCase implements ITypeConverter<String> {

        @Override
        public String convert(String value) {
            return value.toLowerCase(Locale.ROOT);
        }
    }

    /** A service's name is taken to the letter. */
    static final class AsIs implements ITypeConverter<String> {

        @Override
        public String convert(String value) {
            return value;
        }
    }
}
