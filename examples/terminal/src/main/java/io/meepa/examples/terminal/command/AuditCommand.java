package io.meepa.examples.terminal.command;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** What can be done with the audit trail, which is that of all agents. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  credentials audit verify"},
        description = "Looks at the record of what happened.",
        subcommands = AuditVerifyCommand.class)
final class AuditCommand implements Callable<Integer> {

    @ParentCommand
    private @Nullable Credentials root;

    Credentials root() {
        return requireNonNull(root, "picocli sets the parent");
    }

    @Override
    public Integer call() {
        throw root().usage("say what to do: credentials audit verify");
    }
}
