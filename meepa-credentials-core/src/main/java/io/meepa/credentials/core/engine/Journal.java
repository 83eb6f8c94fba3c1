package io.meepa.credentials.core.engine;

import io.meepa.credentials.AgentCredential;
import io.meepa.credentials.Category;
import io.meepa.credentials.Secret;
import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.core.document.Entry;
import io.meepa.credentials.core.document.Operation;
import io.meepa.credentials.spi.Checkpoint;
import io.meepa.credentials.spi.UpstreamResource;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Writes operations down: intent before the call, each learnt resource before the next call, outcome and end of the
 * operation in one write. Every method is durable when it returns, and throws {@link LostOperationException} without a
 * write if another run ended the operation or took it up since.
 */
final class Journal {

    private final AgentVault vault;
    private final List<Category> order;
    private final Clock clock;

    Journal(AgentVault vault, List<Category> order, Clock clock) {
        this.vault = vault;
        this.order = List.copyOf(order);
        this.clock = clock;
    }

    void open(Operation operation) {
        vault.update(document -> document.withOperation(operation));
    }

    /** Takes up what an earlier run left open. From here on that run, should it still live, can record nothing. */
    Operation takeUp(Operation operation) {
        Operation taken = operation.tried(operation.details().attempts().begun(clock.instant()));
        vault.update(document -> {
            held(document, operation);
            return document.withOperation(taken);
        });
        return taken;
    }

    Checkpoint checkpoint(Operation operation) {
        return new DurableCheckpoint(vault, operation);
    }

    /** Records a credential, and the end of the operation that made it, in one write. */
    void complete(Operation operation, AgentCredential credential) {
        vault.update(document -> {
            held(document, operation);
            return put(document, credential).withoutOperation(operation.id()).provisionedAt(now());
        });
    }

    /** Records a credential that no operation made. */
    void record(AgentCredential credential) {
        vault.update(document -> put(document, credential).provisionedAt(now()));
    }

    /** Records a failure; the operation stays open if something may be left upstream. */
    void fail(Operation operation, AgentCredential failed, UnaryOperator<Operation> then, boolean keepOpen) {
        vault.update(document -> {
            Operation current = held(document, operation);
            AgentDocument noted = put(document, failed).provisionedAt(now());
            return !keepOpen && current.details().resources().isEmpty()
                    ? noted.withoutOperation(operation.id())
                    : noted.withOperation(then.apply(current));
        });
    }

    /**
     * Returns the operation as it is on record, if it is still this run's: neither ended, nor turned into another kind,
     * nor taken up by another run since.
     */
    static Operation held(AgentDocument document, Operation operation) {
        return document.operation(operation.id())
                .filter(current -> current.kind() == operation.kind()
                        && current.details().tag().equals(operation.details().tag())
                        && current.details().attempts().count()
                                == operation.details().attempts().count())
                .orElseThrow(() -> new LostOperationException(operation));
    }

    /** The gateway's documents tell whole seconds. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    /** One service has one provisioned credential, whatever its name was before; it keeps its place. */
    private AgentDocument put(AgentDocument document, AgentCredential credential) {
        Optional<Entry> old = document.entry(credential.category(), credential.service());
        if (old.isEmpty()) {
            return document.withEntries(inserted(document.entries(), Entry.of(credential)));
        }
        return document.withEntries(document.entries().stream()
                .map(entry -> entry.equals(old.get()) ? entry.with(credential) : entry)
                .toList());
    }

    /** Categories end in any order; the document has them in the configuration's, so that two runs give one diff. */
    private List<Entry> inserted(List<Entry> entries, Entry added) {
        int rank = order.indexOf(added.credential().category());
        List<Entry> copy = new ArrayList<>(entries);
        int place = 0;
        while (place < copy.size() && order.indexOf(copy.get(place).credential().category()) <= rank) {
            place++;
        }
        copy.add(place, added);
        return copy;
    }

    private record DurableCheckpoint(AgentVault vault, Operation operation) implements Checkpoint {

        @Override
        public void reached(UpstreamResource resource, Map<String, Secret> secrets) {
            change(current -> current.reached(resource, secrets));
        }

        @Override
        public void gone(UpstreamResource resource) {
            change(current -> current.gone(resource));
        }

        private void change(UnaryOperator<Operation> change) {
            vault.update(document -> document.withOperation(change.apply(held(document, operation))));
        }
    }
}
