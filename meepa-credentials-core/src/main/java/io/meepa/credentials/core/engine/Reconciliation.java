package io.meepa.credentials.core.engine;

import io.meepa.credentials.AgentId;
import io.meepa.credentials.AuditUnavailableException;
import io.meepa.credentials.ReconcileMode;
import io.meepa.credentials.ReconciliationReport;
import io.meepa.credentials.ReconciliationReport.Divergence;
import io.meepa.credentials.ReconciliationReport.Finding;
import io.meepa.credentials.ReconciliationReport.Remedy;
import io.meepa.credentials.core.config.AgentChoice;
import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.core.reconcile.Claims;
import io.meepa.credentials.event.CredentialEvent.Kind;
import io.meepa.credentials.spi.StoreLock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compares what is asked for, stored and upstream, one agent after the other, and puts it right if asked. */
final class Reconciliation {

    private static final Logger LOG = LoggerFactory.getLogger(Reconciliation.class);

    private final Work work;
    private final ReconcileMode mode;
    private final List<Finding> findings = new ArrayList<>();
    private final Claims claims = new Claims();
    private final Set<AgentId> unreadable = new HashSet<>();

    Reconciliation(Work work, ReconcileMode mode) {
        this.work = work;
        this.mode = mode;
    }

    /** Reconciles one agent; of orphans, those whose tag names it. For one that is disabled nothing is called. */
    ReconciliationReport one(Subject subject) {
        AgentId agent = subject.agent().id();
        if (!subject.agent().enabled()) {
            agent(subject);
            return new ReconciliationReport(findings);
        }
        OrphanSweep sweep = OrphanSweep.list(work);
        agent(subject);
        return swept(sweep, owner -> owner.filter(agent::equals).isPresent());
    }

    /** Reconciles several agents, which must be all that there are, and every orphan. */
    ReconciliationReport all(List<Subject> subjects) {
        OrphanSweep sweep = OrphanSweep.list(work);
        for (Subject subject : subjects) {
            try {
                agent(subject);
            } catch (RuntimeException e) {
                unreadable(subject, Reason.of(e));
            }
        }
        return swept(sweep, owner -> true);
    }

    private ReconciliationReport swept(OrphanSweep sweep, Predicate<Optional<AgentId>> wanted) {
        for (Case orphan : sweep.orphans(claims, unreadable, wanted)) {
            findings.add(mode == ReconcileMode.APPLY ? cured(orphan) : orphan.finding());
        }
        return new ReconciliationReport(findings);
    }

    private void agent(Subject subject) {
        if (mode == ReconcileMode.DRY_RUN) {
            compare(subject).forEach(found -> findings.add(found.finding()));
            return;
        }
        try (StoreLock flight = subject.vault().flight(work.patience())) {
            LOG.debug("reconciling {} under {}", subject.agent().id(), flight);
            compare(subject).forEach(found -> findings.add(cured(found)));
            if (!unreadable.contains(subject.agent().id())) {
                claims.add(subject.vault().read());
            }
        }
    }

    private List<Case> compare(Subject subject) {
        AgentDocument document;
        try {
            document = subject.vault().read();
        } catch (RuntimeException e) {
            unreadable(subject, Reason.of(e));
            return List.of();
        }
        claims.add(document);
        Cures cures = new Cures(subject.agent(), subject.vault(), work);
        return new Comparison(subject.agent(), subject.listed(), work, cures).compare(document);
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
                Remedy.NONE));
    }

    private Finding cured(Case found) {
        Optional<AgentId> agent = found.finding().agent();
        if (found.cure().isEmpty() || agent.isEmpty()) {
            return found.cured();
        }
        Events.Course course;
        try {
            course = work.events()
                    .begin(
                            agent.get(),
                            Kind.RECONCILE,
                            found.finding().divergence() + " " + found.finding().subject(),
                            "");
        } catch (AuditUnavailableException e) {
            return found.finding().with(Remedy.FAILED, Reason.of(e));
        }
        Finding cured = found.cured();
        course.ended(cured.remedy() != Remedy.FAILED, cured.detail());
        return cured;
    }

    /**
     * An agent to reconcile.
     *
     * @param agent the agent
     * @param listed whether it is provisioned: the configuration lists it, or lists nobody
     * @param vault its document
     */
    record Subject(AgentChoice agent, boolean listed, AgentVault vault) {}
}
