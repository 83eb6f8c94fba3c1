package io.meepa.examples.terminal.command;

import static java.util.Objects.requireNonNull;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.event.CredentialListener;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParentCommand;

/** A command about one agent. */
abstract class AgentCommand implements Callable<Integer> {

    @ParentCommand
    private @Nullable Credentials root;

    /** Does the work and returns the exit code. */
    abstract int run(AgentCredentials agent);

    CredentialListener[] listeners() {
        return new CredentialListener[0];
    }

    final Credentials root() {
        return requireNonNull(root, "picocli sets the parent");
    }

    @Override
    public Integer call() {
        return root().work(this::run, listeners());
    }
}
