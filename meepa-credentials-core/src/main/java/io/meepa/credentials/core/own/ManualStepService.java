package io.meepa.credentials.core.own;

import io.meepa.credentials.core.document.StoredCredential;
import io.meepa.credentials.core.operation.AgentVault;
import io.meepa.credentials.core.operation.ProviderBinding;
import io.meepa.credentials.core.operation.ProviderRegistry;
import io.meepa.credentials.form.CredentialForm;
import io.meepa.credentials.form.FormValues;
import io.meepa.credentials.form.ManualStep;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.CredentialKey;
import java.time.Clock;
import java.util.List;

/** Lists what a person has to complete, and completes it. */
public final class ManualStepService {

    private final AgentVault vault;
    private final OwnCredentials own;
    private final ProviderRegistry providers;
    private final Clock clock;

    /** Creates the manual steps of one agent. */
    public ManualStepService(AgentId agent, AgentVault vault, ProviderRegistry providers, Clock clock) {
        this.vault = vault;
        this.own = new OwnCredentials(agent);
        this.providers = providers;
        this.clock = clock;
    }

    /** Returns the steps that wait. */
    public List<ManualStep> list() {
        return vault.read().entries().stream()
                .map(StoredCredential::credential)
                .filter(ManualSteps::waits)
                .map(credential -> ManualSteps.of(credential, form(credential)))
                .toList();
    }

    /** Completes one with what a person filled in. */
    public AgentCredential complete(CredentialKey key, FormValues values) {
        return own.change(vault, key, credential -> ManualSteps.fulfilled(credential, form(credential), values, clock));
    }

    /** The provider's own form where the credential is its provider's, else the category's. */
    private CredentialForm form(AgentCredential credential) {
        return providers.serving(credential.category(), credential.service()).stream()
                .flatMap(binding -> binding.opened().stream())
                .map(ProviderBinding.Opened::provider)
                .flatMap(provider -> provider.form(credential.category()).stream())
                .findFirst()
                .orElseGet(() -> CredentialForm.of(credential.category()));
    }
}
