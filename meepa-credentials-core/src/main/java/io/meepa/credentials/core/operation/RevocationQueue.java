package io.meepa.credentials.core.operation;

import io.meepa.credentials.core.document.Operation;
import io.meepa.credentials.report.DeprovisioningReport;
import java.util.List;
import java.util.function.Predicate;

/** The revocations on record, as other use cases see them: they put some there, and have some worked off. */
public interface RevocationQueue {

    /** Tries what is chosen of the queue, due or not; continues after failures. */
    List<DeprovisioningReport.Outcome> work(Flight flight, Predicate<Operation> chosen);

    /** Returns whether an operation of the queue is due now. */
    boolean isDue(Operation operation);
}
