package io.meepa.credentials.core.engine;

import io.meepa.credentials.AuditUnavailableException;
import io.meepa.credentials.Category;
import io.meepa.credentials.ProvisioningReport;
import io.meepa.credentials.ProvisioningReport.Outcome;
import io.meepa.credentials.core.config.AgentChoice;
import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.event.CredentialEvent.Kind;
import io.meepa.credentials.spi.StoreLock;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Provisions one agent: plan, then every category that needs something at once, under the agent's flight lock. */
final class Provisioning {

    private static final Logger LOG = LoggerFactory.getLogger(Provisioning.class);

    private final Planner planner;
    private final Requests requests;
    private final Revocations revocations;
    private final Rotations rotations;
    private final Suspensions suspensions;
    private final Events events;
    private final Clock clock;
    private final Duration patience;
    private final Executor executor;

    Provisioning(Work work) {
        this.planner = work.planner();
        this.requests = work.requests();
        this.revocations = work.revocations();
        this.rotations = new Rotations(work);
        this.suspensions = new Suspensions(work);
        this.events = work.events();
        this.clock = work.clock();
        this.patience = work.patience();
        this.executor = work.executor();
    }

    ProvisioningReport run(AgentChoice agent, AgentVault vault) {
        AgentDocument before = vault.read();
        List<Decision> first = planner.plan(agent, before);
        boolean queue =
                agent.enabled() && (revocations.pending(before) || rotations.open(before) || suspensions.open(before));
        if (!queue && first.stream().noneMatch(Decision::needsFlight)) {
            return report(agent, first.stream().map(Decision::unchanged).toList());
        }
        try (StoreLock flight = vault.flight(patience)) {
            LOG.debug("flight of {} under {}", agent.id(), flight);
            revocations.work(agent.id(), vault, revocations::due);
            suspensions.finish(agent, vault);
            rotations.finish(agent, vault);
            // Somebody else may have provisioned while we waited for the lock.
            AgentDocument document = vault.read();
            return report(agent, fly(agent, vault, document, planner.plan(agent, document)));
        }
    }

    /**
     * Creates what may be created without anybody asking, if that is still wanted once other runs ended. Works off neither
     * revocations nor rotations. Returns whether nothing failed.
     */
    boolean ensure(AgentChoice agent, AgentVault vault, BooleanSupplier wanted) {
        if (planner.automatic(agent, vault.read()).isEmpty()) {
            return true;
        }
        try (StoreLock flight = vault.flight(patience)) {
            LOG.debug("automatic flight of {} under {}", agent.id(), flight);
            AgentDocument document = vault.read();
            return !wanted.getAsBoolean()
                    || fly(agent, vault, document, planner.automatic(agent, document)).stream()
                            .allMatch(Provisioning::wentWell);
        }
    }

    /** Provisions one category for a caller that holds the agent's flight lock. */
    Outcome within(AgentChoice agent, AgentVault vault, Category category) {
        AgentDocument document = vault.read();
        List<Decision> decisions = planner.plan(agent, document).stream()
                .filter(decision -> decision.issuance().category().equals(category))
                .toList();
        return fly(agent, vault, document, decisions).get(0);
    }

    private List<Outcome> fly(AgentChoice agent, AgentVault vault, AgentDocument document, List<Decision> decisions) {
        Journal journal = new Journal(vault, planner.categories(), clock);
        List<CompletableFuture<Outcome>> flights = new ArrayList<>();
        for (Decision decision : decisions) {
            flights.add(
                    decision.acts()
                            ? CompletableFuture.supplyAsync(() -> fly(agent, journal, document, decision), executor)
                            : CompletableFuture.completedFuture(decision.unchanged()));
        }
        return flights.stream().map(CompletableFuture::join).toList();
    }

    /** One category's failure is its outcome: it never stops the others. */
    private Outcome fly(AgentChoice agent, Journal journal, AgentDocument document, Decision decision) {
        Issuance issuance = decision.issuance();
        String subject = issuance.category() + "/" + issuance.service();
        Events.Course course;
        try {
            course = events.begin(agent.id(), Kind.PROVISION, subject, "");
        } catch (AuditUnavailableException e) {
            return new Outcome(issuance.category(), issuance.service(), ProvisioningReport.Result.FAILED, Reason.of(e));
        }
        Outcome outcome;
        try {
            outcome = new SlotFlight(agent, issuance, journal, requests, clock).fly(decision.action(), document);
        } catch (RuntimeException e) {
            // Not even the outcome could be recorded: the operation on record lets the next run look.
            LOG.warn("agent {}: {}: {}", agent.id(), subject, e.getClass().getSimpleName());
            outcome = new Outcome(
                    issuance.category(), issuance.service(), ProvisioningReport.Result.FAILED, Reason.of(e));
        }
        course.ended(wentWell(outcome), outcome.detail());
        return outcome;
    }

    private static boolean wentWell(Outcome outcome) {
        return outcome.result() != ProvisioningReport.Result.FAILED
                && outcome.result() != ProvisioningReport.Result.INDETERMINATE;
    }

    private static ProvisioningReport report(AgentChoice agent, List<Outcome> outcomes) {
        return new ProvisioningReport(agent.id(), outcomes);
    }
}
