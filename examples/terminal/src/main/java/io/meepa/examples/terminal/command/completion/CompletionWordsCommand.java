package io.meepa.examples.terminal.command.completion;

import static java.util.Objects.requireNonNull;

import io.meepa.credentials.error.CredentialException;
import io.meepa.examples.terminal.command.Credentials;
import io.meepa.examples.terminal.exit.ExitCode;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Answers the completion script: a line for each word that may stand at the end of a command line. */
@Command(name = "completion-words", hidden = true, description = "Answers the completion script.")
public final class CompletionWordsCommand implements Callable<Integer> {

    @ParentCommand
    private @Nullable Credentials root;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "WORD", description = "The words up to the one that is being typed.")
    private List<String> words = List.of();

    @Override
    public Integer call() {
        Credentials credentials = requireNonNull(root, "picocli sets the parent");
        CommandSpec program =
                requireNonNull(requireNonNull(spec, "picocli sets it").root(), "every command has a root");
        try {
            new TypedLine(program, words).candidates(credentials.wiring()).forEach(credentials.out()::println);
        } catch (CredentialException | IllegalArgumentException e) {
            // What cannot be looked up is not offered; the command itself will say why.
            return ExitCode.OK;
        }
        return ExitCode.OK;
    }
}
