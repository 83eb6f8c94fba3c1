package io.meepa.credentials.core.engine;

import io.meepa.credentials.Category;
import io.meepa.credentials.CredentialException;
import io.meepa.credentials.CredentialStatus;
import io.meepa.credentials.ProvisioningPlan;
import io.meepa.credentials.ProvisioningReport;
import io.meepa.credentials.core.config.AgentChoice;
import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.core.document.Entry;
import io.meepa.credentials.core.document.Operation;
import io.meepa.credentials.spi.Capabilities;
import io.meepa.credentials.spi.IssueRequest;
import java.util.List;
import java.util.Optional;

/** Compares what is asked for with what is stored. A function of values: no network, no write. */
final class Planner {

    private final boolean enabled;
    private final List<Issuance> issuances;
    private final Requests requests;

    Planner(boolean enabled, List<Issuance> issuances, Requests requests) {
        this.enabled = enabled;
        this.issuances = List.copyOf(issuances);
        this.requests = requests;
    }

    List<Category> categories() {
        return issuances.stream().map(Issuance::category).toList();
    }

    List<Issuance> issuances() {
        return issuances;
    }

    /** Returns who serves a category by a service now, if anybody does. */
    Optional<Issuance> serving(Category category, String service) {
        return issuances.stream()
                .filter(issuance -> issuance.category().equals(category)
                        && issuance.service().equals(service)
                        && issuance.opened().isPresent())
                .findFirst();
    }

    List<Decision> plan(AgentChoice agent, AgentDocument document) {
        return issuances.stream()
                .map(issuance -> decide(agent, document, issuance))
                .toList();
    }

    /**
     * Returns what may be done without anybody asking: nothing that costs money, and nothing where something is being taken
     * back.
     */
    List<Decision> automatic(AgentChoice agent, AgentDocument document) {
        return issuances.stream()
                .filter(Planner::costsNoMoney)
                .filter(issuance -> document.operation(Operation.Kind.REVOKE, issuance.category(), issuance.service())
                        .isEmpty())
                .map(issuance -> decide(agent, document, issuance))
                .filter(Decision::acts)
                .toList();
    }

    private static boolean costsNoMoney(Issuance issuance) {
        return issuance.opened()
                .filter(opened -> opened.provider().capabilities().cost() != Capabilities.Cost.MONEY)
                .isPresent();
    }

    private Decision decide(AgentChoice agent, AgentDocument document, Issuance issuance) {
        if (!enabled) {
            return Decision.skip(issuance, "credentials.enabled is false");
        }
        if (!agent.enabled()) {
            return Decision.skip(issuance, "identity.enabled is false for this agent");
        }
        if (issuance.opened().isEmpty()) {
            return Decision.skip(issuance, "credentials." + issuance.category() + ".enabled is false");
        }
        Issuance.Opened opened = issuance.opened().get();
        if (opened.provider().capabilities().creation() == Capabilities.Creation.LOCAL) {
            return local(agent, document, issuance, opened);
        }
        return upstream(agent, document, issuance, opened);
    }

    private Decision upstream(AgentChoice agent, AgentDocument document, Issuance issuance, Issuance.Opened opened) {
        Optional<Operation> open = document.operation(Operation.Kind.CREATE, issuance.category(), issuance.service());
        Optional<Entry> entry = document.entry(issuance.category(), issuance.service());
        if (open.isEmpty() && entry.isPresent() && !failed(entry.get())) {
            return settled(issuance, entry.get());
        }
        if (open.isPresent() && beyondRepeating(opened, open.get())) {
            return Decision.await(
                    issuance,
                    ProvisioningReport.Result.INDETERMINATE,
                    "an earlier run may have created it and nobody can look: check upstream, then deprovision or forget");
        }
        Optional<String> unavailable = opened.issuer().unavailable();
        if (unavailable.isPresent()) {
            return Decision.skip(issuance, unavailable.get());
        }
        if (open.isPresent()) {
            return Decision.act(issuance, ProvisioningPlan.Action.RESUME, "finish what an earlier run began");
        }
        return Decision.act(
                issuance, ProvisioningPlan.Action.CREATE, preview(opened, requests.preview(agent, issuance)));
    }

    private Decision local(AgentChoice agent, AgentDocument document, Issuance issuance, Issuance.Opened opened) {
        Optional<Entry> entry = document.entry(issuance.category(), issuance.service());
        boolean operatorsOwn = document.entries().stream()
                .map(Entry::credential)
                .anyMatch(credential -> credential.category().equals(issuance.category())
                        && !credential.service().equals(issuance.service())
                        && credential.status().usable());
        if (entry.isEmpty() && operatorsOwn) {
            return Decision.keep(issuance, "an operator added one");
        }
        return LocalRecord.decide(issuance, entry, opened.issuer().issue(requests.preview(agent, issuance)));
    }

    private static Decision settled(Issuance issuance, Entry entry) {
        CredentialStatus status = entry.credential().status();
        if (status == CredentialStatus.Settled.PENDING_MANUAL) {
            return Decision.await(issuance, ProvisioningReport.Result.PENDING_MANUAL, "a person has to act");
        }
        if (status == CredentialStatus.Settled.PENDING_SIGNUP) {
            return Decision.await(issuance, ProvisioningReport.Result.PENDING_SIGNUP, "the agent is signing up");
        }
        return Decision.keep(
                issuance, entry.credential().suspended() ? "suspended, until it is resumed" : "already there");
    }

    private static boolean failed(Entry entry) {
        CredentialStatus status = entry.credential().status();
        return status instanceof CredentialStatus.Failed || status == CredentialStatus.Settled.SKIPPED;
    }

    /** Rule 2: what can neither be repeated nor found is never tried again without a person. */
    private static boolean beyondRepeating(Issuance.Opened opened, Operation operation) {
        return operation.state() == Operation.State.INDETERMINATE
                || (opened.provider().capabilities().creation() == Capabilities.Creation.UNREPEATABLE
                        && operation.details().resources().isEmpty());
    }

    private static String preview(Issuance.Opened opened, IssueRequest request) {
        try {
            return opened.issuer().preview(request);
        } catch (CredentialException e) {
            return "would fail: " + e.getMessage();
        }
    }
}
