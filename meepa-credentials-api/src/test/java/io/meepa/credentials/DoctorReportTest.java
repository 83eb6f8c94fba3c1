package io.meepa.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.DoctorReport.Finding;
import io.meepa.credentials.DoctorReport.Severity;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DoctorReportTest {

    private static Finding finding(Severity severity) {
        return new Finding("wide-mode", severity, Optional.empty(), "/home/x", "/home/x is open to others");
    }

    @Test
    void isHealthyWithRemarksOnly() {
        assertThat(new DoctorReport(List.of()).healthy()).isTrue();
        assertThat(new DoctorReport(List.of(finding(Severity.INFO))).healthy()).isTrue();
        assertThat(new DoctorReport(List.of(finding(Severity.INFO), finding(Severity.WARNING))).healthy())
                .isFalse();
        assertThat(new DoctorReport(List.of(finding(Severity.ERROR))).healthy()).isFalse();
    }

    @Test
    void saysAFindingInALine() {
        assertThat(finding(Severity.WARNING)).hasToString("warning wide-mode: /home/x is open to others");
    }
}
