package io.meepa.credentials.core.system;

import io.meepa.credentials.report.DoctorReport.Severity;
import io.meepa.credentials.spi.FindingCode;

/** What can be wrong with the host's environment. */
public enum SystemFindingCode implements FindingCode {
    /** A secret that everybody knows. */
    SAMPLE_SECRET(Severity.ERROR),
    /** A system credential with some of its variables only. */
    HALF_SET(Severity.WARNING);

    private final Severity severity;

    SystemFindingCode(Severity severity) {
        this.severity = severity;
    }

    @Override
    public Severity severity() {
        return severity;
    }
}
