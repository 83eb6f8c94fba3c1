package io.meepa.credentials.core.doctor;

import io.meepa.credentials.report.DoctorReport.Severity;
import io.meepa.credentials.spi.FindingCode;

/** What can be wrong whatever the store, by its stable code. */
enum Symptom implements FindingCode {
    /** A secret that everybody knows. */
    SAMPLE_SECRET("sample-secret", Severity.ERROR),
    /** A system credential with some of its variables only. */
    HALF_SET("half-set", Severity.WARNING),
    /** An enabled provider without its key. */
    MISSING_VARIABLE("missing-variable", Severity.ERROR),
    /** The organisation's keys are handed to tools. */
    ORGANISATION_KEYS_INJECTED("organisation-keys-injected", Severity.WARNING),
    /** A configuration file without a section of ours. */
    NOTHING_CONFIGURED("nothing-configured", Severity.WARNING),
    /** Grants that no agent can get. */
    UNREACHED_GRANT("unreached-grant", Severity.WARNING),
    /** Tags that another host may use too. */
    DEFAULT_NAMESPACE("default-namespace", Severity.INFO),
    /** A store that does not list its documents. */
    UNREADABLE_STORE("unreadable-store", Severity.ERROR),
    /** No key opens a document. */
    KEY_UNAVAILABLE("key-unavailable", Severity.ERROR),
    /** A document that was changed without its key, or broken. */
    DAMAGED_DOCUMENT("damaged-document", Severity.ERROR),
    /** A former copy in a document's place. */
    ROLLED_BACK_DOCUMENT("rolled-back-document", Severity.ERROR),
    /** A credential that cannot be understood, beside others that can. */
    UNREADABLE_CREDENTIAL("unreadable-credential", Severity.ERROR),
    /** A document that cannot be read for another reason. */
    UNREADABLE_DOCUMENT("unreadable-document", Severity.ERROR),
    /** A document of an agent that is not configured. */
    AGENT_NOT_CONFIGURED("agent-not-configured", Severity.WARNING),
    /** An old file with secrets in clear. */
    LEGACY_IDENTITY("legacy-identity", Severity.WARNING),
    /** An operation that did not end yet. */
    OPEN_OPERATION("open-operation", Severity.WARNING),
    /** An operation of which it is unknown whether it happened. */
    INDETERMINATE_OPERATION("indeterminate-operation", Severity.ERROR),
    /** A resource that is alive and should not be. */
    QUEUED_REVOCATION("queued-revocation", Severity.WARNING),
    /** A credential that could not be provisioned. */
    FAILED_CREDENTIAL("failed-credential", Severity.WARNING),
    /** A credential that waits for a person. */
    PENDING_MANUAL("pending-manual", Severity.INFO);

    private final String code;
    private final Severity severity;

    Symptom(String code, Severity severity) {
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
