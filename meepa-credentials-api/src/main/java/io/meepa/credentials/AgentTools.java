package io.meepa.credentials;

import io.meepa.credentials.tool.AgentEnvironment;
import io.meepa.credentials.tool.OutputMask;
import io.meepa.credentials.tool.ReferenceResolver;

/** What one agent's tools receive, and what keeps secrets out of their output. Thread-safe. */
public interface AgentTools {

    /**
     * Returns what one of this agent's tools was granted: what all get, and the grants that name the tool.
     *
     * @param tool the tool's name in the configuration
     * @return the environment, empty unless the configuration switches injection on
     */
    AgentEnvironment environment(String tool);

    /**
     * Returns what resolves {@code cred://} references for this agent's tools, last and under the same grants as the
     * environment: what was not granted is an error. A snapshot.
     *
     * @return the resolver
     */
    ReferenceResolver references();

    /**
     * Returns a mask over everything secret that the agent has, for output that a model or a log will see. A snapshot.
     *
     * @return the mask
     */
    OutputMask mask();
}
