package io.meepa.credentials.core.signup;

import io.meepa.credentials.AgentCredential;
import io.meepa.credentials.CredentialNotPendingException;
import io.meepa.credentials.CredentialStatus;
import io.meepa.credentials.Metadata;
import io.meepa.credentials.MetadataValue;
import io.meepa.credentials.form.CredentialForm;
import io.meepa.credentials.form.FormValues;
import io.meepa.credentials.form.ManualStep;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a person is asked for, and what becomes of a credential when it was filled in. */
public final class ManualSteps {

    /** The metadata that tells people what to do. */
    public static final String NEXT_STEP = "next_step";

    private ManualSteps() {}

    /**
     * Tells whether a credential waits for a person.
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
                credential.metadata().text(NEXT_STEP).orElse("A person has to complete " + credential.key() + "."),
                credential.managed() ? Optional.empty() : Optional.of(form.details()));
    }

    /**
     * Returns the active credential.
     *
     * @param credential a credential that waits
     * @param form what is filled in
     * @param values what was filled in
     * @param clock tells what is past
     * @return the credential, existing, without the next step
     * @throws CredentialNotPendingException if it does not wait for a person
     * @throws io.meepa.credentials.InvalidFormException if anything is wrong with the values
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
        metadata.remove(NEXT_STEP);
        return completed.toBuilder().metadata(new Metadata(metadata)).build();
    }
}
