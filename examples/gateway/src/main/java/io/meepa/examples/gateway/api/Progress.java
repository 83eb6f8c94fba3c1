package io.meepa.examples.gateway.api;

import io.meepa.credentials.event.CredentialEvent;
import io.meepa.credentials.event.CredentialListener;
import io.meepa.credentials.model.AgentId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Passes events on to those that watch an agent just now. Thread-safe. */
public final class Progress implements CredentialListener {

    private final List<Watch> watches = new CopyOnWriteArrayList<>();

    private record Watch(AgentId agent, Consumer<CredentialEvent> watcher) {}

    /** Creates one without watchers. */
    public Progress() {
        // Nothing to set up.
    }

    @Override
    public void on(CredentialEvent event) {
        for (Watch watch : watches) {
            if (watch.agent().equals(event.agent())) {
                watch.watcher().accept(event);
            }
        }
    }

    /** Runs an action on an agent, and passes the agent's events to a watcher meanwhile. */
    <T> T watching(AgentId agent, Consumer<CredentialEvent> watcher, Supplier<T> action) {
        Watch watch = new Watch(agent, watcher);
        watches.add(watch);
        try {
            return action.get();
        } finally {
            watches.remove(watch);
        }
    }
}
