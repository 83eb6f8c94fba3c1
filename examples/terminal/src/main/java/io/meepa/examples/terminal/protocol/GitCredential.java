package io.meepa.examples.terminal.protocol;

import io.meepa.credentials.model.Metadata;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Gives Git one agent's logins: {@code git config credential.helper '/path/to/git-credential-meepa --agent meepa'}.
 * Speaks the protocol of {@code gitcredentials(7)}. No login is an empty answer, so that Git asks the next program.
 */
@Command(
        name = "git-credential-meepa",
        mixinStandardHelpOptions = true,
        description = "Gives Git one agent's logins. Git calls it with get, store or erase.")
public final class GitCredential implements Callable<Integer> {

    private final InputStream input;
    private final PrintStream output;
    private final PrintStream errors;

    @Mixin
    private final LoginProgram program = new LoginProgram();

    @Option(names = "--allow-http", description = "Also hand logins to hosts that Git reaches without TLS.")
    private boolean allowHttp;

    @Parameters(paramLabel = "OPERATION", description = "get, store or erase; others are ignored.")
    private String operation = "";

    private GitCredential(InputStream input, PrintStream output, PrintStream errors) {
        this.input = input;
        this.output = output;
        this.errors = errors;
    }

    /**
     * Answers one request.
     *
     * @param arguments options and the operation
     */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new GitCredential(System.in, System.out, System.err)).execute(arguments));
    }

    @Override
    public Integer call() {
        return switch (operation) {
            case "get", "store", "erase" -> program.run(Client.GIT, this::answer, errors);
            default -> 0;
        };
    }

    private int answer(Logins logins) throws IOException, RefusedMessageException {
        GitMessage request = GitMessage.read(input);
        Optional<String> service =
                request.value("host").filter(host -> secure(request)).flatMap(program::service);
        if (service.isEmpty()) {
            return 0;
        }
        switch (operation) {
            case "get" -> get(logins, service.get(), request);
            case "store" -> store(logins, service.get(), request);
            default -> erase(logins, service.get(), request);
        }
        LoginProgram.requireWritten(output);
        return 0;
    }

    private boolean secure(GitMessage request) {
        String protocol = request.value("protocol").orElse("");
        return protocol.equals("https") || (allowHttp && protocol.equals("http"));
    }

    private void get(Logins logins, String service, GitMessage request) throws IOException, RefusedMessageException {
        Optional<Login> found = logins.find(service, request.username());
        if (found.isPresent()) {
            String username = found.get().username().or(request::username).orElseGet(program::tokenUser);
            GitMessage.write(found.get(), username, output);
        }
    }

    private void store(Logins logins, String service, GitMessage request) throws RefusedMessageException {
        if (request.username().isPresent() && request.password().isPresent()) {
            Login login = new Login(request.username(), request.password().get(), request.expires());
            logins.keep(service, login, Metadata.empty());
        }
    }

    /** Without the password nobody knows which one was refused. */
    private void erase(Logins logins, String service, GitMessage request) {
        if (request.password().isPresent()
                && logins.forget(service, new RequestedLogin(request.username(), request.password())) > 0) {
            errors.println(Client.GIT.kept());
        }
    }
}
