package io.meepa.credentials;

import io.meepa.credentials.error.AmbiguousCredentialException;
import io.meepa.credentials.error.CredentialLockedException;
import io.meepa.credentials.error.CredentialNotFoundException;
import io.meepa.credentials.error.ProviderException;
import io.meepa.credentials.error.ProviderUnsupportedException;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.CredentialSummary;
import io.meepa.credentials.report.AutoProvisioningState;
import io.meepa.credentials.report.PendingOperation;
import io.meepa.credentials.report.ReconcileMode;
import io.meepa.credentials.report.ReconciliationReport;
import io.meepa.credentials.report.RotationReport;
import java.util.List;

/** The credentials that were provisioned for one agent, and their state upstream. Thread-safe. */
public interface ManagedCredentials {

    /**
     * Renews the secret of a managed credential: creates a new one beside the old, stores it, tries it, switches in one
     * write, and revokes the old one after the configured overlap. A rotation that was interrupted is finished; the
     * overlap of the last one is ended first, so that at most two secrets are alive. For own credentials use
     * {@link AgentCredentials#replace}.
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
     * Switches a managed credential off upstream for any length of time: a card is paused, a user locked out. From the
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
     * Lists operations on record that have not ended: what is being created or renewed, and what is queued to be revoked.
     *
     * @return the operations, oldest first
     */
    List<PendingOperation> pendingOperations();

    /**
     * Deletes the local record of a managed credential and its pending operations without contacting the provider. What is
     * upstream stays alive, and is an orphan from now on. Use only after checking the provider by hand.
     *
     * @param key its address
     * @return the operations deleted
     * @throws CredentialNotFoundException if there is neither a managed credential nor an operation
     * @throws CredentialLockedException if a run for this agent did not end in time
     */
    List<PendingOperation> forget(CredentialKey key);

    /**
     * Deletes one pending operation from the record without contacting the provider. Use only after checking it by hand.
     *
     * @param operation the id, of {@link #pendingOperations()}
     * @return the operation deleted
     * @throws CredentialNotFoundException if there is none
     * @throws CredentialLockedException if a run for this agent did not end in time
     */
    PendingOperation forget(String operation);

    /**
     * Returns how far automatic provisioning is, and with it whether a listing may still grow. Begins nothing.
     *
     * @return the state
     */
    AutoProvisioningState autoProvisioning();
}
