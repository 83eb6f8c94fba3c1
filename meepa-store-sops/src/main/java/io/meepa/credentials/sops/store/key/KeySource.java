package io.meepa.credentials.sops.store.key;

import io.meepa.credentials.AgentId;
import io.meepa.credentials.Secret;

/** Where agents' age identities are kept. Thread-safe. */
public interface KeySource {

    /**
     * Reads an agent's identities.
     *
     * @param agent the agent
     * @return an age identity file's content, the caller's to close
     * @throws io.meepa.credentials.KeyUnavailableException if there is none, or it may not be used
     */
    Secret read(AgentId agent);

    /**
     * Tells cheaply whether the identities may have changed.
     *
     * @param agent the agent
     * @return something that equals the last answer as long as they have not
     * @throws io.meepa.credentials.KeyUnavailableException if that cannot be told
     */
    Object version(AgentId agent);

    /**
     * Makes an agent's first key pair if this source keeps key pairs and has none. The caller holds the agent's lock.
     *
     * @param agent the agent
     * @throws io.meepa.credentials.StoreException if it cannot be kept; then there is none
     */
    default void ensure(AgentId agent) {}

    /**
     * Names the source.
     *
     * @param agent the agent
     * @return for instance {@code key file /home/me/.meepagateway/agents/meepa/private-key.key}
     */
    String describe(AgentId agent);
}
