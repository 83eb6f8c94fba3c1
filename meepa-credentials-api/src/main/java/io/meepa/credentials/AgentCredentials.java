package io.meepa.credentials;

import io.meepa.credentials.connect.AgentConnections;
import io.meepa.credentials.error.AmbiguousCredentialException;
import io.meepa.credentials.error.CorruptDocumentException;
import io.meepa.credentials.error.CredentialAlreadyExistsException;
import io.meepa.credentials.error.CredentialLockedException;
import io.meepa.credentials.error.CredentialNotFoundException;
import io.meepa.credentials.error.KeyUnavailableException;
import io.meepa.credentials.error.ManagedCredentialException;
import io.meepa.credentials.error.StoreException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.CredentialSummary;
import io.meepa.credentials.report.DeprovisionMode;
import io.meepa.credentials.report.DeprovisioningReport;
import io.meepa.credentials.report.ProvisioningPlan;
import io.meepa.credentials.report.ProvisioningReport;
import io.meepa.credentials.spi.store.DurabilityUnknownException;
import io.meepa.credentials.tool.AgentEnvironment;
import java.util.List;

/**
 * One agent's credentials.
 *
 * <pre>{@code
 * AgentCredentials meepa = credentials.agent("meepa");
 * ProvisioningReport report = meepa.provision();
 * meepa.add(AgentCredential.login("github")
 *         .item("token", Secret.of(token), ItemType.API_TOKEN)
 *         .build());
 * meepa.environment().applyTo(processBuilder);
 * ValidToken mail = meepa.tokens().get(CredentialKey.of(Category.TOKEN, "google_workspace"));
 * }</pre>
 *
 * <p>What every host needs is here; each further use case has a handle of its own: {@link #tokens()},
 * {@link #connections()}, {@link #managed()}, {@link #tools()}, {@link #signups()}, {@link #manualSteps()}, {@link #storage()}.
 *
 * <p>Thread-safe, and so are those handles. Every method that reads throws {@link KeyUnavailableException} when no key
 * opens the document, {@link CorruptDocumentException} when it was tampered with and {@link StoreException} when it cannot
 * be read. Every method that writes throws {@link StoreException} or {@link DurabilityUnknownException} besides.
 *
 * <p>Where the configuration sets {@code credentials.ensure.enabled}, {@link #list()}, {@link #get(CredentialKey)},
 * {@link #environment()} and {@link AgentTools#references()} first create what is missing. They wait for it for a set time
 * at most, and its failure is never theirs; {@link ManagedCredentials#autoProvisioning()} reports how far it is.
 */
public interface AgentCredentials {

    /**
     * Returns whose credentials these are.
     *
     * @return the agent
     */
    AgentId id();

    /**
     * Reports what {@link #provision} would do. Makes no network call and writes nothing.
     *
     * @return the plan
     */
    ProvisioningPlan plan();

    /**
     * Creates what the configuration asks for and is not there yet, all categories at once. What an earlier run left
     * open is looked up and finished first. A category that fails is reported, stored as failed and does not stop the
     * others.
     *
     * @return the outcome of each category
     * @throws UnknownAgentException if neither the configuration nor the store knows the agent, and the host did not
     *     {@linkplain CredentialManager#register(AgentId) register} it
     * @throws CredentialLockedException if another run for this agent did not end in time
     */
    ProvisioningReport provision();

    /**
     * Lists everything the agent has, in document order.
     *
     * @return summaries, without a secret
     */
    List<CredentialSummary> list();

    /**
     * Lists one category, in document order.
     *
     * @param category the category
     * @return summaries, without a secret
     */
    default List<CredentialSummary> list(Category category) {
        return list().stream()
                .filter(summary -> summary.category().equals(category))
                .toList();
    }

    /**
     * Returns one credential with its secrets.
     *
     * @param key its address
     * @return the credential
     * @throws CredentialNotFoundException if there is none
     * @throws AmbiguousCredentialException if the address fits several
     */
    AgentCredential get(CredentialKey key);

    /**
     * Returns the one credential of a service with its secrets.
     *
     * @param category the category
     * @param service the service
     * @return the credential
     * @throws CredentialNotFoundException if there is none
     * @throws AmbiguousCredentialException if the service has several
     */
    default AgentCredential get(Category category, String service) {
        return get(CredentialKey.of(category, service));
    }

    /**
     * Stores a credential of the operator's or agent's own.
     *
     * @param credential the credential
     * @throws CredentialAlreadyExistsException if category, service and name are taken, or category and service are and
     *     the name was left to default
     * @throws ManagedCredentialException if the credential claims to be managed
     */
    void add(AgentCredential credential);

    /**
     * Stores a credential in place of the one at its address.
     *
     * @param credential the credential
     * @throws CredentialNotFoundException if there is none
     * @throws ManagedCredentialException if the one there, or the new one, is managed
     */
    void replace(AgentCredential credential);

    /**
     * Removes an own credential.
     *
     * @param key its address
     * @throws CredentialNotFoundException if there is none; nothing is written then
     * @throws AmbiguousCredentialException if the address fits several
     * @throws ManagedCredentialException if it is managed
     */
    void remove(CredentialKey key);

    /**
     * Removes the one own credential of a service.
     *
     * @param category the category
     * @param service the service
     * @throws CredentialNotFoundException if there is none
     * @throws AmbiguousCredentialException if the service has several
     * @throws ManagedCredentialException if it is managed
     */
    default void remove(Category category, String service) {
        remove(CredentialKey.of(category, service));
    }

    /**
     * Deprovisions the agent.
     *
     * @param mode whether upstream resources are revoked first
     * @return what was revoked, what stays alive, and whether the document is gone
     * @throws CredentialLockedException if a run for this agent did not end in time
     */
    DeprovisioningReport deprovision(DeprovisionMode mode);

    /**
     * Returns what all of this agent's tools were granted, as environment variables. Grants that name tools are left out.
     * A token near its end is renewed first, as far as that is possible within ten seconds.
     *
     * @return the environment, empty unless the configuration switches injection on
     */
    AgentEnvironment environment();

    /**
     * Returns the agent's tokens.
     *
     * @return a handle, cheap to make
     */
    AgentTokens tokens();

    /**
     * Returns the agent's connections: services at which a person signed in for it.
     *
     * @return a handle, cheap to make
     */
    AgentConnections connections();

    /**
     * Returns what was provisioned for the agent, to rotate, suspend, reconcile or forget it.
     *
     * @return a handle, cheap to make
     */
    ManagedCredentials managed();

    /**
     * Returns what the agent's tools get beside the environment.
     *
     * @return a handle, cheap to make
     */
    AgentTools tools();

    /**
     * Returns what the agent signs up for by itself.
     *
     * @return a handle, cheap to make
     */
    AgentSignups signups();

    /**
     * Returns what waits for a person.
     *
     * @return a handle, cheap to make
     */
    ManualSteps manualSteps();

    /**
     * Returns how the agent's document is kept.
     *
     * @return a handle, cheap to make
     */
    AgentStorage storage();
}
