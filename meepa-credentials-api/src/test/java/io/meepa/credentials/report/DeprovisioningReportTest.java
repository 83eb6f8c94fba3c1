package io.meepa.credentials.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.report.DeprovisioningReport.End;
import io.meepa.credentials.report.DeprovisioningReport.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DeprovisioningReportTest {

    private final List<Outcome> everyEnd = new ArrayList<>(Arrays.stream(End.values())
            .map(end -> new Outcome(
                    CredentialKey.of(Category.LOGIN, end.name()),
                    end,
                    "",
                    Optional.of(Evidence.recorded(Instant.EPOCH, "asked"))))
            .toList());

    @Test
    void namesEverythingThatIsStillAlive() {
        DeprovisioningReport report = new DeprovisioningReport(AgentId.of("meepa"), everyEnd, false);

        assertThat(report.alive())
                .extracting(Outcome::end)
                .containsExactly(End.QUEUED, End.UNSUPPORTED, End.LEFT_ALIVE);
        assertThat(report.documentDeleted()).isFalse();
    }

    @Test
    void isASnapshot() {
        DeprovisioningReport report = new DeprovisioningReport(AgentId.of("meepa"), everyEnd, true);
        everyEnd.clear();

        assertThat(report.outcomes()).hasSize(End.values().length);
    }
}
