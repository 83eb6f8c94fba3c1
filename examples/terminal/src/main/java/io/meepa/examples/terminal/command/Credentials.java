package io.meepa.examples.terminal.command;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.event.CredentialListener;
import io.meepa.examples.terminal.command.connection.ConnectCommand;
import io.meepa.examples.terminal.command.connection.ConnectionsCommand;
import io.meepa.examples.terminal.command.connection.DisconnectCommand;
import io.meepa.examples.terminal.command.documents.MigrateCommand;
import io.meepa.examples.terminal.command.documents.RekeyCommand;
import io.meepa.examples.terminal.command.documents.StoreCommand;
import io.meepa.examples.terminal.exit.ErrorMessages;
import io.meepa.examples.terminal.menu.Menu;
import io.meepa.examples.terminal.output.EventLines;
import io.meepa.examples.terminal.output.JsonText;
import io.meepa.examples.terminal.output.Listing;
import io.meepa.examples.terminal.output.Notices;
import io.meepa.examples.terminal.output.Progress;
import io.meepa.examples.terminal.output.Table;
import io.meepa.examples.terminal.prompt.Prompt;
import io.meepa.examples.terminal.wiring.Wiring;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete.GenerateCompletion;
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

/** One agent's credentials on the command line; without a command, a menu. */
@Command(
        name = "credentials",
        mixinStandardHelpOptions = true,
        version = "0.1.0-SNAPSHOT",
        description = "Lists, adds, removes and provisions one agent's credentials. Without a command, opens a menu.",
        subcommands = {
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
            ConnectCommand.class,
            ConnectionsCommand.class,
            DisconnectCommand.class,
            DeprovisionCommand.class,
            RekeyCommand.class,
            StoreCommand.class,
            EnvCommand.class,
            ExecCommand.class,
            DoctorCommand.class,
            MigrateCommand.class,
            AuditCommand.class,
            GenerateCompletion.class
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

    private final PrintStream out = System.out;

    private Credentials() {}

    /**
     * Runs one command and ends with its exit code.
     *
     * @param arguments options, the agent, the command
     */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        ErrorMessages complaints = new ErrorMessages(System.err);
        return new CommandLine(new Credentials())
                .setExecutionExceptionHandler(complaints)
                .setParameterExceptionHandler(complaints);
    }

    @Override
    public Integer call() {
        try (Prompt prompt = Prompt.open().orElseThrow(this::nobodyToAsk)) {
            PrintStream terminal = prompt.out();
            String name = agent();
            return manage(
                    manager -> new Menu(manager.agent(name), manager::doctor, prompt, terminal).run(),
                    new Progress(terminal));
        }
    }

    private ParameterException nobodyToAsk() {
        return usage("name a command: list, show, add, remove, plan, provision, reconcile, rotate, suspend, resume,"
                + " connect, connections, disconnect, deprovision, rekey, env, exec, doctor, migrate, store or audit");
    }

    /** Opens a manager, works on the agent and closes it again. */
    public int work(ToIntFunction<AgentCredentials> work, CredentialListener... listeners) {
        String name = agent();
        return manage(manager -> work.applyAsInt(manager.agent(name)), listeners);
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
        all.add(new Notices(System.err));
        if (events) {
            all.add(new EventLines(System.err));
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
            new Table(out, Ansi.AUTO.enabled()).print(listing);
        }
    }

    /** Returns where answers are printed. */
    public PrintStream out() {
        return out;
    }

    boolean json() {
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
