package io.meepa.credentials.core.config;

import io.meepa.credentials.AgentId;
import io.meepa.credentials.CredentialKey;
import java.util.Optional;
import java.util.Set;

/**
 * One item handed to an agent's tools under a variable's name.
 *
 * @param variable the variable
 * @param key the credential that the item belongs to
 * @param item the item's key
 * @param agents who gets it; every agent that has the credential if absent
 * @param tools which tools get it; all if absent
 */
public record Grant(
        String variable, CredentialKey key, String item, Optional<Set<AgentId>> agents, Optional<Set<String>> tools) {

    /** Copies the sets. */
    public Grant {
        agents = agents.map(Set::copyOf);
        tools = tools.map(Set::copyOf);
    }
}
