package io.meepa.credentials.core.reconcile;

import io.meepa.credentials.AuditUnavailableException;
import io.meepa.credentials.core.config.AgentChoice;
import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.core.document.UnreadableCredential;
import io.meepa.credentials.core.operation.AgentVault;
import io.meepa.credentials.core.operation.EngineContext;
import io.meepa.credentials.core.operation.Events;
import io.meepa.credentials.core.operation.FailureMessages;
import io.meepa.credentials.core.operation.Flight;
import io.meepa.credentials.core.operation.ProviderBinding;
import io.meepa.credentials.core.operation.RevocationQueue;
import io.meepa.credentials.event.CredentialEvent.Kind;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.report.Evidence;
import io.meepa.credentials.report.ReconcileMode;
import io.meepa.credentials.report.ReconciliationReport;
import io.meepa.credentials.report.ReconciliationReport.Divergence;
import io.meepa.credentials.report.ReconciliationReport.Finding;
import io.meepa.credentials.report.ReconciliationReport.Remedy;
import io.meepa.credentials.spi.call.CallGuard;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Compares what is asked for, stored and upstream, one agent after the other, and repairs if asked. */
public final class Reconciliation {

    private final EngineContext context;
    private final RepairActions actions;
    private final RevocationQueue queue;
    private final ReconcileMode mode;
    private final List<Finding> findings = new ArrayList<>();
    private final ResourceOwnershipIndex owners = new ResourceOwnershipIndex();
    private final Set<AgentId> unreadable = new HashSet<>();
    private final Set<AgentId> wanting = new HashSet<>();
    private final Map<TagOwner, Evidence> confirmed = new HashMap<>();
    private final Map<AgentId, Subject> compared = new HashMap<>();

    /**
     * Creates one reconciliation.
     *
     * @param context what use cases share
     * @param actions what other use cases do for it
     * @param queue the revocations on record
     * @param mode whether it repairs
     */
    public Reconciliation(EngineContext context, RepairActions actions, RevocationQueue queue, ReconcileMode mode) {
        this.context = context;
        this.actions = actions;
        this.queue = queue;
        this.mode = mode;
    }

    /** Reconciles one agent; of orphans, those whose tag names it. For one that is disabled nothing is called. */
    public ReconciliationReport one(Subject subject) {
        AgentId agent = subject.agent().id();
        if (!subject.agent().enabled()) {
            agent(subject, OrphanSweep.nothing(context));
            return new ReconciliationReport(findings);
        }
        OrphanSweep sweep = OrphanSweep.list(context);
        agent(subject, sweep);
        return swept(sweep, owner -> owner.filter(agent::equals).isPresent());
    }

    /** Reconciles several agents, which must be all that there are, and every orphan. */
    public ReconciliationReport all(List<Subject> subjects) {
        OrphanSweep sweep = OrphanSweep.list(context);
        for (Subject subject : subjects) {
            try {
                agent(subject, sweep);
            } catch (RuntimeException e) {
                unreadable(subject, FailureMessages.of(e));
            }
        }
        return swept(sweep, owner -> true);
    }

    private ReconciliationReport swept(OrphanSweep sweep, Predicate<Optional<AgentId>> wanted) {
        for (Discrepancy orphan : sweep.orphans(
                owners, new OrphanSweep.Doubts(unreadable, this::mayBeTheirs, confirmed, this::again), wanted)) {
            findings.add(mode == ReconcileMode.APPLY ? repaired(orphan) : orphan.finding());
        }
        return new ReconciliationReport(findings);
    }

    /** An agent that was not compared has no document. */
    private Finding again(AgentId agent, BiFunction<ResourceOwnershipIndex, CallGuard, Finding> action) {
        ResourceOwnershipIndex current = new ResourceOwnershipIndex();
        Subject subject = compared.get(agent);
        if (subject == null) {
            return action.apply(current, CallGuard.none());
        }
        try (Flight flight = subject.vault().flight(subject.agent(), context.lockTimeout())) {
            flight.requireHeld();
            current.add(subject.vault().read());
            return action.apply(current, flight.guard());
        }
    }

    private void agent(Subject subject, OrphanSweep sweep) {
        compared.put(subject.agent().id(), subject);
        if (mode == ReconcileMode.DRY_RUN) {
            compare(subject, sweep, null).forEach(found -> findings.add(found.finding()));
            return;
        }
        try (Flight flight = subject.vault().flight(subject.agent(), context.lockTimeout())) {
            compare(subject, sweep, flight).forEach(found -> findings.add(repaired(found)));
            if (!unreadable.contains(subject.agent().id())) {
                owners.add(subject.vault().read());
            }
        }
    }

    private List<Discrepancy> compare(Subject subject, OrphanSweep sweep, @Nullable Flight flight) {
        AgentDocument document;
        try {
            document = subject.vault().read();
        } catch (RuntimeException e) {
            unreadable(subject, FailureMessages.of(e));
            return List.of();
        }
        owners.add(document);
        boolean managedUnread = document.unreadable().stream().anyMatch(UnreadableCredential::managed);
        if (!document.unknownOperations().isEmpty() || managedUnread) {
            unreadable.add(subject.agent().id()); // What these stand for upstream is unknown here.
        }
        DriftRepairs repairs = new DriftRepairs(context, actions, queue, flight);
        Comparison comparison = new Comparison(
                context, subject.agent(), subject.listed(), actions, repairs, binding -> lost(sweep, subject, binding));
        List<Discrepancy> found = comparison.compare(document);
        if (subject.listed() && subject.agent().enabled()) {
            wanting.add(subject.agent().id());
        }
        comparison
                .confirmed()
                .forEach((category, look) ->
                        confirmed.put(new TagOwner(subject.agent().id(), category), look));
        return found;
    }

    /** Only where the whole document was understood is it certain that a resource is on no record. */
    private Optional<Unclaimed> lost(OrphanSweep sweep, Subject subject, ProviderBinding binding) {
        AgentId agent = subject.agent().id();
        return unreadable.contains(agent)
                ? Optional.empty()
                : sweep.latest(owners, new TagOwner(agent, binding.category()), binding.service());
    }

    /** An agent that wants one of its kind, and has none that a look confirmed, may have lost the record of this one. */
    private boolean mayBeTheirs(TagOwner owner) {
        return wanting.contains(owner.agent())
                && !confirmed.containsKey(owner)
                && context.providers().bindings().stream()
                        .anyMatch(binding -> binding.category().equals(owner.category())
                                && binding.opened().isPresent());
    }

    private void unreadable(Subject subject, String reason) {
        unreadable.add(subject.agent().id());
        findings.add(new Finding(
                Divergence.UNKNOWN,
                Optional.of(subject.agent().id()),
                Optional.empty(),
                "",
                "document",
                reason,
                Remedy.NONE,
                Optional.empty()));
    }

    private Finding repaired(Discrepancy found) {
        Optional<AgentId> agent = found.finding().agent();
        if (found.repair().isEmpty() || agent.isEmpty()) {
            return found.repaired();
        }
        Events.Course course;
        try {
            course = context.events()
                    .begin(
                            agent.get(),
                            Kind.RECONCILE,
                            found.finding().divergence() + " " + found.finding().subject(),
                            "");
        } catch (AuditUnavailableException e) {
            return found.finding().with(Remedy.FAILED, FailureMessages.of(e));
        }
        Finding repaired = found.repaired();
        course.ended(repaired.remedy() != Remedy.FAILED, repaired.detail(), repaired.evidence());
        return repaired;
    }

    /**
     * An agent to reconcile.
     *
     * @param agent the agent
     * @param listed whether it is provisioned: the configuration lists it, or lists none
     * @param vault its document
     */
    public record Subject(AgentChoice agent, boolean listed, AgentVault vault) {}
}
