package io.meepa.credentials.signup;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialAlreadyExistsException;
import io.meepa.credentials.CredentialKey;
import io.meepa.credentials.CredentialNotFoundException;
import io.meepa.credentials.CredentialNotPendingException;
import io.meepa.credentials.CredentialSummary;
import io.meepa.credentials.InvalidFormException;
import io.meepa.credentials.ManagedCredentialException;
import io.meepa.credentials.form.FormValues;
import io.meepa.credentials.form.ManualStep;
import java.util.List;

/** What an agent signs up for by itself, and what a person has to fill in for it. Thread-safe. */
public interface AgentSignups {

    /**
     * Begins the agent's own sign-up at a service: generates a password and puts it on record with the address, as a login
     * that waits ({@code pending_signup}, {@code agent_created}), before it returns. A sign-up that began before is
     * returned as it is, whatever the request says besides service and name; to choose anew, abandon it first. Counts as a
     * reveal.
     *
     * @param request where, and what the service accepts
     * @return what to fill in at the service
     * @throws CredentialAlreadyExistsException if the agent has such a login already that does not wait for a sign-up
     * @throws CredentialNotFoundException if no address was given and the agent has no mailbox that can be used
     */
    PendingSignup beginSignup(SignupRequest request);

    /**
     * Completes a sign-up: the login becomes active with what the service gave. Repeating it with the same values changes
     * nothing.
     *
     * @param key the login's address
     * @param result what the service gave
     * @return the login, without a secret
     * @throws CredentialNotFoundException if there is none
     * @throws CredentialNotPendingException if it does not wait for a sign-up
     * @throws ManagedCredentialException if it is managed
     */
    CredentialSummary completeSignup(CredentialKey key, SignupResult result);

    /**
     * Removes a sign-up that leads nowhere. An account that the service made nevertheless stays there.
     *
     * @param key the login's address
     * @throws CredentialNotFoundException if there is none
     * @throws CredentialNotPendingException if it does not wait for a sign-up; use {@link AgentCredentials#remove(CredentialKey)}
     * @throws ManagedCredentialException if it is managed
     */
    void abandonSignup(CredentialKey key);

    /**
     * Lists what waits for a person, with what to do and what to fill in.
     *
     * @return the steps, in document order
     */
    List<ManualStep> manualSteps();

    /**
     * Fills in what a person was asked for, so that the credential becomes active. The values reach the store from the
     * host directly: no model sees them.
     *
     * @param key the credential's address
     * @param values what was filled in, by the fields of its {@link ManualStep}
     * @return the credential, without a secret
     * @throws InvalidFormException if anything is wrong; lists all of it, and nothing was changed
     * @throws CredentialNotFoundException if there is none
     * @throws CredentialNotPendingException if it does not wait for a person
     * @throws ManagedCredentialException if it is managed
     */
    CredentialSummary fulfil(CredentialKey key, FormValues values);
}
