package io.meepa.credentials.form;

import io.meepa.credentials.model.CredentialKey;
import java.util.Optional;

/**
 * A credential that waits for a person.
 *
 * @param key the credential's address
 * @param nextStep what to do, for people
 * @param form what to fill in to make it active; empty if the provider waits for something else
 */
public record ManualStep(CredentialKey key, String nextStep, Optional<CredentialForm> form) {}
