package io.meepa.credentials;

import io.meepa.credentials.form.CredentialForm;
import io.meepa.credentials.form.FormValues;
import io.meepa.credentials.handover.OutputMask;
import io.meepa.credentials.handover.ReferenceResolver;
import io.meepa.credentials.signup.AgentSignups;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * One agent's credentials. Thread-safe. Every method that reads throws {@link KeyUnavailableException} when no key opens
 * the document, {@link CorruptDocumentException} when it was tampered with and {@link StoreException} when it cannot be
 * read; every method that writes, {@link StoreException} or {@link DurabilityUnknownException} besides.
 *
 * <p>Where the configuration sets {@code credentials.ensure.enabled}, {@link #list()}, {@link #get(CredentialKey)},
 * {@link #environment()} and {@link #references()} first create what is missing, as {@link EnsureState} tells; they wait for
 * it for a set time at most, and its failure is never theirs.
 */
public interface AgentCredentials extends AgentSignups {

    /**
     * Returns whose credentials these are.
     *
     * @return the agent
     */
    AgentId id();

    /**
     * Tells what {@link #provision} would do. Makes no network call and writes nothing.
     *
     * @return the plan
     */
    ProvisioningPlan plan();

    /**
     * Creates what the configuration asks for and is not there yet, all categories at once. What an earlier run left
     * open is looked up and finished first. A category that fails is reported, stored as failed and does not stop the
     * others.
     *
     * @return what became of each category
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
     * Hands out one credential with its secrets.
     *
     * @param key its address
     * @return the credential
     * @throws CredentialNotFoundException if there is none
     * @throws AmbiguousCredentialException if the address fits several
     */
    AgentCredential get(CredentialKey key);

    /**
     * Hands out the one credential of a service with its secrets.
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
     * Stores a credential of the operator's own that a person filled in a form for.
     *
     * @param form the form, which asks for the service
     * @param values what was filled in
     * @return the credential, without a secret
     * @throws InvalidFormException if anything is wrong; lists all of it, and nothing was stored
     * @throws CredentialAlreadyExistsException as for {@link #add(AgentCredential)}
     */
    CredentialSummary add(CredentialForm form, FormValues values);

    /**
     * Stores a credential in place of the one at its address.
     *
     * @param credential the credential
     * @throws CredentialNotFoundException if there is none
     * @throws ManagedCredentialException if the one there, or the new one, is managed
     */
    void replace(AgentCredential credential);

    /**
     * Takes over a {@code credentials.json} that was never encrypted, all of it or nothing. The file stays: delete it once
     * this returned.
     *
     * @param plainDocument the file
     * @return what was taken over, in the file's order
     * @throws CorruptDocumentException if the file is no such document, or a value of it would get lost
     * @throws CredentialAlreadyExistsException if the agent has one of the credentials already
     * @throws StoreException if the file cannot be read
     */
    List<CredentialSummary> importPlain(Path plainDocument);

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
     * Tells how far automatic provisioning is, and with it whether a listing may still grow. Begins nothing.
     *
     * @return the state
     */
    EnsureState ensureState();

    /**
     * Takes the agent's credentials away.
     *
     * @param mode whether upstream resources are revoked first
     * @return what was revoked, what stays alive, and whether the document is gone
     * @throws CredentialLockedException if a run for this agent did not end in time
     */
    DeprovisioningReport deprovision(DeprovisionMode mode);

    /**
     * Compares what is asked for, what is stored and what is upstream. Changes nothing.
     *
     * @return what differs
     */
    default ReconciliationReport reconcile() {
        return reconcile(ReconcileMode.DRY_RUN);
    }

    /**
     * Compares what is asked for, what is stored and what is upstream, and puts it right if asked. What cannot be compared
     * is a finding, not an exception.
     *
     * @param mode whether anything is changed
     * @return what differs, and what was done about it
     * @throws CredentialLockedException if something is to be changed and a run for this agent did not end in time
     */
    ReconciliationReport reconcile(ReconcileMode mode);

    /**
     * Renews the secret of a managed credential: makes a new one beside the old, stores it, tries it, switches in one
     * write, and takes the old one back after the configured overlap. A rotation that was interrupted is finished; the
     * overlap of the last one is ended first, so that at most two secrets are alive. For own credentials use
     * {@link #replace}.
     *
     * @param key its address
     * @return when the old secret ends
     * @throws CredentialNotFoundException if there is none
     * @throws AmbiguousCredentialException if the address fits several
     * @throws ProviderUnsupportedException if its provider cannot renew it, or it is an own one
     * @throws ProviderException if it failed; the old secret stays in use, and what was begun is finished by the next run
     * @throws CredentialLockedException if a run for this agent did not end in time
     */
    RotationReport rotate(CredentialKey key);

    /**
     * Hands out a token that its upstream should accept now, with the default patience: what runs for this agent wait for
     * one another.
     *
     * @param key the address of a credential of the category {@code token}
     * @return the token and when it expires
     * @see #token(CredentialKey, Duration)
     */
    ValidToken token(CredentialKey key);

    /**
     * Hands out a token that its upstream should accept now, and renews it first where that is due. A token near its end
     * is handed out while one call renews it behind the caller's back; one that expired, or was {@link #rejected}, is waited
     * for. However many threads and processes ask, one call renews it, and the outcome is durable before anybody gets it.
     * A caller who stops waiting does not stop that call. A failure is not kept: the next caller tries again.
     *
     * <p>A provider may give tokens for what it issued: its managed {@code email/x} then has {@code token/x}, made by the
     * first call.
     *
     * @param key the address of a credential of the category {@code token}
     * @param patience how long to wait for a renewal
     * @return the token and when it expires
     * @throws IllegalArgumentException if the address is of another category
     * @throws CredentialNotFoundException if there is none, none in use, or the credential that it was got for is gone
     * @throws AmbiguousCredentialException if the address fits several
     * @throws CredentialExpiredException if it expired or was rejected and no provider renews it
     * @throws CredentialLockedException if the renewal did not end in time; it goes on
     * @throws ProviderIndeterminateException if nobody knows whether its one-time refresh token was spent: sign in again,
     *     and replace the credential
     * @throws ProviderException if renewing failed
     */
    ValidToken token(CredentialKey key, Duration patience);

    /**
     * Reports that the upstream rejected a token. It is not handed out or injected again, by any process; the next caller
     * gets a new one. Nothing happens if the value in store is another by now.
     *
     * @param key the address of a credential of the category {@code token}
     * @param value the token that was rejected
     * @throws IllegalArgumentException if the address is of another category
     * @throws CredentialNotFoundException if there is none
     * @throws AmbiguousCredentialException if the address fits several
     */
    void rejected(CredentialKey key, Secret value);

    /**
     * Tells what {@link #rekey} would do. Writes nothing.
     *
     * @return who would be kept, added and removed, and what stands in the way
     * @throws StoreException if the store has no data keys or there is no document
     */
    RekeyReport rekeyPlan();

    /**
     * Gives the document a new data key for the configured recipients alone. Whoever is removed keeps what they have read:
     * rotate those credentials too.
     *
     * @return who was kept, added and removed
     * @throws StoreException if the store has no data keys, there is no document, or something stands in the way
     */
    RekeyReport rekey();

    /**
     * Switches a managed credential off upstream for as long as anyone says: a card is paused, a user locked out. From the
     * moment that the intent is on record no tool gets it, whatever the upstream says. Where it is off already, nothing is
     * done. It stays off until {@link #resume}: neither provision nor reconcile switches it on. What was interrupted is
     * finished by the next run.
     *
     * @param key its address
     * @return the credential as it stands afterwards
     * @throws CredentialNotFoundException if there is none that is in use
     * @throws AmbiguousCredentialException if the address fits several
     * @throws ProviderUnsupportedException if its provider cannot switch it off, or it is an own one
     * @throws ProviderException if it failed; no tool gets it all the same, and the next run tries again
     * @throws CredentialLockedException if a run for this agent did not end in time
     */
    CredentialSummary suspend(CredentialKey key);

    /**
     * Switches a suspended credential on again. No tool gets it before the upstream has confirmed that. Where it is on
     * already, nothing is done.
     *
     * @param key its address
     * @return the credential as it stands afterwards
     * @throws CredentialNotFoundException if there is none that is in use
     * @throws AmbiguousCredentialException if the address fits several
     * @throws ProviderUnsupportedException if its provider cannot switch it on, or it is an own one
     * @throws ProviderException if it failed; it stays suspended, and the next run tries again
     * @throws CredentialLockedException if a run for this agent did not end in time
     */
    CredentialSummary resume(CredentialKey key);

    /**
     * Lists operations on record that have not ended: what is being created or renewed, and what is queued to be revoked.
     *
     * @return the operations, oldest first
     */
    List<OpenWork> openWork();

    /**
     * Strikes a managed credential and every operation at its address from the record, without an upstream call: what is
     * upstream stays alive, and is an orphan from now on. For a person who looked.
     *
     * @param key its address
     * @return the operations struck
     * @throws CredentialNotFoundException if there is neither a managed credential nor an operation
     * @throws CredentialLockedException if a run for this agent did not end in time
     */
    List<OpenWork> forget(CredentialKey key);

    /**
     * Strikes one operation from the record, without an upstream call. For a person who looked.
     *
     * @param operation the id, of {@link #openWork()}
     * @return the operation struck
     * @throws CredentialNotFoundException if there is none
     * @throws CredentialLockedException if a run for this agent did not end in time
     */
    OpenWork forget(String operation);

    /**
     * Returns what all of this agent's tools were granted, as environment variables. Grants that name tools are left out.
     *
     * @return the environment, empty unless the configuration switches injection on
     */
    AgentEnvironment environment();

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
