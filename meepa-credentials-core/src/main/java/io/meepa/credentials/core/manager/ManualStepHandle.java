package io.meepa.credentials.core.manager;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.ManualSteps;
import io.meepa.credentials.core.operation.EngineContext;
import io.meepa.credentials.core.own.ManualStepService;
import io.meepa.credentials.event.CredentialEvent.Kind;
import io.meepa.credentials.form.CredentialForm;
import io.meepa.credentials.form.FormValues;
import io.meepa.credentials.form.ManualStep;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.CredentialSummary;
import java.util.List;

/** Takes what people fill in for one agent. */
record ManualStepHandle(EngineContext context, AgentCredentials agent, ManualStepService manualSteps)
        implements ManualSteps {

    @Override
    public List<ManualStep> list() {
        return manualSteps.list();
    }

    @Override
    public CredentialSummary complete(CredentialKey key, FormValues values) {
        return context.events()
                .around(agent.id(), Kind.FULFIL, key.toString(), () -> manualSteps.complete(key, values))
                .summary();
    }

    @Override
    public CredentialSummary add(CredentialForm form, FormValues values) {
        AgentCredential credential = form.credential(values, context.clock());
        agent.add(credential);
        return credential.summary();
    }
}
