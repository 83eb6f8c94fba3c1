package io.meepa.credentials;

import io.meepa.credentials.error.CredentialAlreadyExistsException;
import io.meepa.credentials.error.CredentialNotFoundException;
import io.meepa.credentials.error.CredentialNotPendingException;
import io.meepa.credentials.error.ManagedCredentialException;
import io.meepa.credentials.form.CredentialForm;
import io.meepa.credentials.form.FormValues;
import io.meepa.credentials.form.InvalidFormException;
import io.meepa.credentials.form.ManualStep;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.CredentialSummary;
import java.util.List;

/** The credentials of one agent that wait for a person. Thread-safe. */
public interface ManualSteps {

    /**
     * Lists what waits for a person, with what to do and what to fill in.
     *
     * @return the steps, in document order
     */
    List<ManualStep> list();

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
    CredentialSummary complete(CredentialKey key, FormValues values);

    /**
     * Stores a credential of the operator's own that a person filled in a form for.
     *
     * @param form the form, which asks for the service
     * @param values what was filled in
     * @return the credential, without a secret
     * @throws InvalidFormException if anything is wrong; lists all of it, and nothing was stored
     * @throws CredentialAlreadyExistsException as for {@link AgentCredentials#add(AgentCredential)}
     */
    CredentialSummary add(CredentialForm form, FormValues values);
}
