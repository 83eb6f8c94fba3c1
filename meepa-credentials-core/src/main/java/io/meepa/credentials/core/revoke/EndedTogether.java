package io.meepa.credentials.core.revoke;

import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.core.document.Operation;
import io.meepa.credentials.model.AgentId;
import java.util.List;

/** Finds what lives and would end with what a revocation takes back. */
@FunctionalInterface
public interface EndedTogether {

    /**
     * Returns the agents, this one included, that would lose something.
     *
     * @param agent the agent whose queue it is
     * @param document its document now
     * @param queued the revocation
     */
    List<AgentId> with(AgentId agent, AgentDocument document, Operation queued);
}
