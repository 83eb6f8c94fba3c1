package io.meepa.credentials.core.own;

import io.meepa.credentials.core.document.ManagedCredential;
import io.meepa.credentials.error.CredentialNotPendingException;
import io.meepa.credentials.form.CredentialForm;
import io.meepa.credentials.form.FormValues;
import io.meepa.credentials.form.ManualStep;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.CredentialStatus;
import io.meepa.credentials.model.Metadata;
import io.meepa.credentials.model.MetadataValue;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a person is asked for, and the credential that results when it was filled in. */
public final class ManualSteps {

    private ManualSteps() {}

    /**
     * Returns whether a credential waits for a person.
     *
     * @param credential the credential
     * @return whether it does
     */
    public static boolean waits(AgentCredential credential) {
        return credential.status() == CredentialStatus.Settled.PENDING_MANUAL;
    }

    /**
     * Returns what a person is asked for. A managed credential waits for its provider: nothing can be filled in.
     *
     * @param credential a credential that waits
     * @param form what is filled in
     * @return the step
     */
    public static ManualStep of(AgentCredential credential, CredentialForm form) {
        return new ManualStep(
                credential.key(),
                credential
                        .metadata()
                        .text(ManagedCredential.NEXT_STEP)
                        .orElse("A person has to complete " + credential.key() + "."),
                credential.managed() ? Optional.empty() : Optional.of(form.details()));
    }

    /**
     * Returns the active credential.
     *
     * @param credential a credential that waits
     * @param form what is filled in
     * @param values what was filled in
     * @param clock the current time, for what is past
     * @return the credential, existing, without the next step
     * @throws CredentialNotPendingException if it does not wait for a person
     * @throws io.meepa.credentials.form.InvalidFormException if anything is wrong with the values
     */
    public static AgentCredential fulfilled(
            AgentCredential credential, CredentialForm form, FormValues values, Clock clock) {
        if (!waits(credential)) {
            throw new CredentialNotPendingException(credential.key() + " does not wait for a person, it is "
                    + Signups.word(credential.status()) + "; replace it to change it");
        }
        AgentCredential completed = form.complete(credential, values, clock);
        Map<String, MetadataValue> metadata =
                new LinkedHashMap<>(completed.metadata().values());
        metadata.remove(ManagedCredential.NEXT_STEP);
        return completed.toBuilder().metadata(new Metadata(metadata)).build();
    }
}
