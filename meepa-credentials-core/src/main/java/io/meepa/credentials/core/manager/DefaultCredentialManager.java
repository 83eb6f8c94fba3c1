package io.meepa.credentials.core.manager;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.ManagerStorage;
import io.meepa.credentials.core.audit.AuditVerifier;
import io.meepa.credentials.core.config.AgentChoice;
import io.meepa.credentials.core.config.Configuration;
import io.meepa.credentials.core.doctor.Doctor;
import io.meepa.credentials.core.operation.AgentVault;
import io.meepa.credentials.core.operation.CallFailure;
import io.meepa.credentials.core.operation.EngineContext;
import io.meepa.credentials.core.operation.FailureMessages;
import io.meepa.credentials.core.operation.ManagerWork;
import io.meepa.credentials.core.reconcile.Reconciliation;
import io.meepa.credentials.core.tool.Environments;
import io.meepa.credentials.event.CredentialEvent.Kind;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.CredentialSummary;
import io.meepa.credentials.report.AuditReport;
import io.meepa.credentials.report.DeprovisioningReport;
import io.meepa.credentials.report.DoctorReport;
import io.meepa.credentials.report.ProvisioningPlan;
import io.meepa.credentials.report.ProvisioningReport;
import io.meepa.credentials.report.ReconcileMode;
import io.meepa.credentials.report.ReconciliationReport;
import io.meepa.credentials.spi.store.StoreSession;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** The manager: opens agents' handles that share plug-ins, store and threads. */
final class DefaultCredentialManager implements CredentialManager {

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    private final Configuration configuration;
    private final StoreSession store;
    private final UseCases useCases;
    private final Environments environments;
    private final Means means;

    DefaultCredentialManager(
            Configuration configuration,
            StoreSession store,
            UseCases useCases,
            Environments environments,
            Means means) {
        this.configuration = configuration;
        this.store = store;
        this.useCases = useCases;
        this.environments = environments;
        this.means = means;
    }

    @Override
    public AgentCredentials agent(AgentId agent) {
        return handle(means.known().choice(agent));
    }

    @Override
    public AgentCredentials register(AgentId agent) {
        means.known().register(agent);
        return agent(agent);
    }

    @Override
    public List<AgentId> agents() {
        return means.known().all();
    }

    @Override
    public ProvisioningPlan plan() {
        List<ProvisioningPlan> plans = means.known().named().stream()
                .map(agent -> handle(agent).plan())
                .toList();
        return new ProvisioningPlan(
                plans.stream().flatMap(plan -> plan.steps().stream()).toList(),
                plans.stream().flatMap(plan -> plan.requests().stream()).toList());
    }

    @Override
    public List<ProvisioningReport> provision() {
        return means.work().run(() -> {
            List<CompletableFuture<ProvisioningReport>> runs = means.known().named().stream()
                    .map(agent -> CompletableFuture.supplyAsync(
                            () -> means.work().within(() -> provision(agent)),
                            means.threads().agents()))
                    .toList();
            return runs.stream().map(CallFailure::joined).toList();
        });
    }

    @Override
    public ReconciliationReport reconcile(ReconcileMode mode) {
        return means.work()
                .run(() -> useCases.reconciliation(mode)
                        .all(agents().stream()
                                .map(configuration::agent)
                                .map(this::subject)
                                .toList()));
    }

    @Override
    public DeprovisioningReport revokeManaged(AgentId agent) {
        means.work().requireOpen();
        useCases.autoProvisioner().suspend(agent);
        AgentChoice choice = means.known().choice(agent);
        return useCases.context()
                .events()
                .around(
                        agent,
                        Kind.DEPROVISION,
                        "CLEAN_UP",
                        () -> useCases.deprovisioning().revokeManaged(choice, vault(choice)),
                        DeprovisioningReport::evidence);
    }

    @Override
    public List<CredentialSummary> systemCredentials() {
        means.work().requireOpen();
        return environments.systemCredentials();
    }

    @Override
    public DoctorReport doctor() {
        means.work().requireOpen();
        return new Doctor(
                        configuration,
                        store,
                        environments.host(),
                        useCases.context().clock())
                .examine();
    }

    @Override
    public AuditReport verifyAudit() {
        means.work().requireOpen();
        return means.verifier().verify();
    }

    @Override
    public ManagerStorage storage() {
        means.work().requireOpen();
        EngineContext context = useCases.context();
        return new ManagerStorageHandle(
                store, means.others(), agent -> agent(agent).storage(), context.events(), means.work());
    }

    @Override
    public void close() {
        means.work().close(LONGEST_WAIT);
        means.closeables().close();
        means.vaults().forget();
    }

    private ProvisioningReport provision(AgentChoice agent) {
        try {
            return handle(agent).provision();
        } catch (RuntimeException e) {
            // The agent as a whole cannot be worked on, for instance because its key is missing.
            String reason = FailureMessages.of(e);
            return new ProvisioningReport(
                    agent.id(),
                    useCases.context().providers().bindings().stream()
                            .map(binding -> new ProvisioningReport.Outcome(
                                    binding.category(), binding.service(), ProvisioningReport.Result.FAILED, reason))
                            .toList());
        }
    }

    private AgentCredentials handle(AgentChoice agent) {
        return new DefaultAgentCredentials(agent, vault(agent), useCases, environments, means);
    }

    private AgentVault vault(AgentChoice agent) {
        return means.vaults().of(agent.id());
    }

    private Reconciliation.Subject subject(AgentChoice agent) {
        AgentVault vault = vault(agent);
        return new Reconciliation.Subject(agent, isListed(agent.id(), vault), vault);
    }

    /** A document that cannot be read is reported by the reconciliation itself. */
    private boolean isListed(AgentId agent, AgentVault vault) {
        return configuration.agents().isEmpty() || means.known().isListed(agent, vault);
    }

    /**
     * What a manager owns beside its plug-ins.
     *
     * @param known which agents there are
     * @param vaults their documents
     * @param work what is under way
     * @param threads run agents side by side
     * @param others opens another store than the configured one, by its id
     * @param verifier looks through the audit trail
     * @param closeables closes everything
     */
    record Means(
            KnownAgents known,
            Vaults vaults,
            ManagerWork work,
            Threads threads,
            Function<String, StoreSession> others,
            AuditVerifier verifier,
            CloseableStack closeables) {}
}
