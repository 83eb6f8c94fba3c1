package io.meepa.credentials.core.operation;

import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.core.document.Operation;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.spi.call.Checkpoint;
import java.util.Map;
import java.util.Optional;

/**
 * What one use case says about its recorded call; {@link RecordedCall} does the rest. Changes of documents are functions:
 * one that met another writer is applied again to what that writer left.
 *
 * @param <R> what the provider returns
 * @param <T> what the use case returns
 */
public interface CallPolicy<R, T> {

    /** Returns the new intent. */
    Operation intent();

    /** Returns the document with what is written beside the new intent: by default, nothing. */
    default AgentDocument opened(AgentDocument document) {
        return document;
    }

    /** Calls the provider. */
    R call(Attempt attempt);

    /** Takes note of a result before it is recorded, and looks once more; what is thrown leaves the operation open. */
    default R checked(Operation operation, R result) {
        return result;
    }

    /** Returns what a failure means, where the kernel's own answer does not hold for this use case. */
    default CallFailure.Meaning meaningOf(RuntimeException failure) {
        return CallFailure.meaningOf(failure);
    }

    /** Returns the secrets that a message about a failure must not show, by any name. */
    default Map<String, Secret> secrets(Operation operation) {
        return operation.details().secrets();
    }

    /**
     * Returns what stays on record after a failure. By default nothing, if this and every earlier call did nothing and no
     * resource was learnt; else the operation, so that the next run looks before it acts.
     */
    default Optional<Operation> afterFailure(Attempt attempt, Operation current, CallFailure failure) {
        boolean nothing = failure.nothingDone()
                && !attempt.resumed()
                && current.details().resources().isEmpty();
        return nothing ? Optional.empty() : Optional.of(current.because(failure.reason()));
    }

    /** Returns the document with what else is written when a call failed. */
    default AgentDocument failed(AgentDocument document, CallFailure failure) {
        return document;
    }

    /** Returns the document with the outcome; the operation is ended in the same write. */
    AgentDocument outcome(AgentDocument document, Operation operation, R result);

    /** Returns what stays on record after an outcome: by default, nothing. */
    default Optional<Operation> afterOutcome(Operation current, R result) {
        return Optional.empty();
    }

    /** Returns what the use case returns, once the outcome is durable. */
    T recorded(AgentDocument written, Operation operation, R result);

    /** Returns or throws what the use case does after a failure, once that is durable. */
    T afterFailure(Operation operation, CallFailure failure);

    /** Drops what this process kept of a result that belongs to nobody's record any more: by default, nothing. */
    default void lost(Operation operation) {}

    /**
     * One attempt at an operation.
     *
     * @param operation the operation, as this run took it up
     * @param resumed whether an earlier run began it
     * @param checkpoint makes what a provider learns durable
     */
    record Attempt(Operation operation, boolean resumed, Checkpoint checkpoint) {}
}
