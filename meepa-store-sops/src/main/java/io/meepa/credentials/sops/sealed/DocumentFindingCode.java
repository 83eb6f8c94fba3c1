package io.meepa.credentials.sops.sealed;

import io.meepa.credentials.report.DoctorReport.Severity;
import io.meepa.credentials.spi.FindingCode;

/** What can be wrong with a sealed document, wherever it is kept. */
public enum DocumentFindingCode implements FindingCode {
    /** A pinned public key that belongs to another key pair. */
    PUBLIC_KEY_MISMATCH("public-key-mismatch", Severity.ERROR),
    /** Only the agent's own key opens its document. */
    NO_RECOVERY_RECIPIENT("no-recovery-recipient", Severity.WARNING),
    /** A document that names a recipient which the configuration does not name. */
    FOREIGN_RECIPIENTS("foreign-recipients", Severity.WARNING),
    /** A document that our own write encrypted to a recipient which the configuration no longer names. */
    KEPT_RECIPIENTS("kept-recipients", Severity.WARNING),
    /** A document that lacks a recipient which the configuration names. */
    MISSING_RECIPIENTS("missing-recipients", Severity.WARNING),
    /** A document that another tool made. */
    UNSEALED("unsealed", Severity.WARNING),
    /** A document that another tool changed. */
    EDITED_ELSEWHERE("edited-elsewhere", Severity.WARNING),
    /** A document that is encrypted by another rule. */
    OTHER_RULE("other-rule", Severity.WARNING);

    private final String code;
    private final Severity severity;

    DocumentFindingCode(String code, Severity severity) {
        this.code = code;
        this.severity = severity;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public Severity severity() {
        return severity;
    }
}
