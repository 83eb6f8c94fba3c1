package io.meepa.credentials.core.engine;

import io.meepa.credentials.AgentCredential;
import io.meepa.credentials.Category;
import io.meepa.credentials.CredentialStatus;
import io.meepa.credentials.ProvisioningPlan;
import io.meepa.credentials.ReconciliationReport.Divergence;
import io.meepa.credentials.ReconciliationReport.Finding;
import io.meepa.credentials.ReconciliationReport.Remedy;
import io.meepa.credentials.core.config.AgentChoice;
import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.core.document.Entry;
import io.meepa.credentials.core.document.Operation;
import io.meepa.credentials.core.reconcile.Staleness;
import io.meepa.credentials.core.reconcile.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares one agent's document with what is asked for and what its upstreams say. Calls that only look, no write. */
final class Comparison {

    private final AgentChoice agent;
    private final boolean listed;
    private final Work work;
    private final Cures cures;

    Comparison(AgentChoice agent, boolean listed, Work work, Cures cures) {
        this.agent = agent;
        this.listed = listed;
        this.work = work;
        this.cures = cures;
    }

    List<Case> compare(AgentDocument document) {
        List<Case> cases = new ArrayList<>();
        managed(document).forEach(credential -> credential(credential).ifPresent(cases::add));
        if (listed) {
            missing(document, cases);
        } else if (!managed(document).isEmpty()) {
            cases.add(Case.forPerson(finding(
                    Divergence.UNLISTED_AGENT,
                    Optional.empty(),
                    "",
                    "agent",
                    "the configuration does not list it: deprovision it, or list it again")));
        }
        document.operations().forEach(operation -> operation(operation).ifPresent(cases::add));
        return cases;
    }

    /** Something usable is upstream. What failed or was skipped is not, and the plan tells of it. */
    private static List<AgentCredential> managed(AgentDocument document) {
        return document.entries().stream()
                .map(Entry::credential)
                .filter(credential -> credential.managed()
                        && credential.status().usable()
                        && !credential.items().isEmpty())
                .toList();
    }

    private Optional<Case> credential(AgentCredential credential) {
        Optional<Issuance> issuance = issuance(credential.category(), credential.service());
        if (issuance.isEmpty()) {
            return Optional.of(Case.forPerson(finding(
                    Divergence.UNKNOWN_PROVIDER,
                    credential,
                    "its provider is not configured now: configure it, or forget the credential")));
        }
        return verdict(credential, issuance.get()).map(verdict -> caseOf(credential, issuance.get(), verdict));
    }

    private Optional<Verdict> verdict(AgentCredential credential, Issuance issuance) {
        try {
            return Verdict.of(issuance.opened()
                    .orElseThrow()
                    .issuer()
                    .verify(credential, work.requests().preview(agent, issuance)));
        } catch (RuntimeException e) {
            return Optional.of(new Verdict(Divergence.UNKNOWN, Reason.of(e, Cures.secrets(credential))));
        }
    }

    private Case caseOf(AgentCredential credential, Issuance issuance, Verdict verdict) {
        Finding finding = finding(verdict.divergence(), credential, verdict.detail());
        return switch (verdict.divergence()) {
            case MISSING -> Case.curable(finding, found -> cures.recreate(found, credential, issuance, listed));
            case DRIFTED, SUSPENDED -> Case.curable(finding, found -> cures.repair(found, credential, issuance));
            default -> Case.forPerson(finding);
        };
    }

    private void missing(AgentDocument document, List<Case> cases) {
        for (Decision decision : work.planner().plan(agent, document)) {
            boolean missing = decision.action() == ProvisioningPlan.Action.CREATE
                    || decision.action() == ProvisioningPlan.Action.RECORD;
            if (missing) {
                Issuance issuance = decision.issuance();
                Finding finding = finding(
                        Divergence.MISSING,
                        Optional.of(issuance.category()),
                        issuance.service(),
                        CredentialLabels.of(issuance.category()),
                        "asked for and not there" + lastFailure(document, issuance));
                cases.add(Case.curable(finding, found -> cures.provision(found, issuance)));
            }
        }
    }

    private static String lastFailure(AgentDocument document, Issuance issuance) {
        return document.entry(issuance.category(), issuance.service())
                .map(entry -> entry.credential().status())
                .filter(CredentialStatus.Failed.class::isInstance)
                .map(status -> ": the last run " + status)
                .orElse("");
    }

    private Optional<Case> operation(Operation operation) {
        Optional<Issuance> issuance = issuance(operation.category(), operation.service());
        if (issuance.isEmpty()) {
            return person(
                    Divergence.UNKNOWN_PROVIDER,
                    operation,
                    "its provider is not configured now:" + " configure it, or forget the operation");
        }
        return switch (operation.state()) {
            case INDETERMINATE ->
                person(
                        Divergence.INDETERMINATE,
                        operation,
                        "it may have made something upstream"
                                + " and nobody can look: check there, then deprovision or forget it");
            case IRREVOCABLE ->
                person(
                        Divergence.STALE_OPERATION,
                        operation,
                        "its provider cannot take it back, so it" + " stays alive: end it by hand, then forget it");
            case OPEN ->
                Staleness.of(operation, work.clock().instant())
                        .map(why -> Case.curable(
                                finding(Divergence.STALE_OPERATION, operation, why),
                                found -> cures.finish(found, operation, issuance.get(), listed)));
        };
    }

    private Optional<Case> person(Divergence divergence, Operation operation, String detail) {
        return Optional.of(Case.forPerson(finding(divergence, operation, detail)));
    }

    private Optional<Issuance> issuance(Category category, String service) {
        return work.planner().issuances().stream()
                .filter(issuance -> issuance.category().equals(category)
                        && issuance.service().equals(service)
                        && issuance.opened().isPresent())
                .findFirst();
    }

    private Finding finding(Divergence divergence, AgentCredential credential, String detail) {
        return finding(divergence, Optional.of(credential.category()), credential.service(), credential.name(), detail);
    }

    private Finding finding(Divergence divergence, Operation operation, String detail) {
        return finding(
                divergence,
                Optional.of(operation.category()),
                operation.service(),
                operation.kind().wireName() + " " + operation.id(),
                detail);
    }

    private Finding finding(
            Divergence divergence, Optional<Category> category, String service, String subject, String detail) {
        return new Finding(divergence, Optional.of(agent.id()), category, service, subject, detail, Remedy.NONE);
    }
}
