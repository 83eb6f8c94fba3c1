package io.meepa.credentials.core.handover;

import io.meepa.credentials.AgentId;
import io.meepa.credentials.handover.CredentialReference;
import java.util.Optional;
import java.util.Set;

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

    /** Tells whether an agent's call may resolve a reference; entry and reference may both leave the agent out. */
    boolean admits(CredentialReference reference, AgentId self) {
        CredentialReference whole = whole(reference, self);
        return references.stream().anyMatch(entry -> whole(entry, self).equals(whole));
    }

    private static CredentialReference whole(CredentialReference reference, AgentId self) {
        return new CredentialReference(
                reference.agent().or(() -> Optional.of(self)), reference.credential(), reference.item());
    }
}
