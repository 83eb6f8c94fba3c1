package io.meepa.credentials.core.document;

import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.report.PendingOperation;
import io.meepa.credentials.spi.store.DocumentNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * An agent's whole state. Immutable; every change makes a copy.
 *
 * @param header which store keeps it
 * @param entries the credentials, in document order
 * @param unreadable credentials that cannot be understood, kept as they are
 * @param operations what is under way or queued
 * @param unknownOperations operations that only a newer version knows, kept as they are
 * @param provisionedAt when provisioning last changed something
 * @param extras members of the document that we do not know, kept as they are
 */
public record AgentDocument(
        StoreHeader header,
        List<StoredCredential> entries,
        List<UnreadableCredential> unreadable,
        List<Operation> operations,
        List<UnknownOperation> unknownOperations,
        Optional<Instant> provisionedAt,
        Map<String, DocumentNode> extras) {

    /** Copies the collections. */
    public AgentDocument {
        entries = List.copyOf(entries);
        unreadable = List.copyOf(unreadable);
        operations = List.copyOf(operations);
        unknownOperations = List.copyOf(unknownOperations);
        extras = Ordered.copy(extras);
    }

    /** Returns a document without credentials. */
    public static AgentDocument empty(StoreHeader header) {
        return new AgentDocument(header, List.of(), List.of(), List.of(), List.of(), Optional.empty(), Map.of());
    }

    /** Returns whether an address fits any entry. */
    public boolean has(CredentialKey key) {
        for (StoredCredential entry : entries) {
            if (key.fits(entry.credential())) {
                return true;
            }
        }
        return false;
    }

    /** Returns the entries that an address fits. */
    public List<StoredCredential> matching(CredentialKey key) {
        return entries.stream().filter(entry -> key.fits(entry.credential())).toList();
    }

    /** Returns the first entry of a category and service. */
    public Optional<StoredCredential> entry(Category category, String service) {
        return matching(CredentialKey.of(category, service)).stream().findFirst();
    }

    /** Returns the managed entry at a credential's address. */
    public Optional<StoredCredential> managed(AgentCredential credential) {
        return matching(credential.key()).stream()
                .filter(entry -> entry.credential().managed())
                .findFirst();
    }

    /** Returns the entry of a managed credential in use. */
    public Optional<AgentCredential> inUse(Category category, String service) {
        return matching(CredentialKey.of(category, service)).stream()
                .map(StoredCredential::credential)
                .filter(credential ->
                        credential.managed() && credential.status().usable())
                .findFirst();
    }

    /** Returns the open operations on a category and service. */
    public List<Operation> operations(Category category, String service) {
        return operations.stream()
                .filter(operation -> operation.concerns(category, service))
                .toList();
    }

    /** Returns the operation of a newer version on a category and service, if there is one. */
    public Optional<UnknownOperation> unknownOperation(Category category, String service) {
        return unknownOperations.stream()
                .filter(operation -> operation.concerns(category, service))
                .findFirst();
    }

    /** Returns the refresh of a token that is on record. */
    public Optional<Operation> refresh(CredentialKey exact) {
        return operations.stream()
                .filter(operation -> operation.kind() == PendingOperation.Kind.REFRESH
                        && operation.key().equals(exact))
                .findFirst();
    }

    /** Returns a copy without the refresh of a token: it is another token from now on, or none. */
    public AgentDocument withoutRefresh(CredentialKey exact) {
        return refresh(exact).map(operation -> withoutOperation(operation.id())).orElse(this);
    }

    /** Returns whether nothing is left that the document has to be kept for. */
    public boolean isEmpty() {
        return entries.isEmpty() && unreadable.isEmpty() && operations.isEmpty() && unknownOperations.isEmpty();
    }

    /** Returns the open operation of a kind on a category and service. */
    public Optional<Operation> operation(PendingOperation.Kind kind, Category category, String service) {
        return operations.stream()
                .filter(operation -> operation.kind() == kind && operation.concerns(category, service))
                .findFirst();
    }

    /** Returns the operation of an id. */
    public Optional<Operation> operation(String id) {
        return operations.stream()
                .filter(operation -> operation.id().equals(id))
                .findFirst();
    }

    /** Returns a copy with an entry in place of the one at its exact address, or at the end. */
    public AgentDocument withEntry(StoredCredential entry) {
        CredentialKey exact = entry.credential().key();
        List<StoredCredential> copy = new ArrayList<>(entries);
        for (int i = 0; i < copy.size(); i++) {
            if (exact.fits(copy.get(i).credential())) {
                copy.set(i, entry);
                return withEntries(copy);
            }
        }
        copy.add(entry);
        return withEntries(copy);
    }

    /**
     * Returns a copy with a provisioned credential: one service has one, whatever its name was before, and it keeps its
     * place. Categories end in any order, so a new one is inserted in the given order: two runs give one diff.
     */
    public AgentDocument withProvisioned(AgentCredential credential, List<Category> order) {
        Optional<StoredCredential> old = entry(credential.category(), credential.service());
        if (old.isEmpty()) {
            return withEntries(inserted(StoredCredential.of(credential), order));
        }
        return withEntries(entries.stream()
                .map(entry -> entry.equals(old.get()) ? entry.with(credential) : entry)
                .toList());
    }

    private List<StoredCredential> inserted(StoredCredential added, List<Category> order) {
        int rank = order.indexOf(added.credential().category());
        List<StoredCredential> copy = new ArrayList<>(entries);
        int place = 0;
        while (place < copy.size() && order.indexOf(copy.get(place).credential().category()) <= rank) {
            place++;
        }
        copy.add(place, added);
        return copy;
    }

    /** Returns a copy without the entry at an exact address. */
    public AgentDocument without(CredentialKey exact) {
        return withEntries(entries.stream()
                .filter(entry -> !exact.fits(entry.credential()))
                .toList());
    }

    /** Returns a copy with other entries. */
    public AgentDocument withEntries(List<StoredCredential> newEntries) {
        return new AgentDocument(header, newEntries, unreadable, operations, unknownOperations, provisionedAt, extras);
    }

    /** Returns the credential at an address that cannot be understood, if there is one. */
    public Optional<UnreadableCredential> unreadable(CredentialKey key) {
        return unreadable.stream().filter(entry -> entry.fits(key)).findFirst();
    }

    AgentDocument withUnreadable(List<UnreadableCredential> newUnreadable) {
        return new AgentDocument(header, entries, newUnreadable, operations, unknownOperations, provisionedAt, extras);
    }

    /** Returns a copy without some of the credentials that cannot be understood. */
    public AgentDocument withoutUnreadable(Predicate<UnreadableCredential> gone) {
        return withUnreadable(unreadable.stream().filter(gone.negate()).toList());
    }

    /** Returns a copy with an operation in place of the one with its id, or at the end. */
    public AgentDocument withOperation(Operation operation) {
        List<Operation> copy = new ArrayList<>(operations);
        copy.removeIf(old -> old.id().equals(operation.id()));
        copy.add(operation);
        return new AgentDocument(header, entries, unreadable, copy, unknownOperations, provisionedAt, extras);
    }

    /** Returns a copy without the operation of an id. */
    public AgentDocument withoutOperation(String id) {
        List<Operation> copy = new ArrayList<>(operations);
        copy.removeIf(old -> old.id().equals(id));
        return new AgentDocument(header, entries, unreadable, copy, unknownOperations, provisionedAt, extras);
    }

    /** Returns a copy with another time of provisioning. */
    public AgentDocument provisionedAt(Instant instant) {
        return new AgentDocument(
                header, entries, unreadable, operations, unknownOperations, Optional.of(instant), extras);
    }
}
