package io.meepa.credentials.sops.key;

import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.sops.Identity;
import java.util.Optional;

/** Where agents' age identities are kept. Thread-safe. */
public interface KeySource {

    /**
     * Reads an agent's identities.
     *
     * @param agent the agent
     * @return an age identity file's content, the caller's to close
     * @throws io.meepa.credentials.error.KeyUnavailableException if there is none, or it may not be used
     */
    Secret read(AgentId agent);

    /**
     * Returns a cheap sign of whether the identities may have changed.
     *
     * @param agent the agent
     * @return something that equals the last answer as long as they have not
     * @throws io.meepa.credentials.error.KeyUnavailableException if that is unknown
     */
    Object version(AgentId agent);

    /**
     * Creates an agent's first key pair if this source keeps key pairs and has none. The caller holds the agent's lock.
     *
     * @param agent the agent
     * @return the identity that was created, if one was
     * @throws io.meepa.credentials.error.StoreException if it cannot be kept; then there is none
     */
    default Optional<Identity> ensure(AgentId agent) {
        return Optional.empty();
    }

    /**
     * Names the source.
     *
     * @param agent the agent
     * @return for instance {@code key file /home/me/.meepagateway/agents/meepa/private-key.key}
     */
    String describe(AgentId agent);
}
