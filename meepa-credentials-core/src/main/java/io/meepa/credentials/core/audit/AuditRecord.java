package io.meepa.credentials.core.audit;

import io.meepa.credentials.event.CredentialEvent;
import io.meepa.credentials.report.Evidence;
import java.time.Instant;

/**
 * What a record says.
 *
 * @param at when
 * @param agent whose; empty for what the trail says about itself
 * @param kind what
 * @param phase whether it begins or how it ended
 * @param subject the address
 * @param detail more; may be empty
 * @param evidence what a step that cannot be undone is based on; may be empty
 * @param of the number of the record of the beginning; 0 if this is none's end
 */
record AuditRecord(
        Instant at, String agent, String kind, String phase, String subject, String detail, String evidence, long of) {

    private static final String TRAIL = "AUDIT";

    static AuditRecord of(CredentialEvent event, long begun) {
        return new AuditRecord(
                event.at(),
                event.agent().value(),
                event.kind().name(),
                event.phase().name(),
                event.subject(),
                event.detail(),
                event.evidence().map(Evidence::toString).orElse(""),
                begun);
    }

    /** A remark of the trail about itself. */
    static AuditRecord remark(Instant at, String subject, String detail) {
        return new AuditRecord(at, "", TRAIL, CredentialEvent.Phase.NOTED.name(), subject, detail, "", 0);
    }
}
