package io.meepa.credentials.core.tool;

import io.meepa.credentials.core.operation.Events;
import io.meepa.credentials.event.CredentialEvent.Kind;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.tool.AgentEnvironment;
import io.meepa.credentials.tool.EnvironmentFile;
import io.meepa.credentials.tool.OutputMask;
import io.meepa.credentials.tool.ToolProcess;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.function.Supplier;

/** An environment that reports each time its values go somewhere, and what they are called. */
public final class WatchedEnvironment implements AgentEnvironment {

    private final AgentEnvironment granted;
    private final AgentId agent;
    private final Events events;

    /** Creates an environment that reports to events. */
    public WatchedEnvironment(AgentEnvironment granted, AgentId agent, Events events) {
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
        return recorded("variables", granted::variables);
    }

    @Override
    public void applyTo(ProcessBuilder process) {
        recorded("process", () -> {
            granted.applyTo(process);
            return process;
        });
    }

    @Override
    public ToolProcess start(ProcessBuilder process, OutputStream output, OutputStream errors) {
        return recorded("tool", () -> granted.start(process, output, errors));
    }

    @Override
    public List<String> dockerArguments() {
        return granted.dockerArguments();
    }

    @Override
    public void applyToDocker(ProcessBuilder client) {
        recorded("docker client", () -> {
            granted.applyToDocker(client);
            return client;
        });
    }

    @Override
    public EnvironmentFile writeFile(Path folder) {
        return recorded("file", () -> granted.writeFile(folder));
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

    private <T> T recorded(String form, Supplier<T> action) {
        return events.around(agent, Kind.INJECT, form + " " + String.join(",", names()), action);
    }
}
