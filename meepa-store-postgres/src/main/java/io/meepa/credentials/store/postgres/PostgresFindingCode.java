package io.meepa.credentials.store.postgres;

import io.meepa.credentials.report.DoctorReport.Severity;
import io.meepa.credentials.spi.FindingCode;

/** What can be wrong with the database, by its stable code. */
enum PostgresFindingCode implements FindingCode {
    /** A database that does not answer, or refuses. */
    DATABASE_UNAVAILABLE(Severity.ERROR),
    /** A lost primary loses acknowledged writes. */
    NOT_REPLICATED(Severity.WARNING),
    /** A server that does not force writes to disk. */
    NOT_DURABLE(Severity.ERROR),
    /** A login that sees the rows of every gateway. */
    RLS_BYPASSED(Severity.WARNING),
    /** A standby in place of the primary. */
    READ_ONLY_SERVER(Severity.ERROR),
    /** A server older than those that this was tried with. */
    OLD_SERVER(Severity.WARNING),
    /** A server whose clock is not this machine's. */
    CLOCK_DIFFERS(Severity.WARNING),
    /** A lock that ended while it was held. */
    LEASE_LOST(Severity.WARNING),
    /** A database that a person restored. */
    RESTORED(Severity.WARNING);

    private final Severity severity;

    PostgresFindingCode(Severity severity) {
        this.severity = severity;
    }

    @Override
    public Severity severity() {
        return severity;
    }
}
