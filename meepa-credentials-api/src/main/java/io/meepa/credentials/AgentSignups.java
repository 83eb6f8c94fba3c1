package io.meepa.credentials;

import io.meepa.credentials.error.CredentialAlreadyExistsException;
import io.meepa.credentials.error.CredentialNotFoundException;
import io.meepa.credentials.error.CredentialNotPendingException;
import io.meepa.credentials.error.ManagedCredentialException;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.CredentialSummary;
import io.meepa.credentials.signup.PendingSignup;
import io.meepa.credentials.signup.SignupRequest;
import io.meepa.credentials.signup.SignupResult;

/** Sign-ups that one agent performs itself. Thread-safe. */
public interface AgentSignups {

    /**
     * Starts the agent's own sign-up at a service: generates a password and puts it on record with the address, as a login
     * that waits ({@code pending_signup}, {@code agent_created}), before it returns. A sign-up that began before is
     * returned as it is, whatever the request says besides service and name; to choose anew, abandon it first. Counts as a
     * reveal.
     *
     * @param request where, and what the service accepts
     * @return what to fill in at the service
     * @throws CredentialAlreadyExistsException if the agent has such a login already that does not wait for a sign-up
     * @throws CredentialNotFoundException if no address was given and the agent has no mailbox that can be used
     */
    PendingSignup begin(SignupRequest request);

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
    CredentialSummary complete(CredentialKey key, SignupResult result);

    /**
     * Removes a sign-up that leads nowhere. An account that the service made nevertheless stays there.
     *
     * @param key the login's address
     * @throws CredentialNotFoundException if there is none
     * @throws CredentialNotPendingException if it does not wait for a sign-up; use {@link AgentCredentials#remove(CredentialKey)}
     * @throws ManagedCredentialException if it is managed
     */
    void abandon(CredentialKey key);
}
