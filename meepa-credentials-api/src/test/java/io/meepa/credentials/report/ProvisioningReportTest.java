package io.meepa.credentials.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.report.ProvisioningReport.Outcome;
import io.meepa.credentials.report.ProvisioningReport.Result;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ProvisioningReportTest {

    private static final AgentId MEEPA = AgentId.of("meepa");

    @ParameterizedTest
    @EnumSource
    void isCompleteUnlessSomethingFailedOrIsUnknown(Result result) {
        boolean complete = result != Result.FAILED && result != Result.INDETERMINATE;

        assertThat(report(Result.PROVISIONED, result).ok()).isEqualTo(complete);
    }

    @Test
    void isCompleteWhenThereWasNothingToDo() {
        assertThat(report().ok()).isTrue();
    }

    @Test
    void isASnapshot() {
        List<Outcome> outcomes = new ArrayList<>(report(Result.FAILED).outcomes());
        ProvisioningReport report = new ProvisioningReport(MEEPA, outcomes);
        outcomes.clear();

        assertThat(report.outcomes()).hasSize(1);
        assertThat(report.agent()).isEqualTo(MEEPA);
    }

    private static ProvisioningReport report(Result... results) {
        return new ProvisioningReport(
                MEEPA,
                List.of(results).stream()
                        .map(result -> new Outcome(Category.EMAIL, "mail", result, ""))
                        .toList());
    }
}
