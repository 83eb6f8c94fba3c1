package io.meepa.examples.terminal.argument;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.UnknownAgentException;
import io.meepa.credentials.model.AgentId;
import java.util.List;

/** Finds an agent, and refuses a misspelt one: the library takes any name, since hosts make agents in code. */
public final class KnownAgent {

    private KnownAgent() {}

    /**
     * Returns an agent that is configured or has a document.
     *
     * @param manager knows the agents
     * @param name its name
     * @param mayBeNew whether it may be the first that is made here
     * @return its credentials
     * @throws UnknownAgentException if there is no such agent
     */
    public static AgentCredentials of(CredentialManager manager, String name, boolean mayBeNew) {
        AgentId agent = AgentId.of(name);
        List<String> known = manager.agents().stream().map(AgentId::value).toList();
        if (known.contains(agent.value()) || (mayBeNew && known.isEmpty())) {
            return manager.agent(agent);
        }
        String nearest = Nearest.question(name, known);
        throw new UnknownAgentException("there is no agent " + name
                + (known.isEmpty()
                        ? ": list it under agents in the configuration, and name that with --config"
                        : (nearest.isEmpty() ? ":" : nearest)
                                + " \"credentials agents\" lists all; a new one is listed under"
                                + " agents in the configuration first"));
    }
}
