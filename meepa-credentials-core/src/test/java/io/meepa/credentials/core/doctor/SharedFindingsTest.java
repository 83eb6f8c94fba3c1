package io.meepa.credentials.core.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.report.DoctorReport.Finding;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** F-408: what many agents share is one finding with a count. */
class SharedFindingsTest {

    private static List<Finding> of(int agents, DoctorFindingCode code) {
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < agents; i++) {
            AgentId agent = AgentId.of("a" + i);
            findings.add(code.finding(agent, "document of " + agent, "look at it"));
        }
        return findings;
    }

    @Test
    void reportsEachOfAFew() {
        List<Finding> few = of(SharedFindings.MOST_APART, DoctorFindingCode.AGENT_NOT_CONFIGURED);
        assertThat(SharedFindings.grouped(few)).isEqualTo(few);
        assertThat(SharedFindings.grouped(of(SharedFindings.MOST_APART + 1, DoctorFindingCode.AGENT_NOT_CONFIGURED)))
                .hasSize(1);
    }

    @Test
    void reportsManyAsOneWithACount() {
        List<Finding> all = of(10_000, DoctorFindingCode.AGENT_NOT_CONFIGURED);
        all.addAll(of(2, DoctorFindingCode.FAILED_CREDENTIAL));
        all.add(DoctorFindingCode.DEFAULT_NAMESPACE.finding("credentials.namespace", "set it"));

        List<Finding> grouped = SharedFindings.grouped(all);

        assertThat(grouped)
                .extracting(Finding::code)
                .containsExactly("agent-not-configured", "failed-credential", "failed-credential", "default-namespace");
        assertThat(grouped.get(0).agent()).isEmpty();
        assertThat(grouped.get(0).severity()).isEqualTo(DoctorFindingCode.AGENT_NOT_CONFIGURED.severity());
        assertThat(grouped.get(0).message())
                .isEqualTo("10000 agents (a0, a1, a2, a3, a4, a5, a6, a7, a8, a9 and 9990 more), the first of them:"
                        + " agent a0: look at it");
    }

    @Test
    void countsAgentsAndNotTheirFindings() {
        List<Finding> several = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            several.add(DoctorFindingCode.FAILED_CREDENTIAL.finding(AgentId.of("meepa"), "c" + i, "it failed"));
        }
        assertThat(SharedFindings.grouped(several)).isEqualTo(several);
    }
}
