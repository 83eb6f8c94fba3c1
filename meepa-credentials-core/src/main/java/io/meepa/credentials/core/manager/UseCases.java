package io.meepa.credentials.core.manager;

import io.meepa.credentials.core.config.AgentChoice;
import io.meepa.credentials.core.config.Configuration;
import io.meepa.credentials.core.connect.ConnectionPeers;
import io.meepa.credentials.core.connect.LivingConnections;
import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.core.document.Operation;
import io.meepa.credentials.core.http.HttpClients;
import io.meepa.credentials.core.operation.EngineContext;
import io.meepa.credentials.core.operation.Flight;
import io.meepa.credentials.core.operation.ProviderBinding;
import io.meepa.credentials.core.own.PasswordGenerator;
import io.meepa.credentials.core.provision.Adoption;
import io.meepa.credentials.core.provision.AutoProvisioner;
import io.meepa.credentials.core.provision.Decision;
import io.meepa.credentials.core.provision.Planner;
import io.meepa.credentials.core.provision.Provisioning;
import io.meepa.credentials.core.reconcile.Reconciliation;
import io.meepa.credentials.core.reconcile.RepairActions;
import io.meepa.credentials.core.reconcile.Unclaimed;
import io.meepa.credentials.core.revoke.Deprovisioning;
import io.meepa.credentials.core.revoke.Revocations;
import io.meepa.credentials.core.rotate.ExpiringSecrets;
import io.meepa.credentials.core.rotate.Rotations;
import io.meepa.credentials.core.suspend.Suspensions;
import io.meepa.credentials.core.token.Refreshes;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.report.Evidence;
import io.meepa.credentials.report.ProvisioningPlan;
import io.meepa.credentials.report.ProvisioningReport;
import io.meepa.credentials.report.ReconcileMode;
import io.meepa.credentials.spi.engine.ManagerSpecification.Surroundings;
import java.util.List;
import java.util.Optional;

/** The use cases of one manager, joined here: none of them knows another. */
final class UseCases implements RepairActions {

    private final EngineContext context;
    private final Planner planner;
    private final ConnectionPeers peers;
    private final Revocations revocations;
    private final Rotations rotations;
    private final Suspensions suspensions;
    private final Provisioning provisioning;
    private final Deprovisioning deprovisioning;
    private final Refreshes refreshes;
    private final AutoProvisioner autoProvisioner;
    private final PasswordGenerator passwords;
    private final HttpClients http;

    UseCases(
            EngineContext context,
            ConnectionPeers peers,
            Configuration configuration,
            AutoProvisioner autoProvisioner,
            Surroundings surroundings) {
        this.context = context;
        this.planner = new Planner(configuration.enabled(), context);
        this.peers = peers;
        this.revocations = new Revocations(context, new LivingConnections(context, peers)::endedWith);
        this.rotations =
                new Rotations(context, revocations, configuration.limits().rotationOverlap());
        this.suspensions = new Suspensions(context);
        ExpiringSecrets expiring =
                new ExpiringSecrets(context, rotations, configuration.limits().renewBefore());
        this.provisioning = new Provisioning(context, planner, List.of(revocations, suspensions, rotations, expiring));
        this.deprovisioning = new Deprovisioning(context, revocations);
        this.refreshes = new Refreshes(context.executor(), context.clock());
        this.autoProvisioner = autoProvisioner;
        this.passwords = new PasswordGenerator(surroundings.randomness());
        this.http = new HttpClients(configuration.requests(), surroundings.environment(), context);
    }

    ConnectionPeers peers() {
        return peers;
    }

    EngineContext context() {
        return context;
    }

    Planner planner() {
        return planner;
    }

    Revocations revocations() {
        return revocations;
    }

    Rotations rotations() {
        return rotations;
    }

    Suspensions suspensions() {
        return suspensions;
    }

    Provisioning provisioning() {
        return provisioning;
    }

    Deprovisioning deprovisioning() {
        return deprovisioning;
    }

    Refreshes refreshes() {
        return refreshes;
    }

    AutoProvisioner autoProvisioner() {
        return autoProvisioner;
    }

    PasswordGenerator passwords() {
        return passwords;
    }

    HttpClients http() {
        return http;
    }

    Reconciliation reconciliation(ReconcileMode mode) {
        return new Reconciliation(context, this, revocations, mode);
    }

    @Override
    public List<ProviderBinding> missing(AgentChoice agent, AgentDocument document) {
        return planner.plan(agent, document).stream()
                .filter(decision -> decision.action() == ProvisioningPlan.Action.CREATE
                        || decision.action() == ProvisioningPlan.Action.RECORD)
                .map(Decision::binding)
                .toList();
    }

    @Override
    public ProvisioningReport.Outcome provision(Flight flight, Category category, Evidence evidence) {
        return provisioning.within(flight, category, evidence);
    }

    @Override
    public ProvisioningReport.Outcome adopt(Flight flight, ProviderBinding binding, Unclaimed unclaimed) {
        return provisioning.adopt(
                flight, binding, new Adoption(unclaimed.tag(), unclaimed.resources(), unclaimed.evidence()));
    }

    @Override
    public void suspend(Flight flight, AgentCredential credential) {
        suspensions.again(flight, credential);
    }

    @Override
    public Optional<String> finish(Flight flight, Operation operation) {
        return operation.suspends() ? suspensions.finish(flight, operation) : rotations.finish(flight, operation);
    }
}
