package io.meepa.examples.terminal.command.documents;

import static java.util.Objects.requireNonNull;

import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.ManagerStorage;
import io.meepa.credentials.report.TransferReport;
import io.meepa.examples.terminal.command.Credentials;
import io.meepa.examples.terminal.exit.ExitCode;
import io.meepa.examples.terminal.output.AgentProgress;
import io.meepa.examples.terminal.output.Views;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Copies the documents of all agents as they are, encrypted. Each command may be cut off and repeated. */
@Command(
        name = "store",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  credentials store export backup",
            "  credentials store copy --from sops --to postgres"
        },
        description = "Copies the documents of all agents, encrypted as they are. What is there already is left alone.")
public final class StoreCommand implements Callable<Integer> {

    @ParentCommand
    private @Nullable Credentials root;

    @Command(
            name = "export",
            mixinStandardHelpOptions = true,
            description =
                    "Copies every document into a folder, as the file store lays it out: sops opens each by hand.")
    int export(@Parameters(paramLabel = "FOLDER", description = "Made if it is not there.") Path folder) {
        return root().manage(transfer(storage -> storage.exportTo(folder)), progress());
    }

    @Command(
            name = "import",
            mixinStandardHelpOptions = true,
            description = "Takes over every document of a folder of the file store, once the store can open it.")
    int takeOver(@Parameters(paramLabel = "FOLDER", description = "The home of a file store.") Path folder) {
        return root().manage(transfer(storage -> storage.importFrom(folder)), progress());
    }

    @Command(
            name = "copy",
            mixinStandardHelpOptions = true,
            description = "Copies every document from one store of the configuration to another.")
    int copy(
            @Option(
                            names = "--from",
                            required = true,
                            paramLabel = "STORE",
                            description = "sops or postgres, for instance.")
                    String from,
            @Option(names = "--to", required = true, paramLabel = "STORE", description = "The other one.") String to) {
        if (from.equals(to)) {
            throw root().usage("--from and --to name one store");
        }
        return root().manageStoreOf(from, transfer(storage -> storage.copyTo(to)), progress());
    }

    private ToIntFunction<CredentialManager> transfer(Function<ManagerStorage, TransferReport> transfer) {
        return manager -> {
            TransferReport report = transfer.apply(manager.storage());
            root().print(Views.transferred(report));
            return report.ok() ? ExitCode.OK : ExitCode.FAILED;
        };
    }

    private AgentProgress progress() {
        return new AgentProgress(root().notes());
    }

    private Credentials root() {
        return requireNonNull(root, "picocli sets the parent");
    }

    @Override
    public Integer call() {
        throw root().usage("say what to do: credentials store export, import or copy");
    }
}
