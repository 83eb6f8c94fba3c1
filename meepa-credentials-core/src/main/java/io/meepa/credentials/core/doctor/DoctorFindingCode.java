package io.meepa.credentials.core.doctor;

import io.meepa.credentials.report.DoctorReport.Severity;
import io.meepa.credentials.spi.FindingCode;

/** What can be wrong whatever the store, beside what {@code SystemFindingCode} and {@code ConfigurationFindingCode} name. */
enum DoctorFindingCode implements FindingCode {
    /** An enabled provider without its key. */
    MISSING_VARIABLE(Severity.ERROR),
    /** The organisation's keys are handed to tools. */
    ORGANISATION_KEYS_INJECTED(Severity.WARNING),
    /** A rule of the HTTP client for an agent that has nothing to add. */
    RULE_WITHOUT_ITEM(Severity.WARNING),
    /** The JDK writes what its HTTP client sends to the log. */
    WIRE_LOG(Severity.ERROR),
    /** Tags that another host may use too. */
    DEFAULT_NAMESPACE(Severity.INFO),
    /** A host that has stored nothing yet. */
    FIRST_RUN(Severity.INFO),
    /** A store that does not list its documents. */
    UNREADABLE_STORE(Severity.ERROR),
    /** No key opens a document. */
    KEY_UNAVAILABLE(Severity.ERROR),
    /** A document that was changed without its key, or broken. */
    DAMAGED_DOCUMENT(Severity.ERROR),
    /** A former copy in a document's place. */
    ROLLED_BACK_DOCUMENT(Severity.ERROR),
    /** A credential that cannot be understood, beside others that can. */
    UNREADABLE_CREDENTIAL(Severity.ERROR),
    /** A document that cannot be read for another reason. */
    UNREADABLE_DOCUMENT(Severity.ERROR),
    /** A document of an agent that is not configured. */
    AGENT_NOT_CONFIGURED(Severity.WARNING),
    /** An old file with secrets in clear. */
    LEGACY_IDENTITY(Severity.WARNING),
    /** An operation that did not end yet. */
    OPEN_OPERATION(Severity.WARNING),
    /** A secret that a rotation replaced, within its overlap. */
    ROTATION_OVERLAP(Severity.INFO),
    /** An operation of which it is unknown whether it happened. */
    INDETERMINATE_OPERATION(Severity.ERROR),
    /** An operation of a kind or state that only a newer version knows. */
    NEWER_OPERATION(Severity.WARNING),
    /** A resource that is alive and should not be. */
    QUEUED_REVOCATION(Severity.WARNING),
    /** A credential that could not be provisioned. */
    FAILED_CREDENTIAL(Severity.WARNING),
    /** A credential that its upstream will stop accepting soon. */
    EXPIRING_CREDENTIAL(Severity.WARNING),
    /** A credential that its upstream has stopped accepting. */
    EXPIRED_CREDENTIAL(Severity.ERROR),
    /** A credential that waits for a person. */
    PENDING_MANUAL(Severity.INFO);

    private final Severity severity;

    DoctorFindingCode(Severity severity) {
        this.severity = severity;
    }

    @Override
    public Severity severity() {
        return severity;
    }
}
