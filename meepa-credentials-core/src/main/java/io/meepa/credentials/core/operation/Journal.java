package io.meepa.credentials.core.operation;

import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.core.document.Operation;
import io.meepa.credentials.error.ProviderUnavailableException;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.report.Evidence;
import io.meepa.credentials.spi.call.Checkpoint;
import io.meepa.credentials.spi.call.UpstreamResource;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/**
 * Writes operations down: intent before the call, each learnt resource before the next call, outcome and end of the
 * operation in one write. Every method is durable when it returns, and throws {@link LostOperationException} without a
 * write if another run changed the slot, ended the operation or took it up since.
 */
public final class Journal {

    private final Flight flight;
    private final Clock clock;

    Journal(Flight flight, Clock clock) {
        this.flight = flight;
        this.clock = clock;
    }

    /** Opens an operation, if the slot still is what was planned from. */
    void open(Opening opening) {
        flight.update(opening::in);
    }

    /**
     * Opens operations of one flight in one write, each if its slot still is what was planned from. Returns why the others
     * were not opened, by the ids of their intents.
     */
    static Map<String, RuntimeException> openAll(Flight flight, List<Opening> openings) {
        Map<String, RuntimeException> refused = new HashMap<>();
        try {
            flight.requireHeld();
            flight.update(document -> {
                refused.clear(); // Another writer was first: this is the next try.
                return in(document, openings, refused);
            });
        } catch (RuntimeException e) {
            openings.forEach(opening -> refused.put(opening.intent().id(), e));
        }
        return refused;
    }

    private static AgentDocument in(
            AgentDocument document, List<Opening> openings, Map<String, RuntimeException> refused) {
        AgentDocument opened = document;
        for (Opening opening : openings) {
            try {
                opened = opening.in(opened);
            } catch (LostOperationException e) {
                refused.put(opening.intent().id(), e);
            }
        }
        return opened;
    }

    /** Takes up what an earlier run left open. From here on that run, should it still live, can record nothing. */
    Operation takeUp(Operation left) {
        AgentDocument written = flight.update(document -> {
            refuseNewerVersion(document, left);
            Operation current = held(document, left);
            return document.withOperation(
                    current.tried(current.details().attempts().begun(clock.instant())));
        });
        return written.operation(left.id()).orElseThrow(() -> LostOperationException.takenOver(left));
    }

    /** A slot that a newer version works on is left alone: this version does not know what it would break. */
    private static void refuseNewerVersion(AgentDocument document, Operation operation) {
        document.unknownOperation(operation.category(), operation.service()).ifPresent(newer -> {
            throw LostOperationException.ofNewerVersion(newer);
        });
    }

    Checkpoint checkpoint(Operation operation) {
        return new DurableCheckpoint(this, flight, operation);
    }

    /** Writes a change that needs the operation to be this run's; returns what was written. */
    AgentDocument write(Operation operation, BiFunction<AgentDocument, Operation, AgentDocument> change) {
        return flight.update(document -> change.apply(document, held(document, operation)));
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
                .orElseThrow(() -> LostOperationException.takenOver(operation));
    }

    /**
     * An operation that is to be opened.
     *
     * @param intent the operation
     * @param planned the slot that it was decided from
     * @param beside what is written beside it
     */
    record Opening(Operation intent, Slot planned, UnaryOperator<AgentDocument> beside) {

        private AgentDocument in(AgentDocument document) {
            refuseNewerVersion(document, intent);
            if (!planned.isUnchangedIn(document)) {
                throw LostOperationException.changed(intent.category() + "/" + intent.service());
            }
            return beside.apply(document).withOperation(intent);
        }
    }

    /** Records first, since what was learnt must not be lost; then asks whether the provider may go on. */
    private record DurableCheckpoint(Journal journal, Flight flight, Operation operation) implements Checkpoint {

        @Override
        public void reached(UpstreamResource resource, Map<String, Secret> secrets) {
            change(current -> current.reached(resource, secrets));
        }

        @Override
        public void gone(UpstreamResource resource, Evidence evidence) {
            if (!evidence.provesAbsence() && !evidence.isOfRecordAlone()) {
                throw new ProviderUnavailableException("it is unknown whether the " + resource.kind()
                        + " is gone, so it stays on record: the evidence is thin: " + evidence);
            }
            change(current -> current.gone(resource).basedOn(evidence));
        }

        private void change(UnaryOperator<Operation> change) {
            journal.write(operation, (document, current) -> document.withOperation(change.apply(current)));
            flight.requireHeld();
        }
    }
}
