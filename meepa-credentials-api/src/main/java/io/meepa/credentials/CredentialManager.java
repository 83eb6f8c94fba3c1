package io.meepa.credentials;

import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.error.CredentialException;
import io.meepa.credentials.error.CredentialLockedException;
import io.meepa.credentials.error.KeyUnavailableException;
import io.meepa.credentials.error.StoreException;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.CredentialKind;
import io.meepa.credentials.model.CredentialSummary;
import io.meepa.credentials.report.AuditReport;
import io.meepa.credentials.report.DeprovisioningReport;
import io.meepa.credentials.report.DoctorReport;
import io.meepa.credentials.report.ProvisioningPlan;
import io.meepa.credentials.report.ProvisioningReport;
import io.meepa.credentials.report.ReconcileMode;
import io.meepa.credentials.report.ReconciliationReport;
import io.meepa.credentials.setting.SettingDescription;
import io.meepa.credentials.tool.VariableCatalogue;
import java.nio.file.Path;
import java.util.List;

/**
 * All agents' credentials.
 *
 * <pre>{@code
 * try (CredentialManager credentials =
 *         CredentialManager.builder().configuration(Path.of("config.yaml")).open()) {
 *     for (ProvisioningReport report : credentials.provision()) {
 *         System.out.println(report);
 *     }
 *     AgentCredentials meepa = credentials.agent("meepa");
 *     meepa.environment().applyTo(processBuilder);
 * }
 * }</pre>
 *
 * <p>Thread-safe, blocking, cheap to keep open for the life of the host.
 *
 * <p>Reading and listing have no side effects; upstream resources are created by {@code provision} alone, unless the
 * configuration sets {@code credentials.ensure.enabled}: then reading creates what is missing and costs no money.
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
     * Creates a builder of a manager that is set up in code, with or without a file.
     *
     * @return a builder
     */
    static CredentialManagerBuilder builder() {
        return new CredentialManagerBuilder();
    }

    /**
     * Returns every key that the configuration may have, those of the plug-ins on the path included.
     *
     * @return the keys, section by section
     * @throws ConfigurationException if no engine is present
     */
    static List<SettingDescription> settings() {
        return builder().knownSettings();
    }

    /**
     * Returns the engine's catalogue of variables that hold credentials, to take over what an {@code .env} file has.
     *
     * @return the catalogue
     * @throws ConfigurationException if no engine is present
     */
    static VariableCatalogue variableCatalogue() {
        return CredentialManagerBuilder.variableCatalogue();
    }

    /**
     * Returns one agent's handle. The agent need not be configured or stored yet; to provision it, it must be known.
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
     * Makes an agent known for the life of this manager, as if the configuration listed it. For hosts that make agents in
     * code: {@link AgentCredentials#provision} refuses an agent that is not configured, not registered and has no document,
     * since a misspelt name would be charged for.
     *
     * @param agent the agent
     * @return its handle
     */
    AgentCredentials register(AgentId agent);

    /**
     * Makes an agent known for the life of this manager.
     *
     * @param agent the agent's name
     * @return its handle
     * @throws IllegalArgumentException if the name is not allowed
     * @see #register(AgentId)
     */
    default AgentCredentials register(String agent) {
        return register(AgentId.of(agent));
    }

    /**
     * Lists the agents that are configured, registered or have a document.
     *
     * @return their ids, sorted
     * @throws StoreException if the store cannot be listed
     */
    List<AgentId> agents();

    /**
     * Reports what {@link #provision} would do for every configured or registered agent. Makes no network call and writes nothing.
     *
     * @return the plan
     * @throws CredentialException if a document cannot be read
     */
    ProvisioningPlan plan();

    /**
     * Provisions every configured or registered agent, several at a time. An agent that fails as a whole does not stop the others.
     *
     * @return one report per agent, in configuration order
     */
    List<ProvisioningReport> provision();

    /**
     * Compares what is asked for, stored and upstream for all agents, those that are no longer configured and upstream
     * resources of unknown agents included. Changes nothing.
     *
     * @return what differs
     * @throws StoreException if the store cannot be listed
     */
    default ReconciliationReport reconcile() {
        return reconcile(ReconcileMode.DRY_RUN);
    }

    /**
     * Compares for all agents, and puts it right if asked.
     *
     * @param mode whether anything is changed
     * @return what differs, and what was done about it
     * @throws StoreException if the store cannot be listed
     */
    ReconciliationReport reconcile(ReconcileMode mode);

    /**
     * Revokes all that is managed for an agent whose owner is being deleted. Continues after
     * errors; what cannot be revoked now is queued, and unusable at once. Own credentials and the document stay.
     *
     * @param agent the agent, configured or not
     * @return what was revoked and what stays alive
     * @throws CredentialLockedException if a run for this agent did not end in time
     */
    DeprovisioningReport revokeManaged(AgentId agent);

    /**
     * Lists the credentials that the host's environment offers to all agents. They belong to no agent, are read-only, and
     * reach a tool only where the configuration grants an item of them by name.
     *
     * @return summaries of kind {@link CredentialKind#SYSTEM}, without a secret
     */
    List<CredentialSummary> systemCredentials();

    /**
     * Looks for what is wrong or about to go wrong: file modes, keys, recipients, variables, unfinished operations. Changes
     * nothing and asks no upstream. Documents are read as for a listing; a key command, if one is configured, is run.
     *
     * @return the findings; a document that cannot be read is one of them, not an exception
     */
    DoctorReport doctor();

    /**
     * Looks through the audit trail for edits, gaps and a missing end, whether or not it is kept now. Changes nothing.
     *
     * @implSpec Throws {@link UnsupportedOperationException}.
     * @return what was found; nothing and no record if there is no trail
     * @throws KeyUnavailableException if its key is not there
     * @throws StoreException if it cannot be read
     */
    default AuditReport verifyAudit() {
        throw new UnsupportedOperationException(getClass().getName() + " keeps no audit trail");
    }

    /**
     * Returns the operations on the stored documents of all agents.
     *
     * @implSpec Throws {@link UnsupportedOperationException}.
     * @return the operations
     */
    default ManagerStorage storage() {
        throw new UnsupportedOperationException(getClass().getName() + " keeps no documents");
    }

    /**
     * Closes plug-ins and drops keys and caches. Waits for work under way on any thread, for at most ten minutes or until
     * interrupted. Work that begins later throws {@link ManagerClosedException}. Idempotent; not to be called by a listener
     * or provider, for whose own call it would wait.
     */
    @Override
    void close();
}
