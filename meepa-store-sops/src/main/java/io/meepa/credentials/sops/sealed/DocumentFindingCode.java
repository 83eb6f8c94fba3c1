package io.meepa.credentials.sops.sealed;

import io.meepa.credentials.report.DoctorReport.Severity;
import io.meepa.credentials.spi.FindingCode;

/** What can be wrong with a sealed document, wherever it is kept. */
public enum DocumentFindingCode implements FindingCode {
    /** A pinned public key that belongs to another key pair. */
    PUBLIC_KEY_MISMATCH(Severity.ERROR),
    /** Only the agent's own key opens its document. */
    NO_RECOVERY_RECIPIENT(Severity.INFO),
    /** A document that names a recipient which the configuration does not name. */
    FOREIGN_RECIPIENTS(Severity.WARNING),
    /** A document that our own write encrypted to a recipient which the configuration no longer names. */
    KEPT_RECIPIENTS(Severity.WARNING),
    /** A document that lacks a recipient which the configuration names. */
    MISSING_RECIPIENTS(Severity.WARNING),
    /** A document that another tool made. */
    UNSEALED(Severity.WARNING),
    /** A document that another tool changed. */
    EDITED_ELSEWHERE(Severity.WARNING),
    /** A document of a shared place whose seal does not say whose it is: a copy of it fits another namespace too. */
    NAMESPACE_UNSEALED(Severity.WARNING),
    /** A document that is encrypted by another rule. */
    OTHER_RULE(Severity.WARNING);

    private final Severity severity;

    DocumentFindingCode(Severity severity) {
        this.severity = severity;
    }

    @Override
    public Severity severity() {
        return severity;
    }
}
