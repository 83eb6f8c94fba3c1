package io.meepa.credentials.core.config;

import io.meepa.credentials.core.config.grant.HandOver;
import io.meepa.credentials.core.config.grant.RequestRules;
import io.meepa.credentials.core.config.tree.Nearest;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.report.DoctorReport.Finding;
import io.meepa.credentials.spi.Settings;
import io.meepa.credentials.spi.call.AgentProfile;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the host asks for: the file and the keys set in code as one, checked, with defaults filled in.
 *
 * @param enabled whether anything is provisioned at all
 * @param namespace the first part of every upstream tag
 * @param home the folder that documents live under, absolute
 * @param store where documents are kept
 * @param categories email, phone and credit card, then others in the file's order
 * @param connections what connects agents by a person's sign-in, if the configuration has that section
 * @param agents the agents listed, in the file's order
 * @param handOver what tools get to see
 * @param requests what agents' HTTP clients add to requests
 * @param limits how long and how much at once
 * @param autoProvisioning whether agents are provisioned on first use
 * @param audit whether and how an audit trail is kept
 * @param warnings what of all this has no effect
 */
public record Configuration(
        boolean enabled,
        String namespace,
        Path home,
        StoreChoice store,
        List<CategoryChoice> categories,
        Optional<CategoryChoice> connections,
        List<AgentChoice> agents,
        HandOver handOver,
        RequestRules requests,
        Limits limits,
        AutoProvisioningChoice autoProvisioning,
        AuditChoice audit,
        List<Finding> warnings) {

    /** Copies the lists. */
    public Configuration {
        categories = List.copyOf(categories);
        agents = List.copyOf(agents);
        warnings = List.copyOf(warnings);
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
                .orElseGet(() -> new AgentChoice(id, true, AgentProfile.none(), Map.of()));
    }

    /**
     * Returns what agents say to one provider.
     *
     * @param provider the provider's id
     * @return the sections, by agent
     */
    public Map<AgentId, Settings> agentSettings(String provider) {
        Map<AgentId, Settings> sections = new LinkedHashMap<>();
        for (AgentChoice agent : agents) {
            Settings section = agent.providers().get(provider);
            if (section != null) {
                sections.put(agent.id(), section);
            }
        }
        return sections;
    }

    /**
     * Returns whether a category is provisioned for an agent: everything, the agent and the category must be enabled.
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

    /** Returns the known name that comes nearest to a mistyped one, if any is near. */
    public static Optional<String> nearest(String given, Collection<String> known) {
        return Nearest.to(given, known);
    }
}
