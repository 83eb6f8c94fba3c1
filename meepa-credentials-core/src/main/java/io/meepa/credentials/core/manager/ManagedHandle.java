package io.meepa.credentials.core.manager;

import io.meepa.credentials.ManagedCredentials;
import io.meepa.credentials.core.config.AgentChoice;
import io.meepa.credentials.core.operation.AgentVault;
import io.meepa.credentials.core.operation.EngineContext;
import io.meepa.credentials.core.provision.FirstUseProvisioning;
import io.meepa.credentials.core.reconcile.Reconciliation;
import io.meepa.credentials.core.revoke.PendingOperations;
import io.meepa.credentials.event.CredentialEvent.Kind;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.CredentialSummary;
import io.meepa.credentials.report.AutoProvisioningState;
import io.meepa.credentials.report.Evidence;
import io.meepa.credentials.report.PendingOperation;
import io.meepa.credentials.report.ReconcileMode;
import io.meepa.credentials.report.ReconciliationReport;
import io.meepa.credentials.report.RotationReport;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Works on what was provisioned for one agent. */
record ManagedHandle(
        UseCases useCases,
        AgentChoice agent,
        AgentVault vault,
        DefaultCredentialManager.Means means,
        PendingOperations pending,
        FirstUseProvisioning firstUse)
        implements ManagedCredentials {

    @Override
    public RotationReport rotate(CredentialKey key) {
        return useCases.context()
                .events()
                .around(
                        agent.id(),
                        Kind.ROTATE,
                        key.toString(),
                        () -> useCases.rotations().rotate(agent, vault, key),
                        report -> Optional.of(report.evidence()));
    }

    @Override
    public CredentialSummary suspend(CredentialKey key) {
        return around(Kind.SUSPEND, key.toString(), () -> useCases.suspensions().suspend(agent, vault, key));
    }

    @Override
    public CredentialSummary resume(CredentialKey key) {
        return around(Kind.RESUME, key.toString(), () -> useCases.suspensions().resume(agent, vault, key));
    }

    @Override
    public ReconciliationReport reconcile(ReconcileMode mode) {
        return around(
                Kind.RECONCILE,
                mode.name(),
                () -> means.work().run(() -> useCases.reconciliation(mode).one(subject())));
    }

    private Reconciliation.Subject subject() {
        return new Reconciliation.Subject(agent, means.known().isListed(agent.id(), vault), vault);
    }

    @Override
    public List<PendingOperation> pendingOperations() {
        return pending.list();
    }

    @Override
    public List<PendingOperation> forget(CredentialKey key) {
        return forgetting(key.toString(), () -> pending.forget(key));
    }

    @Override
    public PendingOperation forget(String operation) {
        return forgetting("operation " + operation, () -> pending.forget(operation));
    }

    @Override
    public AutoProvisioningState autoProvisioning() {
        return firstUse.state();
    }

    /** What a person has deleted from the record is based on what that person saw. */
    private <T> T forgetting(String what, Supplier<T> action) {
        EngineContext context = useCases.context();
        Evidence asked = Evidence.recorded(context.clock().instant(), "asked to forget it, whatever is upstream");
        return context.events().around(agent.id(), Kind.FORGET, what, action, forgotten -> Optional.of(asked));
    }

    private <T> T around(Kind kind, String what, Supplier<T> action) {
        return useCases.context().events().around(agent.id(), kind, what, action);
    }
}
