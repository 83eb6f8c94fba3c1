package io.meepa.credentials.core.engine;

import io.meepa.credentials.AgentCredential;
import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.AgentEnvironment;
import io.meepa.credentials.AgentId;
import io.meepa.credentials.CredentialKey;
import io.meepa.credentials.CredentialSummary;
import io.meepa.credentials.DeprovisionMode;
import io.meepa.credentials.DeprovisioningReport;
import io.meepa.credentials.OpenWork;
import io.meepa.credentials.ProvisioningPlan;
import io.meepa.credentials.ProvisioningReport;
import io.meepa.credentials.ReconcileMode;
import io.meepa.credentials.ReconciliationReport;
import io.meepa.credentials.RotationReport;
import io.meepa.credentials.core.config.AgentChoice;
import io.meepa.credentials.core.document.Entry;
import io.meepa.credentials.core.migration.LegacyFile;
import io.meepa.credentials.core.migration.Migration;
import io.meepa.credentials.event.CredentialEvent.Kind;
import io.meepa.credentials.handover.OutputMask;
import io.meepa.credentials.handover.ReferenceResolver;
import java.nio.file.Path;
import java.util.List;

/** One agent's handle. */
final class DefaultAgentCredentials implements AgentCredentials {

    private final AgentChoice agent;
    private final boolean listed;
    private final AgentVault vault;
    private final Work work;
    private final OwnCredentials own;
    private final OpenWorks openWorks;
    private final Environments environments;

    DefaultAgentCredentials(AgentChoice agent, boolean listed, AgentVault vault, Work work, Environments environments) {
        this.agent = agent;
        this.listed = listed;
        this.vault = vault;
        this.work = work;
        this.own = new OwnCredentials(agent.id());
        this.openWorks = new OpenWorks(agent.id(), vault, work.patience());
        this.environments = environments;
    }

    @Override
    public AgentId id() {
        return agent.id();
    }

    @Override
    public ProvisioningPlan plan() {
        return new ProvisioningPlan(work.planner().plan(agent, vault.read()).stream()
                .map(decision -> new ProvisioningPlan.Step(
                        agent.id(),
                        decision.issuance().category(),
                        decision.issuance().service(),
                        decision.action(),
                        decision.detail()))
                .toList());
    }

    @Override
    public ProvisioningReport provision() {
        return new Provisioning(work).run(agent, vault);
    }

    @Override
    public List<CredentialSummary> list() {
        return vault.read().entries().stream()
                .map(Entry::credential)
                .map(AgentCredential::summary)
                .toList();
    }

    @Override
    public AgentCredential get(CredentialKey key) {
        return work.events().around(agent.id(), Kind.REVEAL, key.toString(), () -> own.find(vault.read(), key));
    }

    @Override
    public void add(AgentCredential credential) {
        change(Kind.ADD, credential.key(), () -> vault.update(document -> own.add(document, credential)));
    }

    @Override
    public void replace(AgentCredential credential) {
        change(Kind.REPLACE, credential.key(), () -> vault.update(document -> own.replace(document, credential)));
    }

    @Override
    public List<CredentialSummary> importPlain(Path plainDocument) {
        return work.events().around(agent.id(), Kind.ADD, "import", () -> {
            List<AgentCredential> found = Migration.ofPlainDocument(
                            LegacyFile.at(plainDocument).read())
                    .credentials();
            vault.update(document -> own.takeOver(document, found));
            return found.stream().map(AgentCredential::summary).toList();
        });
    }

    @Override
    public void remove(CredentialKey key) {
        change(Kind.REMOVE, key, () -> vault.update(document -> own.remove(document, key)));
    }

    @Override
    public DeprovisioningReport deprovision(DeprovisionMode mode) {
        return work.events()
                .around(
                        agent.id(),
                        Kind.DEPROVISION,
                        mode.name(),
                        () -> new Deprovisioning(work).run(agent.id(), vault, mode));
    }

    @Override
    public ReconciliationReport reconcile(ReconcileMode mode) {
        return work.events()
                .around(
                        agent.id(),
                        Kind.RECONCILE,
                        mode.name(),
                        () -> new Reconciliation(work, mode).one(new Reconciliation.Subject(agent, listed, vault)));
    }

    @Override
    public RotationReport rotate(CredentialKey key) {
        return work.events()
                .around(agent.id(), Kind.ROTATE, key.toString(), () -> new Rotations(work).rotate(agent, vault, key));
    }

    @Override
    public List<OpenWork> openWork() {
        return openWorks.list();
    }

    @Override
    public List<OpenWork> forget(CredentialKey key) {
        return work.events().around(agent.id(), Kind.FORGET, key.toString(), () -> openWorks.forget(key));
    }

    @Override
    public OpenWork forget(String operation) {
        return work.events()
                .around(agent.id(), Kind.FORGET, "operation " + operation, () -> openWorks.forget(operation));
    }

    @Override
    public AgentEnvironment environment() {
        return work.events()
                .around(agent.id(), Kind.INJECT, "environment", () -> environments.of(agent.id(), vault.read()));
    }

    @Override
    public AgentEnvironment environment(String tool) {
        return work.events()
                .around(
                        agent.id(),
                        Kind.INJECT,
                        "environment of " + tool,
                        () -> environments.of(agent.id(), vault.read(), tool));
    }

    @Override
    public ReferenceResolver references() {
        return work.events()
                .around(agent.id(), Kind.INJECT, "references", () -> environments.references(agent.id(), vault.read()));
    }

    @Override
    public OutputMask mask() {
        return Environments.mask(vault.read());
    }

    private void change(Kind kind, CredentialKey key, Runnable change) {
        work.events().around(agent.id(), kind, key.toString(), () -> {
            change.run();
            return key;
        });
    }
}
