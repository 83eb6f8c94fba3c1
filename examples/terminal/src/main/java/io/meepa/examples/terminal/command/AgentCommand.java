package io.meepa.examples.terminal.command;

import static java.util.Objects.requireNonNull;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.event.CredentialListener;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParentCommand;

/** A command about one agent. */
public abstract class AgentCommand implements Callable<Integer> {

    @ParentCommand
    private @Nullable Credentials root;

    /** Does the work and returns the exit code. */
    protected abstract int run(AgentCredentials agent);

    /** Returns whether the agent may be the first that is made here, without a configuration that lists it. */
    protected boolean mayBeNew() {
        return false;
    }

    /** Returns what listens to the events of the work. */
    protected CredentialListener[] listeners() {
        return new CredentialListener[0];
    }

    /** Returns the command line that this command was given on. */
    protected final Credentials root() {
        return requireNonNull(root, "picocli sets the parent");
    }

    @Override
    public Integer call() {
        return root().work(mayBeNew(), this::run, listeners());
    }
}
