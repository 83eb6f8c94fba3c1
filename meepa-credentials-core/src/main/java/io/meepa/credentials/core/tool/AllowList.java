package io.meepa.credentials.core.tool;

import io.meepa.credentials.core.tool.HandOverRules.Grant;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.tool.CredentialReference;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which references may be resolved.
 *
 * @param references the only ones; each names its agent or, without one, means the agent at hand
 */
public record AllowList(Set<CredentialReference> references) {

    /** Copies the set. */
    public AllowList {
        references = Set.copyOf(references);
    }

    /**
     * Allows what is granted: what may be injected into an agent's tools may also be resolved for them.
     *
     * @param grants the agent's grants
     * @return the list
     */
    public static AllowList ofGrants(List<Grant> grants) {
        return new AllowList(grants.stream()
                .map(grant -> new CredentialReference(Optional.empty(), grant.credential(), grant.item()))
                .collect(Collectors.toSet()));
    }

    /** Returns whether an agent's call may resolve a reference; entry and reference may both leave the agent out. */
    boolean admits(CredentialReference reference, AgentId self) {
        CredentialReference whole = whole(reference, self);
        return references.stream().anyMatch(entry -> whole(entry, self).equals(whole));
    }

    private static CredentialReference whole(CredentialReference reference, AgentId self) {
        return new CredentialReference(
                reference.agent().or(() -> Optional.of(self)), reference.credential(), reference.item());
    }
}
