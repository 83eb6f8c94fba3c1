package io.meepa.credentials.core.reconcile;

import io.meepa.credentials.core.config.AgentChoice;
import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.core.document.CredentialLabels;
import io.meepa.credentials.core.document.ManagedCredential;
import io.meepa.credentials.core.document.Operation;
import io.meepa.credentials.core.document.StoredCredential;
import io.meepa.credentials.core.operation.EngineContext;
import io.meepa.credentials.core.operation.FailureMessages;
import io.meepa.credentials.core.operation.ProviderBinding;
import io.meepa.credentials.core.operation.Slot;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialStatus;
import io.meepa.credentials.report.Evidence;
import io.meepa.credentials.report.PendingOperation;
import io.meepa.credentials.report.ReconciliationReport.Divergence;
import io.meepa.credentials.report.ReconciliationReport.Finding;
import io.meepa.credentials.report.ReconciliationReport.Remedy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Compares one agent's document with what is asked for and what its upstreams say. Calls that only look, no write. */
final class Comparison {

    private final EngineContext context;
    private final AgentChoice agent;
    private final boolean listed;
    private final RepairActions actions;
    private final DriftRepairs repairs;
    private final Function<ProviderBinding, Optional<Unclaimed>> lost;
    private final Map<Category, Evidence> confirmed = new HashMap<>();

    Comparison(
            EngineContext context,
            AgentChoice agent,
            boolean listed,
            RepairActions actions,
            DriftRepairs repairs,
            Function<ProviderBinding, Optional<Unclaimed>> lost) {
        this.context = context;
        this.agent = agent;
        this.listed = listed;
        this.actions = actions;
        this.repairs = repairs;
        this.lost = lost;
    }

    List<Discrepancy> compare(AgentDocument document) {
        if (!agent.enabled()) {
            return disabled(document);
        }
        List<Discrepancy> discrepancies = new ArrayList<>();
        for (AgentCredential credential : managed(document)) {
            compared(document, credential).ifPresent(discrepancies::add);
        }
        Set<Category> alive = new HashSet<>();
        for (AgentCredential credential : failed(document)) {
            stillAlive(document, credential).ifPresent(found -> {
                alive.add(credential.category());
                discrepancies.add(found);
            });
        }
        if (listed) {
            missing(document, alive, discrepancies);
        } else if (!managed(document).isEmpty()) {
            discrepancies.add(
                    Discrepancy.forPerson(
                            finding(
                                    Divergence.UNLISTED_AGENT,
                                    Optional.empty(),
                                    "",
                                    "agent",
                                    "the configuration does not list it: list it again, or, if it is not wanted any more, deprovision it")));
        }
        unknown(document, discrepancies);
        document.operations().forEach(operation -> operation(operation).ifPresent(discrepancies::add));
        return discrepancies;
    }

    /** What this version cannot understand is for a person. */
    private void unknown(AgentDocument document, List<Discrepancy> discrepancies) {
        document.unknownOperations()
                .forEach(operation -> discrepancies.add(Discrepancy.forPerson(finding(
                        Divergence.UNKNOWN,
                        Optional.of(operation.category()),
                        operation.service(),
                        operation.kind() + " " + operation.id(),
                        operation.reason()))));
        document.unreadable()
                .forEach(entry -> discrepancies.add(Discrepancy.forPerson(finding(
                        Divergence.UNKNOWN,
                        Optional.of(entry.key().category()),
                        entry.key().service(),
                        entry.key().toString(),
                        entry.remedy()))));
    }

    /** R6: disabled means no call, not even one that only looks. */
    private List<Discrepancy> disabled(AgentDocument document) {
        boolean nothing = managed(document).isEmpty()
                && document.operations().isEmpty()
                && document.unknownOperations().isEmpty();
        return nothing
                ? List.of()
                : List.of(
                        Discrepancy.forPerson(
                                finding(
                                        Divergence.UNKNOWN,
                                        Optional.empty(),
                                        "",
                                        "agent",
                                        "not compared, for identity.enabled is false: enable it again, or, if it is not wanted any more, deprovision it")));
    }

    /** Something usable is upstream. What failed or was skipped is not, and the plan reports it. */
    private static List<AgentCredential> managed(AgentDocument document) {
        return document.entries().stream()
                .map(StoredCredential::credential)
                .filter(credential -> credential.status().usable() && new ManagedCredential(credential).hasResource())
                .toList();
    }

    /** A credential that was held for gone, and whose successor could not be made: all it had is on record still. */
    private static List<AgentCredential> failed(AgentDocument document) {
        return document.entries().stream()
                .map(StoredCredential::credential)
                .filter(credential -> credential.status() instanceof CredentialStatus.Failed
                        && new ManagedCredential(credential).hasResource())
                .toList();
    }

    private Optional<Discrepancy> stillAlive(AgentDocument document, AgentCredential credential) {
        Slot seen = Slot.of(document, credential.key());
        return context.providers()
                .serving(credential.category(), credential.service())
                .filter(binding -> isLive(drift(credential, binding)))
                .map(binding -> Discrepancy.repairable(
                        finding(
                                        Divergence.DRIFTED,
                                        credential,
                                        "recorded as " + credential.status() + ", and live upstream")
                                .basedOn(live(credential)),
                        found -> repairs.takeBack(found, credential, seen)));
    }

    private static boolean isLive(Optional<DriftClassification> drift) {
        return drift.isEmpty() || drift.get().divergence() == Divergence.DRIFTED;
    }

    /** Returns the look of this comparison that found the credential in use live, of each category that has one. */
    Map<Category, Evidence> confirmed() {
        return Map.copyOf(confirmed);
    }

    private Optional<Discrepancy> compared(AgentDocument document, AgentCredential credential) {
        if (document.unknownOperation(credential.category(), credential.service())
                .isPresent()) {
            return Optional.empty(); // The newer version decides; the operation is reported below.
        }
        Optional<ProviderBinding> binding = context.providers().serving(credential.category(), credential.service());
        if (binding.isEmpty()) {
            return Optional.of(Discrepancy.forPerson(finding(
                    Divergence.UNKNOWN_PROVIDER,
                    credential,
                    "its provider is not configured now: configure it, or forget the credential")));
        }
        Optional<DriftClassification> drift = drift(credential, binding.get());
        if (isLive(drift)) {
            confirmed.put(credential.category(), live(credential));
        }
        return credential.suspended()
                ? suspended(document, credential, drift)
                : drift.map(found -> discrepancy(document, credential, binding.get(), found));
    }

    private Evidence live(AgentCredential credential) {
        return new ManagedCredential(credential)
                .onItsAccount(Evidence.shown(context.clock().instant(), "compare " + credential.key() + ": live"));
    }

    private Optional<DriftClassification> drift(AgentCredential credential, ProviderBinding binding) {
        try {
            return DriftClassification.of(
                    credential,
                    binding.opened()
                            .orElseThrow()
                            .issuer()
                            .verify(credential, context.requests().about(agent, credential)));
        } catch (RuntimeException e) {
            return Optional.of(new DriftClassification(Divergence.UNKNOWN, FailureMessages.of(e, credential)));
        }
    }

    private Discrepancy discrepancy(
            AgentDocument document, AgentCredential credential, ProviderBinding binding, DriftClassification drift) {
        Finding bare = finding(drift.divergence(), credential, drift.detail());
        Finding finding = drift.evidence().map(bare::basedOn).orElse(bare);
        Slot seen = Slot.of(document, credential.key());
        return switch (drift.divergence()) {
            case MISSING -> {
                Evidence gone = drift.evidence().orElseThrow();
                yield Discrepancy.repairable(finding, found -> repairs.recreate(found, credential, seen, listed, gone));
            }
            case DRIFTED, SUSPENDED ->
                Discrepancy.repairable(finding, found -> repairs.repair(found, credential, binding));
            default -> Discrepancy.forPerson(finding);
        };
    }

    /**
     * What was suspended here is never switched on by us, and off again if another program switched it on. How else it
     * differs is compared when it is resumed.
     */
    private Optional<Discrepancy> suspended(
            AgentDocument document, AgentCredential credential, Optional<DriftClassification> drift) {
        Divergence found = drift.map(DriftClassification::divergence).orElse(Divergence.DRIFTED);
        return switch (found) {
            case SUSPENDED -> Optional.empty();
            case DRIFTED ->
                document.operations(credential.category(), credential.service()).stream()
                                .anyMatch(Operation::suspends)
                        ? Optional.empty() // The operation on record decides which way it goes.
                        : Optional.of(Discrepancy.repairable(
                                finding(Divergence.DRIFTED, credential, "suspended here, but live upstream"),
                                live -> repairs.suspend(live, credential)));
            case MISSING ->
                Optional.of(Discrepancy.forPerson(finding(
                        Divergence.MISSING,
                        credential,
                        "suspended here and gone upstream: forget it, then provision if another one is wanted")));
            default -> drift.map(other -> Discrepancy.forPerson(finding(found, credential, other.detail())));
        };
    }

    private void missing(AgentDocument document, Set<Category> alive, List<Discrepancy> discrepancies) {
        for (ProviderBinding binding : actions.missing(agent, document)) {
            if (alive.contains(binding.category())) {
                continue; // It is taken back into use instead.
            }
            discrepancies.add(missing(document, binding));
        }
    }

    /** What bears our tag for an agent that wants one, and is on no record, is taken back into use before another is made. */
    private Discrepancy missing(AgentDocument document, ProviderBinding binding) {
        Optional<Unclaimed> there = lost.apply(binding);
        Evidence looked = Evidence.recorded(
                context.clock().instant(),
                "compare " + binding.category() + "/" + binding.service() + ": asked for and not on record");
        Finding finding = finding(
                Divergence.MISSING,
                Optional.of(binding.category()),
                binding.service(),
                CredentialLabels.of(binding.category()),
                "asked for and not there" + lastFailure(document, binding)
                        + there.map(unclaimed -> "; " + unclaimed.subject() + " bears our tag " + unclaimed.tag()
                                        + " and is on no record, so it is taken back into use")
                                .orElse(""));
        return Discrepancy.repairable(
                finding,
                found -> there.map(unclaimed -> repairs.adopt(found, binding, unclaimed))
                        .orElseGet(() -> repairs.provision(found, binding, looked)));
    }

    private static String lastFailure(AgentDocument document, ProviderBinding binding) {
        return document.entry(binding.category(), binding.service())
                .map(entry -> entry.credential().status())
                .filter(CredentialStatus.Failed.class::isInstance)
                .map(status -> ": the last run " + status)
                .orElse("");
    }

    private Optional<Discrepancy> operation(Operation operation) {
        if (operation.kind() == PendingOperation.Kind.REFRESH) {
            return renewal(operation);
        }
        if (operation.kind() == PendingOperation.Kind.CONNECT) {
            return Optional.empty(); // A sign-in that waits for a person is no divergence.
        }
        Optional<ProviderBinding> binding = context.providers().serving(operation.category(), operation.service());
        if (binding.isEmpty()) {
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
                                + " and the provider cannot look: look there yourself, take away what is not"
                                + " wanted, then forget it");
            case IRREVOCABLE ->
                person(
                        Divergence.STALE_OPERATION,
                        operation,
                        "its provider cannot take it back, so it" + " stays alive: end it by hand, then forget it");
            case OPEN ->
                Staleness.of(operation, context.clock().instant())
                        .map(why -> Discrepancy.repairable(
                                finding(Divergence.STALE_OPERATION, operation, why),
                                found -> repairs.finish(found, operation, binding.get(), listed)));
        };
    }

    private Optional<Discrepancy> renewal(Operation operation) {
        return operation.state() == Operation.State.INDETERMINATE
                ? person(
                        Divergence.INDETERMINATE,
                        operation,
                        "its one-time refresh token may be spent: sign in again and replace the credential")
                : Optional.empty();
    }

    private Optional<Discrepancy> person(Divergence divergence, Operation operation, String detail) {
        return Optional.of(Discrepancy.forPerson(finding(divergence, operation, detail)));
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
        return new Finding(
                divergence, Optional.of(agent.id()), category, service, subject, detail, Remedy.NONE, Optional.empty());
    }
}
