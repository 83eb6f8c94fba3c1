package io.meepa.credentials.core.config;

import io.meepa.credentials.report.DoctorReport.Severity;
import io.meepa.credentials.spi.FindingCode;

/** What a configuration can ask for in vain: no error, and most likely not what was meant. */
enum ConfigurationFindingCode implements FindingCode {
    /** A configuration file without a section of ours. */
    NOTHING_CONFIGURED(Severity.WARNING),
    /** Grants that no agent can get. */
    UNREACHED_GRANT(Severity.WARNING);

    private final Severity severity;

    ConfigurationFindingCode(Severity severity) {
        this.severity = severity;
    }

    @Override
    public Severity severity() {
        return severity;
    }
}
