package io.meepa.credentials.core.operation;

import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.core.document.Operation;
import io.meepa.credentials.core.document.StoredCredential;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.report.PendingOperation;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A category and service of one agent as a run planned from it: its entry, and its open operations with how often each
 * was taken up. An operation is opened only while the slot still is what was planned from.
 */
public final class Slot {

    private final CredentialKey key;
    private final Optional<AgentCredential> entry;
    private final List<Mark> operations;
    private final Predicate<Operation> relevant;

    private Slot(AgentDocument document, CredentialKey key, Predicate<Operation> relevant) {
        this.key = key;
        this.entry = document.matching(key).stream()
                .map(StoredCredential::credential)
                .findFirst();
        this.operations = document.operations(key.category(), key.service()).stream()
                .filter(relevant)
                .map(Mark::of)
                .toList();
        this.relevant = relevant;
    }

    /** Returns the slot of an address: with a name, the entry is that credential alone. */
    public static Slot of(AgentDocument document, CredentialKey key) {
        return new Slot(document, key, operation -> true);
    }

    /** Returns the slot of one token's refresh. It has a lock of its own and runs beside all other operations. */
    public static Slot ofToken(AgentDocument document, CredentialKey exact) {
        return new Slot(
                document,
                exact,
                operation -> operation.kind() == PendingOperation.Kind.REFRESH
                        && operation.key().equals(exact));
    }

    /** Returns whether a document still holds the slot as it was. */
    public boolean isUnchangedIn(AgentDocument document) {
        Slot now = new Slot(document, key, relevant);
        boolean newer = document.unknownOperation(key.category(), key.service()).isPresent();
        return !newer && now.operations.equals(operations) && StoredCredential.same(now.entry, entry);
    }

    private record Mark(String id, PendingOperation.Kind kind, int attempts) {

        static Mark of(Operation operation) {
            return new Mark(
                    operation.id(),
                    operation.kind(),
                    operation.details().attempts().count());
        }
    }
}
