package io.meepa.examples.terminal.exit;

import io.meepa.credentials.error.CredentialException;
import io.meepa.examples.terminal.argument.Nearest;
import io.meepa.examples.terminal.output.Plain;
import io.meepa.examples.terminal.output.SideNotes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jline.reader.EndOfFileException;
import org.jline.reader.UserInterruptException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Says what went wrong in one neutralised line, or one JSON object, and never shows a trace.
 *
 * @param notes where to
 */
public record ErrorMessages(SideNotes notes) implements IExecutionExceptionHandler, IParameterExceptionHandler {

    private static final String USAGE = "Usage";

    @Override
    public int handleParseException(ParameterException error, String[] arguments) {
        List<String> meant = suggestions(error);
        String message =
                error.getMessage() + (meant.isEmpty() ? "" : ": did you mean " + String.join(" or ", meant) + "?");
        String help = error.getCommandLine().getCommandSpec().qualifiedName() + " --help";
        say(USAGE, ExitCode.USAGE, message);
        if (!notes.json()) {
            notes.errors().println("Try '" + help + "'.");
        }
        return ExitCode.USAGE;
    }

    private static List<String> suggestions(ParameterException error) {
        if (!(error instanceof UnmatchedArgumentException unmatched)) {
            return List.of();
        }
        String word = unmatched.getUnmatched().get(0);
        CommandSpec command = error.getCommandLine().getCommandSpec();
        return Nearest.to(
                        word,
                        word.startsWith("-")
                                ? command.optionsMap().keySet()
                                : command.subcommands().keySet())
                .stream()
                .toList();
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
        if (error instanceof UncheckedIOException unchecked && unchecked.getCause() != null) {
            return isReaderGone(unchecked.getCause())
                    ? ExitCode.BROKEN_PIPE
                    : say("InputOutput", ExitCode.FAILED, String.valueOf(unchecked.getMessage()));
        }
        if (error instanceof EndOfFileException) {
            return say("Cancelled", ExitCode.FAILED, "cancelled");
        }
        if (error instanceof Refusal refusal) {
            return say("Refusal", refusal.exitCode(), String.valueOf(refusal.getMessage()));
        }
        if (error instanceof CredentialException known) {
            return say(known.getClass().getSimpleName(), ExitCode.of(known), String.valueOf(known.getMessage()));
        }
        if (error instanceof IllegalArgumentException argument) {
            return say(USAGE, ExitCode.USAGE, String.valueOf(argument.getMessage()));
        }
        // Its text is of unknown origin.
        return say(
                "Unexpected", ExitCode.FAILED, "unexpected " + error.getClass().getName());
    }

    /**
     * Says that the answer did not arrive, unless that is because nobody reads it any more.
     *
     * @param failure what kept it
     * @return the exit code for it
     */
    public int outputLost(IOException failure) {
        return isReaderGone(failure)
                ? ExitCode.BROKEN_PIPE
                : say(
                        "InputOutput",
                        ExitCode.FAILED,
                        "the answer could not be written, or not whole: " + failure.getMessage());
    }

    /** The JDK has no type for EPIPE: its text is the system's. */
    private static boolean isReaderGone(IOException failure) {
        return String.valueOf(failure.getMessage()).contains("Broken pipe");
    }

    private int say(String type, int exitCode, String message) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("type", type);
        details.put("exit_code", exitCode);
        details.put("message", Plain.text(message));
        notes.refuse("credentials: " + message, details);
        return exitCode;
    }
}
