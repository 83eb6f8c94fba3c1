package io.meepa.credentials.core.operation;

import io.meepa.credentials.core.document.AgentDocument;

/** What earlier runs left on record for one use case, as any run may go on with it. */
public interface UnfinishedOperations {

    /** Returns whether a document holds any that a run has to look at by itself. */
    boolean pending(AgentDocument document);

    /** Finishes them within a flight. A failure leaves one for the next run, and never stops the others. */
    void finish(Flight flight);
}
