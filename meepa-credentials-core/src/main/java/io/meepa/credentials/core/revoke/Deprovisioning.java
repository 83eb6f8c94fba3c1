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
import io.meepa.credentials.core.operation.RevocationQueue;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.report.DeprovisionMode;
import io.meepa.credentials.report.DeprovisioningReport;
import io.meepa.credentials.report.DeprovisioningReport.End;
import io.meepa.credentials.report.DeprovisioningReport.Outcome;
import io.meepa.credentials.report.Evidence;
import io.meepa.credentials.report.PendingOperation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Deprovisions an agent: revocations on record first, then upstream, the document last. */
public final class Deprovisioning {

    private final EngineContext context;
    private final RevocationQueue queue;

    /** Creates the deprovisioning of a manager's agents. */
    public Deprovisioning(EngineContext context, RevocationQueue queue) {
        this.context = context;
        this.queue = queue;
    }

    /** Deprovisions an agent: revokes upstream and deletes, or deletes locally. */
    public DeprovisioningReport run(AgentChoice agent, AgentVault vault, DeprovisionMode mode) {
        try (Flight flight = vault.flight(agent, context.lockTimeout())) {
            Optional<AgentDocument> document = vault.stored();
            if (document.isEmpty()) {
                return new DeprovisioningReport(agent.id(), List.of(), true);
            }
            return mode == DeprovisionMode.REVOKE ? revoke(flight, document.get()) : leave(flight, document.get());
        } catch (LostOperationException e) {
            throw e.toProviderException(agent.id());
        }
    }

    /** Revokes what is managed, for an owner who leaves. What is the owner's own is not ours to delete. */
    public DeprovisioningReport revokeManaged(AgentChoice agent, AgentVault vault) {
        try (Flight flight = vault.flight(agent, context.lockTimeout())) {
            return vault.stored().isEmpty()
                    ? new DeprovisioningReport(agent.id(), List.of(), true)
                    : new DeprovisioningReport(agent.id(), revoked(flight), false);
        } catch (LostOperationException e) {
            throw e.toProviderException(agent.id());
        }
    }

    private List<Outcome> revoked(Flight flight) {
        flight.requireHeld();
        Evidence asked = asked("revoke what is managed and delete it");
        AgentDocument queued = flight.update(current -> PendingRevocations.queueAll(
                current, context.providers(), context.clock().instant(), asked));
        List<Outcome> outcomes = new ArrayList<>(queue.work(flight, operation -> true));
        queued.unknownOperations().forEach(operation -> outcomes.add(leftAlone(operation)));
        return outcomes;
    }

    private DeprovisioningReport revoke(Flight flight, AgentDocument document) {
        List<Outcome> outcomes = new ArrayList<>(revoked(flight));
        AgentDocument reported = own(document);
        reported.entries()
                .forEach(entry -> outcomes.add(deleted(entry.credential().key())));
        reported.unreadable().forEach(entry -> outcomes.add(deleted(entry.key())));
        document.unreadable().stream()
                .filter(UnreadableCredential::managed)
                .forEach(entry -> outcomes.add(new Outcome(entry.key(), End.LEFT_ALIVE, entry.remedy())));
        flight.requireHeld();
        // What is queued, what cannot be revoked and what came since has to survive; nothing else does.
        AgentDocument left = flight.reduce(current -> without(reported, requireNothingManaged(flight, current)));
        return new DeprovisioningReport(flight.agent().id(), outcomes, left.isEmpty());
    }

    private Evidence asked(String what) {
        return Evidence.recorded(context.clock().instant(), "asked to " + what);
    }

    private DeprovisioningReport leave(Flight flight, AgentDocument document) {
        Evidence asked = asked("delete here alone, whatever is upstream");
        List<Outcome> outcomes = new ArrayList<>();
        for (Operation operation : document.operations().stream()
                .filter(Deprovisioning::leavesSomething)
                .toList()) {
            outcomes.add(new Outcome(
                    operation.key(), End.LEFT_ALIVE, "an unfinished operation may have left something upstream"));
        }
        document.unknownOperations().forEach(operation -> outcomes.add(leftAlone(operation)));
        for (StoredCredential entry : document.entries()) {
            AgentCredential credential = entry.credential();
            boolean upstream = credential.managed() && !credential.items().isEmpty();
            outcomes.add((upstream ? alive(credential.key(), "") : deleted(credential.key())).basedOn(asked));
        }
        for (UnreadableCredential entry : document.unreadable()) {
            outcomes.add(entry.managed() ? alive(entry.key(), "it cannot be read here: ") : deleted(entry.key()));
        }
        flight.requireHeld();
        AgentDocument reported = olderVersions(document);
        AgentDocument left = flight.reduce(current -> without(reported, current));
        return new DeprovisioningReport(flight.agent().id(), outcomes, left.isEmpty());
    }

    private static Outcome deleted(CredentialKey key) {
        return new Outcome(key, End.DELETED, "");
    }

    private static Outcome alive(CredentialKey key, String why) {
        return new Outcome(key, End.LEFT_ALIVE, why + "revoke it by hand at " + key.service());
    }

    /** Takes away exactly what was reported; what another process wrote since stays. */
    private static AgentDocument without(AgentDocument reported, AgentDocument current) {
        AgentDocument left = current.withEntries(current.entries().stream()
                        .filter(entry -> reported.entries().stream()
                                .noneMatch(gone -> StoredCredential.same(gone.credential(), entry.credential())))
                        .toList())
                .withoutUnreadable(entry -> reported.unreadable().stream().anyMatch(entry::isSame));
        for (Operation operation : reported.operations()) {
            left = left.withoutOperation(operation.id());
        }
        return withoutRefreshes(left);
    }

    /** Another run may have provisioned since, if the lock was lost: what it made stays on record. */
    private static AgentDocument requireNothingManaged(Flight flight, AgentDocument document) {
        if (!nothingManaged(document)) {
            throw LostOperationException.changed("agent " + flight.agent().id());
        }
        return document;
    }

    private static boolean nothingManaged(AgentDocument document) {
        List<StoredCredential> newer = ofNewerVersions(document);
        return document.entries().stream().noneMatch(entry -> entry.credential().managed() && !newer.contains(entry));
    }

    private static Outcome leftAlone(UnknownOperation operation) {
        return new Outcome(
                CredentialKey.of(operation.category(), operation.service()), End.LEFT_ALIVE, operation.reason());
    }

    /** Returns what of a document no newer version works on. */
    private static AgentDocument olderVersions(AgentDocument document) {
        List<StoredCredential> newer = ofNewerVersions(document);
        AgentDocument older = document.withEntries(document.entries().stream()
                .filter(entry -> !newer.contains(entry))
                .toList());
        for (Operation operation : document.operations()) {
            boolean kept = document.unknownOperation(operation.category(), operation.service())
                    .isPresent();
            older = kept ? older.withoutOperation(operation.id()) : older;
        }
        return older;
    }

    private static List<StoredCredential> ofNewerVersions(AgentDocument document) {
        return document.entries().stream()
                .filter(entry -> document.unknownOperation(
                                entry.credential().category(),
                                entry.credential().service())
                        .isPresent())
                .toList();
    }

    /** A token that is being refreshed is no resource, and neither is a sign-in that nobody completed. */
    private static boolean leavesSomething(Operation operation) {
        return operation.kind() != PendingOperation.Kind.REFRESH && operation.kind() != PendingOperation.Kind.CONNECT;
    }

    private static AgentDocument withoutRefreshes(AgentDocument document) {
        AgentDocument left = document;
        for (Operation operation : document.operations()) {
            boolean ended = !leavesSomething(operation) && !document.has(operation.key());
            left = ended ? left.withoutOperation(operation.id()) : left;
        }
        return left;
    }

    /** Returns what is the owner's own: nothing of it stands for anything upstream. */
    private static AgentDocument own(AgentDocument document) {
        AgentDocument older = olderVersions(document);
        AgentDocument own = older.withEntries(older.entries().stream()
                        .filter(entry -> !entry.credential().managed())
                        .toList())
                .withoutUnreadable(UnreadableCredential::managed);
        for (Operation operation : document.operations()) {
            own = own.withoutOperation(operation.id());
        }
        return own;
    }
}
