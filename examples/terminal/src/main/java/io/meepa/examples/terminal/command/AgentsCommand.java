package io.meepa.examples.terminal.command;

import static java.util.Objects.requireNonNull;

import io.meepa.examples.terminal.exit.ExitCode;
import io.meepa.examples.terminal.output.Attention;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Lists the agents, and which of them need somebody. */
@Command(
        name = "agents",
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  credentials agents", "  credentials agents --json"},
        description = "Lists all agents, how many credentials each has, and what needs attention.")
final class AgentsCommand implements Callable<Integer> {

    @ParentCommand
    private @Nullable Credentials root;

    @Override
    public Integer call() {
        Credentials credentials = requireNonNull(root, "picocli sets the parent");
        return credentials.manage(manager -> {
            credentials.print(Attention.listing(manager));
            return ExitCode.OK;
        });
    }
}
