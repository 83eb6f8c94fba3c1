package io.meepa.credentials.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.report.DoctorReport.Finding;
import io.meepa.credentials.report.DoctorReport.Severity;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DoctorReportTest {

    private static Finding finding(Severity severity) {
        return new Finding("wide-mode", severity, Optional.empty(), "/home/x", "/home/x is open to others");
    }

    @Test
    void isHealthyWithRemarksOnly() {
        assertThat(new DoctorReport(List.of()).ok()).isTrue();
        assertThat(new DoctorReport(List.of(finding(Severity.INFO))).ok()).isTrue();
        assertThat(new DoctorReport(List.of(finding(Severity.INFO), finding(Severity.WARNING))).ok())
                .isFalse();
        assertThat(new DoctorReport(List.of(finding(Severity.ERROR))).ok()).isFalse();
    }

    @Test
    void saysAFindingInALine() {
        assertThat(finding(Severity.WARNING)).hasToString("warning wide-mode: /home/x is open to others");
    }
}
