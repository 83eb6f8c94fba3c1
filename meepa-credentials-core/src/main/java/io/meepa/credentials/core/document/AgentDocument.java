package io.meepa.credentials.core.document;

import io.meepa.credentials.Category;
import io.meepa.credentials.CredentialKey;
import io.meepa.credentials.spi.DocumentNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An agent's whole state. Immutable; every change makes a copy.
 *
 * @param header which store keeps it
 * @param entries the credentials, in document order
 * @param operations what is under way or queued
 * @param provisionedAt when provisioning last changed something
 * @param extras members of the document that we do not know, kept as they are
 */
public record AgentDocument(
        StoreHeader header,
        List<Entry> entries,
        List<Operation> operations,
        Optional<Instant> provisionedAt,
        Map<String, DocumentNode> extras) {

    /** Copies the collections. */
    public AgentDocument {
        entries = List.copyOf(entries);
        operations = List.copyOf(operations);
        extras = Ordered.copy(extras);
    }

    /** Returns a document without credentials. */
    public static AgentDocument empty(StoreHeader header) {
        return new AgentDocument(header, List.of(), List.of(), Optional.empty(), Map.of());
    }

    /** Returns the entries that an address fits. */
    public List<Entry> matching(CredentialKey key) {
        return entries.stream().filter(entry -> key.fits(entry.credential())).toList();
    }

    /** Returns the first entry of a category and service. */
    public Optional<Entry> entry(Category category, String service) {
        return matching(CredentialKey.of(category, service)).stream().findFirst();
    }

    /** Returns the open operation of a kind on a category and service. */
    public Optional<Operation> operation(Operation.Kind kind, Category category, String service) {
        return operations.stream()
                .filter(operation -> operation.kind() == kind
                        && operation.category().equals(category)
                        && operation.service().equals(service))
                .findFirst();
    }

    /** Returns the operation of an id. */
    public Optional<Operation> operation(String id) {
        return operations.stream()
                .filter(operation -> operation.id().equals(id))
                .findFirst();
    }

    /** Returns a copy with an entry in place of the one at its exact address, or at the end. */
    public AgentDocument withEntry(Entry entry) {
        List<Entry> copy = new ArrayList<>(entries);
        for (int i = 0; i < copy.size(); i++) {
            if (entry.credential().key().fits(copy.get(i).credential())) {
                copy.set(i, entry);
                return withEntries(copy);
            }
        }
        copy.add(entry);
        return withEntries(copy);
    }

    /** Returns a copy without the entry at an exact address. */
    public AgentDocument without(CredentialKey exact) {
        return withEntries(entries.stream()
                .filter(entry -> !exact.fits(entry.credential()))
                .toList());
    }

    /** Returns a copy with other entries. */
    public AgentDocument withEntries(List<Entry> newEntries) {
        return new AgentDocument(header, newEntries, operations, provisionedAt, extras);
    }

    /** Returns a copy with an operation in place of the one with its id, or at the end. */
    public AgentDocument withOperation(Operation operation) {
        List<Operation> copy = new ArrayList<>(operations);
        copy.removeIf(old -> old.id().equals(operation.id()));
        copy.add(operation);
        return new AgentDocument(header, entries, copy, provisionedAt, extras);
    }

    /** Returns a copy without the operation of an id. */
    public AgentDocument withoutOperation(String id) {
        List<Operation> copy = new ArrayList<>(operations);
        copy.removeIf(old -> old.id().equals(id));
        return new AgentDocument(header, entries, copy, provisionedAt, extras);
    }

    /** Returns a copy with another time of provisioning. */
    public AgentDocument provisionedAt(Instant instant) {
        return new AgentDocument(header, entries, operations, Optional.of(instant), extras);
    }
}
