package io.meepa.credentials.core.engine;

import io.meepa.credentials.ReconciliationReport.Divergence;
import io.meepa.credentials.ReconciliationReport.Finding;
import io.meepa.credentials.ReconciliationReport.Remedy;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Something that differs, and how to put it right.
 *
 * @param finding what differs
 * @param cure puts it right and tells what became of it; empty if that is for a person
 */
record Case(Finding finding, Optional<UnaryOperator<Finding>> cure) {

    static Case forPerson(Finding finding) {
        return new Case(finding, Optional.empty());
    }

    static Case curable(Finding finding, UnaryOperator<Finding> cure) {
        return new Case(finding, Optional.of(cure));
    }

    /** One cure's failure never stops the others. */
    Finding cured() {
        if (cure.isEmpty()) {
            return finding;
        }
        try {
            return cure.get().apply(finding);
        } catch (RuntimeException e) {
            return finding.with(Remedy.FAILED, Reason.of(e));
        }
    }

    boolean is(Divergence divergence) {
        return finding.divergence() == divergence;
    }
}
