package io.meepa.examples.terminal.exit;

import io.meepa.credentials.error.CredentialException;
import io.meepa.examples.terminal.output.Plain;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import org.jline.reader.EndOfFileException;
import org.jline.reader.UserInterruptException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Says what went wrong in one neutralised line, and never shows a trace.
 *
 * @param errors where to print
 */
public record ErrorMessages(PrintStream errors) implements IExecutionExceptionHandler, IParameterExceptionHandler {

    @Override
    public int handleParseException(ParameterException error, String[] arguments) {
        say(String.valueOf(error.getMessage()));
        errors.println("Try '" + error.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
        return ExitCode.USAGE;
    }

    @Override
    public int handleExecutionException(Exception error, CommandLine command, ParseResult result) throws Exception {
        if (error instanceof ParameterException usage) {
            return handleParseException(usage, new String[0]);
        }
        return exitCode(error);
    }

    /**
     * Prints the message of an error.
     *
     * @param error what happened
     * @return the exit code for it
     */
    public int exitCode(Exception error) {
        if (error instanceof UserInterruptException) {
            return ExitCode.INTERRUPTED;
        }
        if (error instanceof EndOfFileException) {
            say("cancelled");
            return ExitCode.FAILED;
        }
        if (error instanceof UncheckedIOException) {
            // Nobody reads any more.
            return ExitCode.BROKEN_PIPE;
        }
        if (error instanceof Refusal refusal) {
            say(String.valueOf(refusal.getMessage()));
            return refusal.exitCode();
        }
        if (error instanceof CredentialException known) {
            say(String.valueOf(known.getMessage()));
            return ExitCode.of(known);
        }
        if (error instanceof IllegalArgumentException argument) {
            say(String.valueOf(argument.getMessage()));
            return ExitCode.USAGE;
        }
        // Its text is of unknown origin.
        say("unexpected " + error.getClass().getName());
        return ExitCode.FAILED;
    }

    private void say(String message) {
        errors.println("credentials: " + Plain.text(message));
    }
}
