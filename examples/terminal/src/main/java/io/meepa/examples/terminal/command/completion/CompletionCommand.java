package io.meepa.examples.terminal.command.completion;

import static java.util.Objects.requireNonNull;

import io.meepa.examples.terminal.command.Credentials;
import io.meepa.examples.terminal.exit.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Prints the script that a shell loads. It asks this program what fits, so it knows agents and credentials. */
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  source <(credentials completion)"},
        description = "Prints a completion script for bash and zsh, which knows agents and credentials.")
public final class CompletionCommand implements Callable<Integer> {

    @ParentCommand
    private @Nullable Credentials root;

    @Override
    public Integer call() {
        requireNonNull(root, "picocli sets the parent").out().print(script());
        return ExitCode.OK;
    }

    /** Returns the script, which the unpacked folder has too. Where nothing fits, the shell completes file names. */
    static String script() {
        try (InputStream script = requireNonNull(CompletionCommand.class.getResourceAsStream("credentials"))) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the script cannot be read", e);
        }
    }
}
