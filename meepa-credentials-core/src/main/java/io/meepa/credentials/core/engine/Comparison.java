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
        if (!agent.enabled()) {
            return disabled(document);
        }
        List<Case> cases = new ArrayList<>();
        for (AgentCredential credential : managed(document)) {
            compared(document, credential).ifPresent(cases::add);
        }
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

    /** Rule 6: disabled means no call, not even one that only looks. */
    private List<Case> disabled(AgentDocument document) {
        boolean nothing = managed(document).isEmpty() && document.operations().isEmpty();
        return nothing
                ? List.of()
                : List.of(Case.forPerson(finding(
                        Divergence.UNKNOWN,
                        Optional.empty(),
                        "",
                        "agent",
                        "not compared, for identity.enabled is false: deprovision it, or enable it again")));
    }

    /** Something usable is upstream. What failed or was skipped is not, and the plan tells of it. */
    private static List<AgentCredential> managed(AgentDocument document) {
        return document.entries().stream()
                .map(Entry::credential)
                .filter(credential -> credential.managed()
                        && credential.status().usable()
                        && !TokenSlot.derived(credential)
                        && !credential.items().isEmpty())
                .toList();
    }

    private Optional<Case> compared(AgentDocument document, AgentCredential credential) {
        Optional<Issuance> issuance = work.planner().serving(credential.category(), credential.service());
        if (issuance.isEmpty()) {
            return Optional.of(Case.forPerson(finding(
                    Divergence.UNKNOWN_PROVIDER,
                    credential,
                    "its provider is not configured now: configure it, or forget the credential")));
        }
        Optional<Verdict> verdict = verdict(credential, issuance.get());
        return credential.suspended()
                ? suspended(document, credential, verdict)
                : verdict.map(found -> caseOf(credential, issuance.get(), found));
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

    /**
     * What was suspended here is never switched on by us, and off again if somebody else switched it on. How else it
     * differs is compared when it is resumed.
     */
    private Optional<Case> suspended(AgentDocument document, AgentCredential credential, Optional<Verdict> verdict) {
        Divergence found = verdict.map(Verdict::divergence).orElse(Divergence.DRIFTED);
        return switch (found) {
            case SUSPENDED -> Optional.empty();
            case DRIFTED ->
                Suspensions.open(document, credential).isPresent()
                        ? Optional.empty() // The operation on record decides which way it goes.
                        : Optional.of(Case.curable(
                                finding(Divergence.DRIFTED, credential, "suspended here, but live upstream"),
                                live -> cures.suspend(live, credential)));
            case MISSING ->
                Optional.of(Case.forPerson(finding(
                        Divergence.MISSING,
                        credential,
                        "suspended here and gone upstream: forget it, then provision if another one is wanted")));
            default -> verdict.map(other -> Case.forPerson(finding(found, credential, other.detail())));
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
        if (operation.kind() == Operation.Kind.REFRESH) {
            return renewal(operation);
        }
        Optional<Issuance> issuance = work.planner().serving(operation.category(), operation.service());
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

    private Optional<Case> renewal(Operation operation) {
        return operation.state() == Operation.State.INDETERMINATE
                ? person(
                        Divergence.INDETERMINATE,
                        operation,
                        "its one-time refresh token may be spent: sign in again and replace the credential")
                : Optional.empty();
    }

    private Optional<Case> person(Divergence divergence, Operation operation, String detail) {
        return Optional.of(Case.forPerson(finding(divergence, operation, detail)));
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
