package io.meepa.credentials;

import java.nio.file.Path;
import java.util.List;

/**
 * The door to all agents' credentials. Thread-safe, blocking, cheap to keep open for the life of the host.
 *
 * <p>Reading and listing have no side effects; upstream resources are created by {@code provision} alone.
 */
public interface CredentialManager extends AutoCloseable {

    /**
     * Opens a manager on a configuration file. Makes no network call.
     *
     * @param configuration the gateway's {@code config.yaml}
     * @return the manager
     * @throws ConfigurationException if the file cannot be used, names an unknown plug-in, or no engine is present
     */
    static CredentialManager open(Path configuration) {
        return builder().configuration(configuration).open();
    }

    /**
     * Begins a manager that is set up in code, with or without a file.
     *
     * @return a builder
     */
    static CredentialManagerBuilder builder() {
        return new CredentialManagerBuilder();
    }

    /**
     * Returns one agent's handle. The agent need not be configured or stored yet.
     *
     * @param agent the agent
     * @return its handle, cheap to make
     */
    AgentCredentials agent(AgentId agent);

    /**
     * Returns one agent's handle.
     *
     * @param agent the agent's name
     * @return its handle
     * @throws IllegalArgumentException if the name is not allowed
     */
    default AgentCredentials agent(String agent) {
        return agent(AgentId.of(agent));
    }

    /**
     * Lists the agents that are configured or have a document.
     *
     * @return their ids, sorted
     * @throws StoreException if the store cannot be listed
     */
    List<AgentId> agents();

    /**
     * Tells what {@link #provision} would do for every configured agent. Makes no network call and writes nothing.
     *
     * @return the plan
     * @throws CredentialException if a document cannot be read
     */
    ProvisioningPlan plan();

    /**
     * Provisions every configured agent, several at a time. An agent that fails as a whole does not stop the others.
     *
     * @return a report an agent, in configuration order
     */
    List<ProvisioningReport> provision();

    /**
     * Lists the credentials that the host's environment offers to all agents. They belong to nobody, are read-only, and
     * reach a tool only where the configuration grants an item of them by name.
     *
     * @return summaries of kind {@link CredentialKind#SYSTEM}, without a secret
     */
    List<CredentialSummary> systemCredentials();

    /** Closes plug-ins and drops keys and caches. Waits for work under way. Idempotent. */
    @Override
    void close();
}
