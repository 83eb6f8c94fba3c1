package io.meepa.credentials.store.postgres;

import io.meepa.credentials.report.DoctorReport.Severity;
import io.meepa.credentials.spi.FindingCode;

/** What can be wrong with the database, by its stable code. */
enum PostgresFindingCode implements FindingCode {
    /** A database that does not answer, or refuses. */
    DATABASE_UNAVAILABLE("database-unavailable", Severity.ERROR),
    /** A lost primary loses acknowledged writes. */
    NOT_REPLICATED("not-replicated", Severity.WARNING),
    /** A server that does not force writes to disk. */
    NOT_DURABLE("not-durable", Severity.ERROR),
    /** A login that sees the rows of every gateway. */
    RLS_BYPASSED("rls-bypassed", Severity.WARNING),
    /** A standby in place of the primary. */
    READ_ONLY_SERVER("read-only-server", Severity.ERROR),
    /** A server older than those that this was tried with. */
    OLD_SERVER("old-server", Severity.WARNING),
    /** A server whose clock is not this machine's. */
    CLOCK_DIFFERS("clock-differs", Severity.WARNING),
    /** A lock that ended while it was held. */
    LEASE_LOST("lease-lost", Severity.WARNING),
    /** A database that a person restored. */
    RESTORED("restored", Severity.WARNING);

    private final String code;
    private final Severity severity;

    PostgresFindingCode(String code, Severity severity) {
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
