package io.meepa.credentials.core.revoke;

import io.meepa.credentials.core.config.AgentChoice;
import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.core.document.Operation;
import io.meepa.credentials.core.document.StoredCredential;
import io.meepa.credentials.core.document.UnknownOperation;
import io.meepa.credentials.core.document.UnreadableCredential;
import io.meepa.credentials.core.operation.AgentVault;
import io.meepa.credentials.core.operation.EngineContext;
import io.meepa.credentials.core.operation.Flight;
import io.meepa.credentials.core.operation.LostOperationException;
import io.meepa.credentials.core.operation.Slot;
import io.meepa.credentials.error.CredentialNotFoundException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.report.PendingOperation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Shows what is on record and has not ended, and forgets what a person names. No upstream call. */
public final class PendingOperations {

    private final EngineContext context;
    private final AgentChoice agent;
    private final AgentVault vault;

    /** Creates the view of one agent's pending operations. */
    public PendingOperations(EngineContext context, AgentChoice agent, AgentVault vault) {
        this.context = context;
        this.agent = agent;
        this.vault = vault;
    }

    /** Returns them, the oldest first, those of a newer version last. */
    public List<PendingOperation> list() {
        AgentDocument document = vault.read();
        List<PendingOperation> all = new ArrayList<>(shown(document, operation -> true));
        document.unknownOperations().forEach(operation -> all.add(shown(operation)));
        return all;
    }

    /** Forgets a managed credential and what is pending of it. */
    public List<PendingOperation> forget(CredentialKey key) {
        return alone((flight, before) -> {
            Optional<UnknownOperation> newer = before.unknownOperation(key.category(), key.service());
            if (newer.isPresent()) {
                throw new CredentialNotFoundException("agent " + agent.id() + " has nothing to forget at " + key + ": "
                        + newer.get().reason());
            }
            Optional<UnreadableCredential> unreadable = unreadable(before, key);
            if (unreadable.isPresent()) {
                flight.update(document -> document.withoutUnreadable(unreadable.get()::isSame));
                return List.of();
            }
            Slot seen = Slot.of(before, key);
            List<PendingOperation> forgotten =
                    forget(before, operation -> at(key, operation), managed(key), key.toString());
            flight.update(document -> {
                if (!seen.isUnchangedIn(document)) {
                    throw LostOperationException.changed("agent " + agent.id() + ": " + key);
                }
                return without(document, operation -> at(key, operation), managed(key));
            });
            return forgotten;
        });
    }

    /** Returns what cannot be read at an address where nothing else is. */
    private static Optional<UnreadableCredential> unreadable(AgentDocument document, CredentialKey key) {
        return document.unreadable(key).filter(entry -> entry.managed() && !document.has(key));
    }

    /** Forgets one operation. */
    public PendingOperation forget(String id) {
        return alone((flight, before) -> {
                    Predicate<Operation> chosen = operation -> operation.id().equals(id);
                    List<PendingOperation> forgotten = forget(before, chosen, entry -> false, "operation " + id);
                    flight.update(document -> without(document, chosen, entry -> false));
                    return forgotten;
                })
                .get(0);
    }

    /** Waits for a run under way: what it works on must not be forgotten meanwhile. */
    private List<PendingOperation> alone(Forgetting forgetting) {
        try (Flight flight = vault.flight(agent, context.lockTimeout())) {
            List<PendingOperation> forgotten = forgetting.forget(flight, vault.read());
            if (vault.read().isEmpty()) {
                flight.delete(AgentDocument::isEmpty);
            }
            return forgotten;
        } catch (LostOperationException e) {
            throw e.toProviderException(agent.id());
        }
    }

    private List<PendingOperation> forget(
            AgentDocument before, Predicate<Operation> operations, Predicate<AgentCredential> entries, String what) {
        List<PendingOperation> forgotten = shown(before, operations);
        if (forgotten.isEmpty()
                && before.entries().stream().map(StoredCredential::credential).noneMatch(entries)) {
            throw new CredentialNotFoundException("agent " + agent.id() + " has nothing to forget at " + what
                    + ": own credentials are removed, not forgotten");
        }
        return forgotten;
    }

    private static Predicate<AgentCredential> managed(CredentialKey key) {
        return credential -> credential.managed() && key.fits(credential);
    }

    private static AgentDocument without(
            AgentDocument document, Predicate<Operation> operations, Predicate<AgentCredential> entries) {
        AgentDocument left = document.withEntries(document.entries().stream()
                .filter(entry -> !entries.test(entry.credential()))
                .toList());
        for (Operation operation : document.operations()) {
            left = operations.test(operation) ? left.withoutOperation(operation.id()) : left;
        }
        return left;
    }

    private static boolean at(CredentialKey key, Operation operation) {
        return operation.concerns(key.category(), key.service())
                && key.name()
                        .map(name -> name.equals(operation.details().name()))
                        .orElse(true);
    }

    private List<PendingOperation> shown(AgentDocument document, Predicate<Operation> chosen) {
        return document.operations().stream()
                .filter(chosen)
                .sorted(Comparator.comparing(operation -> operation.details().since()))
                .map(this::shown)
                .toList();
    }

    private PendingOperation shown(Operation operation) {
        Operation.Details details = operation.details();
        return new PendingOperation(
                operation.id(),
                operation.kind(),
                PendingOperation.Standing.valueOf(operation.state().name()),
                operation.key(),
                details.since(),
                details.attempts().count(),
                due(operation),
                details.attempts().reason());
    }

    private static PendingOperation shown(UnknownOperation operation) {
        return new PendingOperation(
                operation.id(),
                PendingOperation.Kind.UNKNOWN,
                PendingOperation.Standing.UNKNOWN,
                CredentialKey.of(operation.category(), operation.service()),
                operation.since(),
                0,
                Optional.empty(),
                operation.reason());
    }

    /** What is shown is what will happen: a run that finds the clock put back begins the same wait anew. */
    private Optional<Instant> due(Operation operation) {
        Instant now = context.clock().instant();
        Instant due = operation.details().attempts().anchored(now).due();
        boolean waits = operation.queued()
                && operation.state() == Operation.State.OPEN
                && (due.isAfter(operation.details().since()) || due.isAfter(now));
        return waits ? Optional.of(due) : Optional.empty();
    }

    /** Forgets something within a flight. */
    private interface Forgetting {

        List<PendingOperation> forget(Flight flight, AgentDocument before);
    }
}
