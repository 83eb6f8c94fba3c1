package io.meepa.credentials.core.connect;

import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.core.document.Operation;
import io.meepa.credentials.core.operation.Flight;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.spi.consent.ConsentCheckpoint;
import java.util.Map;

/**
 * Records what a flow learns before its sign-in has begun, as an operation that can be neither completed nor found by a
 * callback. The next begin finds it. Records first, then asks whether the flow may go on.
 */
final class SignInCheckpoint implements ConsentCheckpoint {

    private final Flight flight;
    private final Operation operation;
    private final boolean called;

    private SignInCheckpoint(Flight flight, Operation operation, boolean called) {
        this.flight = flight;
        this.operation = operation;
        this.called = called;
    }

    /** Records for a sign-in that has no operation yet: with nothing learnt, none is left. */
    static SignInCheckpoint ofBeginning(Flight flight, Operation operation) {
        return new SignInCheckpoint(flight, operation, false);
    }

    /** Records within the operation of a call that is under way. */
    static SignInCheckpoint ofCall(Flight flight, Operation operation) {
        return new SignInCheckpoint(flight, operation, true);
    }

    @Override
    public void record(Map<String, Secret> values) {
        flight.update(document -> {
            SignIns.requireFree(document, operation.key());
            AgentDocument left = ConnectionChanges.abandoned(document, operation.key());
            return values.isEmpty() && !called
                    ? left
                    : left.withOperation(operation.withSecrets(PendingConsent.learnt(values)));
        });
        flight.requireHeld();
    }
}
