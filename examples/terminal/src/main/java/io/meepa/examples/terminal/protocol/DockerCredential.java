package io.meepa.examples.terminal.protocol;

import io.meepa.credentials.model.CredentialSummary;
import io.meepa.credentials.model.Metadata;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * Gives Docker one agent's registry logins: {@code "credsStore": "meepa"} in its {@code config.json}, with the program
 * {@code docker-credential-meepa} on the {@code PATH}. As the protocol of {@code docker-credential-helpers} has it,
 * errors are written to standard output.
 */
@Command(
        name = "docker-credential-meepa",
        mixinStandardHelpOptions = true,
        version = DockerCredential.VERSION,
        description = "Gives Docker one agent's logins. Docker calls it with get, store, erase, list or version.")
public final class DockerCredential implements Callable<Integer> {

    private static final String NOT_FOUND = "credentials not found in native keychain";
    private static final int LONGEST = 1 << 20;
    private static final String VERSION_OPERATION = "version";
    static final String VERSION = "docker-credential-meepa 0.1.0-SNAPSHOT";

    private final InputStream input;
    private final PrintStream output;
    private final PrintStream notes;

    @Mixin
    private final LoginProgram program = new LoginProgram();

    @Parameters(paramLabel = "OPERATION", description = "get, store, erase, list or version.")
    private String operation = "";

    private DockerCredential(InputStream input, PrintStream output, PrintStream notes) {
        this.input = input;
        this.output = output;
        this.notes = notes;
    }

    /**
     * Answers one request.
     *
     * @param arguments options and the operation
     */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new DockerCredential(System.in, System.out, System.err)).execute(arguments));
    }

    @Override
    public Integer call() {
        if (operation.equals(VERSION_OPERATION)) {
            output.println(VERSION);
            return 0;
        }
        return program.run(Client.DOCKER, this::answer, output);
    }

    private int answer(Logins logins) throws IOException, RefusedMessageException {
        switch (operation) {
            case "get" -> get(logins);
            case "store" -> store(logins);
            case "erase" -> erase(logins);
            case "list" -> list(logins);
            default -> throw new RefusedMessageException("Unknown credential action");
        }
        LoginProgram.requireWritten(output);
        return 0;
    }

    private void get(Logins logins) throws IOException, RefusedMessageException {
        String server = server();
        Login login = program.service(host(server))
                .flatMap(service -> logins.find(service, Optional.empty()))
                .orElseThrow(() -> new RefusedMessageException(NOT_FOUND));
        new DockerLogin(server, login.username().orElseGet(program::tokenUser), login.secret()).write(output);
    }

    private void store(Logins logins) throws IOException, RefusedMessageException {
        DockerLogin login = DockerLogin.read(request());
        String service = program.service(host(login.server()))
                .orElseThrow(() -> new RefusedMessageException(
                        "the registry's host has no dot: choose the service of its login with --service"));
        logins.keep(
                service,
                new Login(Optional.of(login.username()), login.secret(), Optional.empty()),
                Metadata.empty().with(Client.REGISTRY, login.server()));
    }

    private void erase(Logins logins) throws IOException, RefusedMessageException {
        Optional<String> service = program.service(host(server()));
        if (service.isPresent() && logins.forget(service.get(), RequestedLogin.any()) > 0) {
            notes.println(Client.DOCKER.kept());
        }
    }

    /** Lists what Docker stored: of other logins nobody knows whether their host is a registry. */
    private void list(Logins logins) throws IOException {
        Map<String, String> users = new TreeMap<>();
        for (CredentialSummary summary : logins.usable().toList()) {
            summary.metadata()
                    .text(Client.REGISTRY)
                    .ifPresent(server -> logins.find(summary.service(), Optional.empty())
                            .ifPresent(
                                    login -> users.put(server, login.username().orElseGet(program::tokenUser))));
        }
        DockerLogin.write(users, output);
    }

    private String server() throws IOException, RefusedMessageException {
        String server = new String(request(), StandardCharsets.UTF_8).strip();
        if (server.isEmpty()) {
            throw new RefusedMessageException("no credentials server URL");
        }
        return server;
    }

    private byte[] request() throws IOException, RefusedMessageException {
        byte[] bytes = input.readNBytes(LONGEST + 1);
        if (bytes.length > LONGEST) {
            throw new RefusedMessageException("the request is longer than " + LONGEST + " bytes");
        }
        return bytes;
    }

    /** Docker writes {@code ghcr.io}, {@code localhost:5000} and {@code https://index.docker.io/v1/} alike. */
    private static String host(String server) throws RefusedMessageException {
        try {
            String authority = URI.create(server.contains("://") ? server : "https://" + server)
                    .getRawAuthority();
            return Optional.ofNullable(authority)
                    .filter(host -> !host.contains("@"))
                    .orElseThrow(() -> new RefusedMessageException("the server URL names no host"));
        } catch (IllegalArgumentException e) {
            // Its text quotes the address, which may hold a password.
            throw new RefusedMessageException("the server URL is not an address");
        }
    }
}
