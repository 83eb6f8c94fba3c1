package io.meepa.credentials.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.meepa.credentials.AuditUnavailableException;
import io.meepa.credentials.error.CredentialException;
import io.meepa.credentials.report.AuditReport.Finding;
import io.meepa.credentials.report.AuditReport.Problem;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AuditReportTest {

    @Test
    void isSoundWithoutFindingsEvenIfTheLastAppendNeverEnded() {
        assertThat(new AuditReport(1, 7, true, List.of()).ok()).isTrue();
    }

    @Test
    void keepsWhatWasFoundAndSaysWhere() {
        List<Finding> found = new ArrayList<>(List.of(new Finding(Problem.ALTERED, 3, "audit-000001.jsonl", "edited")));

        AuditReport report = new AuditReport(1, 7, false, found);
        found.clear();

        assertThat(report.ok()).isFalse();
        assertThat(report.findings()).hasToString("[ALTERED at record 3 in audit-000001.jsonl: edited]");
    }

    @Test
    void isAnErrorOfItsOwnWhenNothingMayHappenUnrecorded() {
        assertThatExceptionOfType(CredentialException.class)
                .isThrownBy(() -> {
                    throw new AuditUnavailableException("agent meepa: REVEAL was not recorded");
                })
                .isInstanceOf(AuditUnavailableException.class)
                .withMessageContaining("REVEAL");
    }
}
