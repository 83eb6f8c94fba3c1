package io.meepa.examples.terminal.exit;

import io.meepa.credentials.error.CredentialException;
import io.meepa.examples.terminal.output.Plain;
import io.meepa.examples.terminal.output.SideNotes;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jline.reader.EndOfFileException;
import org.jline.reader.UserInterruptException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
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
        return error instanceof UnmatchedArgumentException unmatched
                ? unmatched.getSuggestions().stream().limit(2).toList()
                : List.of();
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
        if (error instanceof UncheckedIOException) {
            // Nobody reads any more.
            return ExitCode.BROKEN_PIPE;
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

    private int say(String type, int exitCode, String message) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("type", type);
        details.put("exit_code", exitCode);
        details.put("message", Plain.text(message));
        notes.refuse("credentials: " + message, details);
        return exitCode;
    }
}
