package io.meepa.credentials.core.engine;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.AgentId;
import io.meepa.credentials.AuditReport;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.CredentialSummary;
import io.meepa.credentials.DeprovisioningReport;
import io.meepa.credentials.DoctorReport;
import io.meepa.credentials.ProvisioningPlan;
import io.meepa.credentials.ProvisioningReport;
import io.meepa.credentials.ReconcileMode;
import io.meepa.credentials.ReconciliationReport;
import io.meepa.credentials.core.audit.AuditVerifier;
import io.meepa.credentials.core.config.AgentChoice;
import io.meepa.credentials.core.config.Configuration;
import io.meepa.credentials.core.doctor.Doctor;
import io.meepa.credentials.core.document.StoreHeader;
import io.meepa.credentials.event.CredentialEvent.Kind;
import io.meepa.credentials.spi.StoreSession;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** The manager: hands out agents' handles that share plug-ins, store and threads. */
final class DefaultCredentialManager implements CredentialManager {

    private final Configuration configuration;
    private final StoreSession store;
    private final Work work;
    private final Environments environments;
    private final Means means;
    private final LegacyIdentities legacy;
    private final Map<AgentId, AgentVault> vaults = new ConcurrentHashMap<>();

    DefaultCredentialManager(
            Configuration configuration, StoreSession store, Work work, Environments environments, Means means) {
        this.configuration = configuration;
        this.store = store;
        this.work = work;
        this.environments = environments;
        this.means = means;
        this.legacy = new LegacyIdentities(configuration, work.events());
    }

    @Override
    public AgentCredentials agent(AgentId agent) {
        return handle(configuration.agent(agent));
    }

    @Override
    public List<AgentId> agents() {
        TreeSet<AgentId> agents = new TreeSet<>(store.agents());
        configuration.agents().forEach(agent -> agents.add(agent.id()));
        return List.copyOf(agents);
    }

    @Override
    public ProvisioningPlan plan() {
        return new ProvisioningPlan(configuration.agents().stream()
                .flatMap(agent -> handle(agent).plan().steps().stream())
                .toList());
    }

    @Override
    public List<ProvisioningReport> provision() {
        List<CompletableFuture<ProvisioningReport>> runs = configuration.agents().stream()
                .map(agent -> CompletableFuture.supplyAsync(
                        () -> provision(agent), means.threads().agents()))
                .toList();
        return runs.stream().map(CompletableFuture::join).toList();
    }

    @Override
    public ReconciliationReport reconcile(ReconcileMode mode) {
        return new Reconciliation(work, mode)
                .all(agents().stream()
                        .map(configuration::agent)
                        .map(agent -> new Reconciliation.Subject(agent, listed(agent), vault(agent)))
                        .toList());
    }

    @Override
    public DeprovisioningReport cleanUp(AgentId agent) {
        work.ensures().suspend(agent);
        return work.events()
                .around(
                        agent,
                        Kind.DEPROVISION,
                        "CLEAN_UP",
                        () -> new Deprovisioning(work).cleanUp(agent, vault(configuration.agent(agent))));
    }

    @Override
    public List<CredentialSummary> systemCredentials() {
        return environments.systemCredentials();
    }

    @Override
    public DoctorReport doctor() {
        return new Doctor(configuration, store, environments.host()).examine();
    }

    @Override
    public AuditReport verifyAudit() {
        return means.verifier().verify();
    }

    @Override
    public void close() {
        means.closing().close();
        vaults.values().forEach(AgentVault::forget);
    }

    private ProvisioningReport provision(AgentChoice agent) {
        try {
            return handle(agent).provision();
        } catch (RuntimeException e) {
            // The agent as a whole cannot be worked on, for instance because its key is missing.
            String reason = Reason.of(e);
            return new ProvisioningReport(
                    agent.id(),
                    work.planner().issuances().stream()
                            .map(issuance -> new ProvisioningReport.Outcome(
                                    issuance.category(), issuance.service(), ProvisioningReport.Result.FAILED, reason))
                            .toList());
        }
    }

    private AgentCredentials handle(AgentChoice agent) {
        return new DefaultAgentCredentials(agent, listed(agent), vault(agent), work, environments);
    }

    private AgentVault vault(AgentChoice agent) {
        return vaults.computeIfAbsent(
                agent.id(), id -> new AgentVault(id, store, header(), legacy, work.events(), recency()));
    }

    /** A host that lists nobody names its agents in code. */
    private boolean listed(AgentChoice agent) {
        return configuration.agents().isEmpty()
                || configuration.agents().stream().anyMatch(other -> other.id().equals(agent.id()));
    }

    private Recency recency() {
        return new Recency(work.clock(), configuration.limits().staleness());
    }

    private StoreHeader header() {
        return StoreHeader.of(
                configuration.store().id(),
                configuration.store().itemId(),
                configuration.store().vault());
    }

    /**
     * What a manager owns beside its plug-ins.
     *
     * @param threads run agents side by side
     * @param verifier looks through the audit trail
     * @param closing closes everything
     */
    record Means(Threads threads, AuditVerifier verifier, Closing closing) {}
}
