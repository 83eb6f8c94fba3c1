package io.meepa.credentials.core.config;

import io.meepa.credentials.AgentId;
import io.meepa.credentials.Category;
import io.meepa.credentials.spi.AgentProfile;
import java.nio.file.Path;
import java.util.List;

/**
 * What the host asks for: the file and the keys set in code as one, checked, with defaults filled in.
 *
 * @param enabled whether anything is provisioned at all
 * @param namespace the first part of every upstream tag
 * @param home the folder that documents live under, absolute
 * @param store where documents are kept
 * @param categories email, phone and credit card, then others in the file's order
 * @param agents the agents listed, in the file's order
 * @param handOver what tools get to see
 * @param limits how long and how much at once
 * @param ensure whether agents are provisioned on first use
 * @param audit whether and how an audit trail is kept
 */
public record Configuration(
        boolean enabled,
        String namespace,
        Path home,
        StoreChoice store,
        List<CategoryChoice> categories,
        List<AgentChoice> agents,
        HandOver handOver,
        Limits limits,
        EnsureChoice ensure,
        AuditChoice audit) {

    /** Copies the lists. */
    public Configuration {
        categories = List.copyOf(categories);
        agents = List.copyOf(agents);
    }

    /**
     * Returns what an agent wants to differ in.
     *
     * @param id the agent, listed or not
     * @return its choice; one without wishes of its own if the configuration does not list it
     */
    public AgentChoice agent(AgentId id) {
        return agents.stream()
                .filter(agent -> agent.id().equals(id))
                .findFirst()
                .orElseGet(() -> new AgentChoice(id, true, AgentProfile.none()));
    }

    /**
     * Tells whether a category is provisioned for an agent: everything, the agent and the category must be enabled.
     *
     * @param id the agent
     * @param category the category
     * @return whether it is
     */
    public boolean provisions(AgentId id, Category category) {
        return enabled
                && agent(id).enabled()
                && categories.stream()
                        .anyMatch(
                                choice -> choice.enabled() && choice.category().equals(category));
    }
}
