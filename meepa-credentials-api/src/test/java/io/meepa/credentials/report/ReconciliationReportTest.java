package io.meepa.credentials.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.report.ReconciliationReport.Divergence;
import io.meepa.credentials.report.ReconciliationReport.Finding;
import io.meepa.credentials.report.ReconciliationReport.Remedy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReconciliationReportTest {

    private final Finding orphan = new Finding(
            Divergence.ORPHAN,
            Optional.of(AgentId.of("meepa")),
            Optional.of(Category.EMAIL),
            "mailbox",
            "inbox i1",
            "nobody knows it",
            Remedy.NONE,
            Optional.of(Evidence.shown(Instant.EPOCH, "list: it bears our tag")));

    @Test
    void reportsWhatIsLeftOpen() {
        Finding revoked = orphan.with(Remedy.REVOKED, "");
        Finding failed = orphan.with(Remedy.FAILED, "mailbox is down");
        ReconciliationReport report = new ReconciliationReport(List.of(orphan, revoked, failed));

        assertThat(report.ok()).isFalse();
        assertThat(report.of(Divergence.ORPHAN)).hasSize(3);
        assertThat(report.of(Divergence.MISSING)).isEmpty();
        assertThat(report.open()).containsExactly(orphan, failed);
        assertThat(revoked.detail()).isEqualTo("nobody knows it");
        assertThat(failed.detail()).isEqualTo("nobody knows it; mailbox is down");
    }
}
