package io.meepa.examples.terminal.command;

import static java.util.Objects.requireNonNull;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.UnknownAgentException;
import io.meepa.credentials.event.CredentialListener;
import io.meepa.examples.terminal.argument.Decoded;
import io.meepa.examples.terminal.argument.KnownAgent;
import io.meepa.examples.terminal.argument.Nearest;
import io.meepa.examples.terminal.command.completion.CompletionCommand;
import io.meepa.examples.terminal.command.completion.CompletionWordsCommand;
import io.meepa.examples.terminal.command.connection.ConnectCommand;
import io.meepa.examples.terminal.command.connection.ConnectionsCommand;
import io.meepa.examples.terminal.command.connection.DisconnectCommand;
import io.meepa.examples.terminal.command.documents.ExportCommand;
import io.meepa.examples.terminal.command.documents.ImportCommand;
import io.meepa.examples.terminal.command.documents.MigrateCommand;
import io.meepa.examples.terminal.command.documents.RekeyCommand;
import io.meepa.examples.terminal.command.documents.StoreCommand;
import io.meepa.examples.terminal.command.waiting.CompleteCommand;
import io.meepa.examples.terminal.command.waiting.ForgetCommand;
import io.meepa.examples.terminal.command.waiting.PendingCommand;
import io.meepa.examples.terminal.exit.ErrorMessages;
import io.meepa.examples.terminal.exit.ExitCode;
import io.meepa.examples.terminal.exit.Refusal;
import io.meepa.examples.terminal.output.EventLines;
import io.meepa.examples.terminal.output.JsonText;
import io.meepa.examples.terminal.output.Listing;
import io.meepa.examples.terminal.output.LocaleEncoding;
import io.meepa.examples.terminal.output.LocaleStream;
import io.meepa.examples.terminal.output.Notices;
import io.meepa.examples.terminal.output.SideNotes;
import io.meepa.examples.terminal.output.Table;
import io.meepa.examples.terminal.prompt.Prompt;
import io.meepa.examples.terminal.prompt.Window;
import io.meepa.examples.terminal.screen.CredentialScreen;
import io.meepa.examples.terminal.screen.Spinner;
import io.meepa.examples.terminal.wiring.Wiring;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** One agent's credentials on the command line; without a command, a screen to work on. */
@Command(
        name = "credentials",
        mixinStandardHelpOptions = true,
        version = "0.1.0-SNAPSHOT",
        description = "Lists, adds, removes and provisions one agent's credentials. Without a command, opens a screen.",
        subcommands = {
            AgentsCommand.class,
            ListCommand.class,
            ShowCommand.class,
            AddCommand.class,
            RemoveCommand.class,
            PlanCommand.class,
            ProvisionCommand.class,
            ReconcileCommand.class,
            RotateCommand.class,
            SuspendCommand.class,
            ResumeCommand.class,
            PendingCommand.class,
            CompleteCommand.class,
            ForgetCommand.class,
            ConnectCommand.class,
            ConnectionsCommand.class,
            DisconnectCommand.class,
            DeprovisionCommand.class,
            RekeyCommand.class,
            StoreCommand.class,
            ImportCommand.class,
            ExportCommand.class,
            EnvCommand.class,
            ExecCommand.class,
            DoctorCommand.class,
            MigrateCommand.class,
            AuditCommand.class,
            CompletionCommand.class,
            CompletionWordsCommand.class
        })
public final class Credentials implements Callable<Integer> {

    @Mixin
    private final Wiring wiring = new Wiring();

    @Option(names = "--json", description = "Answer in JSON.", scope = ScopeType.INHERIT)
    private boolean json;

    @Option(
            names = "--events",
            description = "Report every reveal and change on standard error, without values.",
            scope = ScopeType.INHERIT)
    private boolean events;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "AGENT",
            description = "Whose credentials, instead of --agent.")
    private @Nullable String positional;

    @Spec
    private @Nullable CommandSpec spec;

    private final LocaleStream out;
    private final SideNotes notes;

    private Credentials(LocaleStream out, SideNotes notes) {
        this.out = out;
        this.notes = notes;
    }

    /**
     * Runs one command and ends with its exit code.
     *
     * @param arguments options, the agent, the command
     */
    public static void main(String[] arguments) {
        LocaleStream out = LocaleStream.output();
        SideNotes notes = new SideNotes(LocaleStream.errors(), wantsJson(arguments));
        System.exit(run(arguments, out, notes));
    }

    private static int run(String[] arguments, LocaleStream out, SideNotes notes) {
        ErrorMessages complaints = new ErrorMessages(notes);
        try {
            Decoded.require(arguments);
        } catch (Refusal e) {
            return complaints.exitCode(e);
        }
        int exitCode = commandLine(out, notes)
                .setOut(new PrintWriter(out, true, LocaleEncoding.get()))
                .setExecutionExceptionHandler(complaints)
                .setParameterExceptionHandler(complaints)
                .execute(arguments);
        // An answer that did not arrive is no answer, however well the work went.
        return exitCode == ExitCode.OK
                ? out.failure().map(complaints::outputLost).orElse(exitCode)
                : exitCode;
    }

    static CommandLine commandLine(LocaleStream out, SideNotes notes) {
        CommandLine commands = new CommandLine(new Credentials(out, notes));
        // What follows the tool's name is the tool's, with or without a -- before it.
        requireNonNull(commands.getSubcommands().get("exec"), "exec is a command")
                .setStopAtPositional(true);
        return commands;
    }

    /** What is said before the command line is understood must be said in the right form, too. */
    private static boolean wantsJson(String[] arguments) {
        return Arrays.stream(arguments)
                .takeWhile(argument -> !argument.equals("--"))
                .anyMatch("--json"::equals);
    }

    @Override
    public Integer call() {
        String name = agent();
        try (Prompt prompt = Prompt.open().orElseThrow(this::nobodyToAsk)) {
            Spinner spinner = new Spinner(prompt.terminal());
            return manage(
                    manager -> new CredentialScreen(manager, known(manager, name, false), prompt, spinner).run(),
                    spinner);
        }
    }

    private ParameterException nobodyToAsk() {
        return usage(misspelt()
                .map(command -> "there is no command " + positional + ": did you mean " + command + "?")
                .orElse("name a command, for instance list: without one, a terminal is needed"));
    }

    /** Returns the command that was meant, where a word in the agent's place looks like one. */
    private Optional<String> misspelt() {
        CommandSpec known = spec;
        String word = positional;
        return known == null || word == null
                ? Optional.empty()
                : Nearest.to(word, known.subcommands().keySet());
    }

    /**
     * Opens a manager, works on the agent and closes it again.
     *
     * @param mayBeNew whether the agent may be the first that is made here
     * @param work the work
     * @param listeners receive the events
     * @return the work's exit code
     */
    public int work(boolean mayBeNew, ToIntFunction<AgentCredentials> work, CredentialListener... listeners) {
        String name = agent();
        return manage(manager -> work.applyAsInt(known(manager, name, mayBeNew)), listeners);
    }

    /** Where a command was misspelt, its name stands in the agent's place. */
    private AgentCredentials known(CredentialManager manager, String name, boolean mayBeNew) {
        try {
            return KnownAgent.of(manager, name, mayBeNew);
        } catch (UnknownAgentException e) {
            throw misspelt()
                    .map(command -> new UnknownAgentException(e.getMessage() + ". If a command was meant: " + command))
                    .orElse(e);
        }
    }

    /** Opens a manager, works with it and closes it again. */
    public int manage(ToIntFunction<CredentialManager> work, CredentialListener... listeners) {
        return open(wiring::open, work, listeners);
    }

    /** Opens a manager on one of the configuration's stores, works with it and closes it again. */
    public int manageStoreOf(String store, ToIntFunction<CredentialManager> work, CredentialListener... listeners) {
        return open(all -> wiring.openStore(store, all), work, listeners);
    }

    private int open(
            Function<List<CredentialListener>, CredentialManager> opening,
            ToIntFunction<CredentialManager> work,
            CredentialListener... listeners) {
        List<CredentialListener> all = new ArrayList<>(List.of(listeners));
        all.add(new Notices(notes));
        if (events) {
            all.add(new EventLines(notes));
        }
        try (CredentialManager manager = opening.apply(all)) {
            return work.applyAsInt(manager);
        }
    }

    /** Prints a listing as a table, or as JSON where that was asked for. */
    public void print(Listing listing) {
        if (json) {
            JsonText.print(listing, out);
        } else {
            new Table(out, Ansi.AUTO.enabled(), Window.width()).print(listing);
        }
    }

    /** Returns where answers are printed. */
    public PrintStream out() {
        return out;
    }

    /** Returns where things are said beside the answer. */
    public SideNotes notes() {
        return notes;
    }

    /** Returns which configuration and home were named. */
    public Wiring wiring() {
        return wiring;
    }

    /** Returns whether answers are JSON. */
    public boolean json() {
        return json;
    }

    /** Returns the refusal of a command line that is not understood, with a message of what is missing. */
    public ParameterException usage(String message) {
        CommandSpec known = spec;
        return new ParameterException(known == null ? new CommandLine(this) : known.commandLine(), message);
    }

    private String agent() {
        Optional<String> option = wiring.agent();
        if (positional == null) {
            return option.orElseThrow(() -> usage("name the agent, for instance: credentials meepa list"));
        }
        return positional;
    }
}
