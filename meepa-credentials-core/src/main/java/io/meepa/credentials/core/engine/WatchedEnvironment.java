package io.meepa.credentials.core.engine;

import io.meepa.credentials.AgentEnvironment;
import io.meepa.credentials.AgentId;
import io.meepa.credentials.Secret;
import io.meepa.credentials.event.CredentialEvent.Kind;
import io.meepa.credentials.handover.EnvironmentFile;
import io.meepa.credentials.handover.OutputMask;
import io.meepa.credentials.handover.ToolProcess;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.function.Supplier;

/** An environment that tells of each time its values go somewhere, and what they are called. */
final class WatchedEnvironment implements AgentEnvironment {

    private final AgentEnvironment granted;
    private final AgentId agent;
    private final Events events;

    WatchedEnvironment(AgentEnvironment granted, AgentId agent, Events events) {
        this.granted = granted;
        this.agent = agent;
        this.events = events;
    }

    @Override
    public SortedSet<String> names() {
        return granted.names();
    }

    @Override
    public Map<String, Secret> variables() {
        return handed("variables", granted::variables);
    }

    @Override
    public void applyTo(ProcessBuilder process) {
        handed("process", () -> {
            granted.applyTo(process);
            return process;
        });
    }

    @Override
    public ToolProcess start(ProcessBuilder process, OutputStream output, OutputStream errors) {
        return handed("tool", () -> granted.start(process, output, errors));
    }

    @Override
    public List<String> dockerArguments() {
        return granted.dockerArguments();
    }

    @Override
    public void applyToDocker(ProcessBuilder client) {
        handed("docker client", () -> {
            granted.applyToDocker(client);
            return client;
        });
    }

    @Override
    public EnvironmentFile writeFile(Path folder) {
        return handed("file", () -> granted.writeFile(folder));
    }

    @Override
    public OutputMask mask() {
        return granted.mask();
    }

    /** Returns the names only. */
    @Override
    public String toString() {
        return granted.toString();
    }

    private <T> T handed(String form, Supplier<T> action) {
        return events.around(agent, Kind.INJECT, form + " " + String.join(",", names()), action);
    }
}
