package io.meepa.credentials.core.reconcile;

import io.meepa.credentials.core.operation.FailureMessages;
import io.meepa.credentials.report.ReconciliationReport.Divergence;
import io.meepa.credentials.report.ReconciliationReport.Finding;
import io.meepa.credentials.report.ReconciliationReport.Remedy;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Something that differs, and how to repair it.
 *
 * @param finding what differs
 * @param repair repairs it and returns the finding with its remedy; empty if that is for a person
 */
record Discrepancy(Finding finding, Optional<UnaryOperator<Finding>> repair) {

    static Discrepancy forPerson(Finding finding) {
        return new Discrepancy(finding, Optional.empty());
    }

    static Discrepancy repairable(Finding finding, UnaryOperator<Finding> repair) {
        return new Discrepancy(finding, Optional.of(repair));
    }

    /** One repair's failure never stops the others. */
    Finding repaired() {
        if (repair.isEmpty()) {
            return finding;
        }
        try {
            return repair.get().apply(finding);
        } catch (RuntimeException e) {
            return finding.with(Remedy.FAILED, FailureMessages.of(e));
        }
    }

    boolean is(Divergence divergence) {
        return finding.divergence() == divergence;
    }
}
