package io.meepa.credentials.core.operation;

import io.meepa.credentials.core.document.Operation;
import io.meepa.credentials.core.document.UnknownOperation;
import io.meepa.credentials.error.ProviderException;
import io.meepa.credentials.error.ProviderIndeterminateException;
import io.meepa.credentials.error.ProviderUnavailableException;
import io.meepa.credentials.model.AgentId;

/**
 * A run was held up, and meanwhile another one changed its slot, ended its operation or took it over, or may do so
 * because the lock is lost. What it learnt since is not recorded: the record belongs to the other run now.
 */
public final class LostOperationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean called;

    private LostOperationException(String message, boolean called) {
        super(message);
        this.called = called;
    }

    /** Returns the failure of a run whose operation is not its own any more. */
    public static LostOperationException takenOver(Operation operation) {
        return new LostOperationException(
                operation.category() + "/" + operation.service()
                        + ": the operation was ended or taken over by another run"
                        + " while this one was held up, so nothing was recorded; what this run made upstream, if"
                        + " anything, bears the tag " + operation.details().tag() + " and is found by reconcile",
                true);
    }

    /** Returns the failure of a run that planned from what another run changed since. Nothing was called. */
    public static LostOperationException changed(Object subject) {
        return new LostOperationException(
                subject + ": another run changed it since this one looked, so nothing was called: run again", false);
    }

    static LostOperationException ofNewerVersion(UnknownOperation operation) {
        return new LostOperationException(
                operation.category() + "/" + operation.service() + ": " + operation.reason() + "; nothing was called",
                false);
    }

    static LostOperationException lockLost(AgentId agent) {
        return new LostOperationException(
                "agent " + agent + ": this run was held up and its lock is lost, so nothing more was called:"
                        + " the next run continues with what is on record",
                false);
    }

    static LostOperationException interrupted(AgentId agent) {
        return new LostOperationException(
                "agent " + agent
                        + ": interrupted while waiting for a call of an earlier run to end; nothing was called",
                false);
    }

    /** Returns the same failure of a run that had called the upstream by then. */
    LostOperationException afterCall(Operation operation) {
        return called
                ? this
                : new LostOperationException(
                        getMessage() + "; what this run made of " + operation.category() + "/" + operation.service()
                                + " bears the tag " + operation.details().tag(),
                        true);
    }

    /** Returns whether this run may have changed anything upstream that is not on record. */
    public boolean mayHaveActed() {
        return called;
    }

    /** Returns what a caller gets: nothing was done, or nobody knows. */
    public ProviderException toProviderException(AgentId agent) {
        String message = "agent " + agent + ": " + getMessage();
        return called
                ? new ProviderIndeterminateException(message, this)
                : new ProviderUnavailableException(message, this);
    }
}
