package io.meepa.credentials.core.manager;

import io.meepa.credentials.UnknownAgentException;
import io.meepa.credentials.core.config.AgentChoice;
import io.meepa.credentials.core.config.Configuration;
import io.meepa.credentials.core.operation.AgentVault;
import io.meepa.credentials.error.CredentialException;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.spi.store.StoreSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;

/**
 * Which agents there are: configured, registered in code, or with a document. Provisioning spends money, so a name that
 * nobody knows is a mistake. Thread-safe.
 */
final class KnownAgents {

    private final Configuration configuration;
    private final StoreSession store;
    private final Map<AgentId, AgentChoice> configured;
    private final Set<AgentId> registered = new ConcurrentSkipListSet<>();

    KnownAgents(Configuration configuration, StoreSession store) {
        this.configuration = configuration;
        this.store = store;
        this.configured = configuration.agents().stream().collect(Collectors.toMap(AgentChoice::id, agent -> agent));
    }

    /** Returns what an agent wants to differ in; nothing if the configuration does not list it. */
    AgentChoice choice(AgentId agent) {
        AgentChoice choice = configured.get(agent);
        return choice == null ? configuration.agent(agent) : choice;
    }

    void register(AgentId agent) {
        registered.add(agent);
    }

    /** Returns the agents that were asked for: those of the configuration, in its order, then those registered in code. */
    List<AgentChoice> named() {
        List<AgentChoice> named = new ArrayList<>(configuration.agents());
        registered.stream()
                .filter(agent -> !configured.containsKey(agent))
                .forEach(agent -> named.add(configuration.agent(agent)));
        return named;
    }

    /** Returns all agents, sorted. */
    List<AgentId> all() {
        TreeSet<AgentId> all = new TreeSet<>(store.agents());
        all.addAll(configured.keySet());
        all.addAll(registered);
        return List.copyOf(all);
    }

    boolean isNamed(AgentId agent) {
        return configured.containsKey(agent) || registered.contains(agent);
    }

    /** Returns whether an agent is provisioned: it was named, or the host names no agent and the agent has a document. */
    boolean isListed(AgentId agent, AgentVault vault) {
        return isNamed(agent) || (configured.isEmpty() && vault.stored().isPresent());
    }

    /** Returns why an agent is not provisioned, if it is unknown. */
    Optional<String> stranger(AgentId agent, AgentVault vault) {
        return isNamed(agent) || vault.stored().isPresent()
                ? Optional.empty()
                : Optional.of("agent " + agent + " is neither configured nor stored" + nearest(agent)
                        + ": list it below agents, or register it in code");
    }

    /**
     * Refuses an unknown agent.
     *
     * @throws UnknownAgentException if it is one
     */
    void require(AgentId agent, AgentVault vault) {
        stranger(agent, vault).ifPresent(why -> {
            throw new UnknownAgentException(why);
        });
    }

    private String nearest(AgentId agent) {
        return Configuration.nearest(agent.value(), names())
                .map(name -> " (did you mean " + name + "?)")
                .orElse("");
    }

    private List<String> names() {
        try {
            return all().stream().map(AgentId::value).toList();
        } catch (CredentialException e) {
            // A store that cannot be listed must not hide what is wrong with the name.
            return named().stream().map(choice -> choice.id().value()).toList();
        }
    }
}
