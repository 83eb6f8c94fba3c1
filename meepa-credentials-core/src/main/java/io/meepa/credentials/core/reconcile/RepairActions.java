package io.meepa.credentials.core.reconcile;

import io.meepa.credentials.core.config.AgentChoice;
import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.core.document.Operation;
import io.meepa.credentials.core.operation.Flight;
import io.meepa.credentials.core.operation.ProviderBinding;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.report.Evidence;
import io.meepa.credentials.report.ProvisioningReport;
import java.util.List;
import java.util.Optional;

/** What reconciliation has other use cases do. */
public interface RepairActions {

    /** Returns the categories that provisioning would create now. */
    List<ProviderBinding> missing(AgentChoice agent, AgentDocument document);

    /** Provisions one category, on evidence that there is nothing in its place. */
    ProvisioningReport.Outcome provision(Flight flight, Category category, Evidence evidence);

    /** Takes resources back into use that bear a tag and are on nobody's record; makes nothing in their place. */
    ProvisioningReport.Outcome adopt(Flight flight, ProviderBinding binding, Unclaimed unclaimed);

    /** Suspends once more what was resumed upstream. */
    void suspend(Flight flight, AgentCredential credential);

    /** Finishes a rotation, a suspension or a resumption that an earlier run left; returns why it could not, or empty. */
    Optional<String> finish(Flight flight, Operation operation);
}
