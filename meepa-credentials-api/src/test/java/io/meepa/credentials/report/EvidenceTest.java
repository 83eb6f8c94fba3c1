package io.meepa.credentials.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.report.ReconciliationReport.Divergence;
import io.meepa.credentials.report.ReconciliationReport.Finding;
import io.meepa.credentials.report.ReconciliationReport.Remedy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** R17: what proves that something is gone, and what reports say of it. */
class EvidenceTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final CredentialKey KEY = CredentialKey.of(Category.EMAIL, "mailbox");
    private static final Evidence READ = Evidence.absent(NOW, "GET box: 404");
    private static final Evidence LISTED = Evidence.absent(NOW.plusSeconds(5), "list: not there");

    @Test
    @DisplayName("Two different questions that find nothing prove absence; one does not, however often it is asked")
    void wantsTwoDifferentQuestions() {
        assertThat(READ.provesAbsence()).isFalse();
        assertThat(READ.and(Evidence.absent(NOW.plusSeconds(5), "GET box: 404")).provesAbsence())
                .isFalse();
        assertThat(READ.and(LISTED).provesAbsence()).isTrue();
    }

    @Test
    @DisplayName("An end that the upstream shows proves absence; our own record does not")
    void believesAnEndThatIsShown() {
        assertThat(Evidence.shown(NOW, "show the card: CLOSED").provesAbsence()).isTrue();
        Evidence asked = Evidence.recorded(NOW, "asked").and(Evidence.recorded(NOW, "read the record"));
        assertThat(asked.provesAbsence()).isFalse();
        assertThat(asked.isOfRecordAlone()).isTrue();
        assertThat(asked.and(READ).isOfRecordAlone()).isFalse();
    }

    @Test
    @DisplayName("What is not found on another account, or on one that is not named, proves nothing")
    void wantsTheAccountThatMadeIt() {
        Evidence both = READ.and(LISTED);

        assertThat(both.provesAbsence("org-7")).isFalse();
        assertThat(both.onAccount("org-8").provesAbsence("org-7")).isFalse();
        assertThat(both.onAccount("org-7").provesAbsence("org-7")).isTrue();
        assertThat(READ.onAccount("org-7").provesAbsence("org-7")).isFalse();
        assertThat(Evidence.shown(NOW, "show the card: CLOSED").provesAbsence("org-7"))
                .isTrue();
    }

    @Test
    @DisplayName("More evidence adds looks, each once, and the account if there is none yet")
    void addsUp() {
        Evidence all = READ.and(LISTED.onAccount("org-7")).and(READ).and(LISTED.onAccount("org-8"));

        assertThat(all.looks()).extracting(Evidence.Look::finding).containsExactly("GET box: 404", "list: not there");
        assertThat(all.account()).contains("org-7");
        assertThat(all)
                .isEqualTo(READ.and(LISTED).onAccount("org-7"))
                .hasSameHashCodeAs(READ.and(LISTED).onAccount("org-7"));
        assertThat(all)
                .hasToString("GET box: 404 at 2026-11-21T10:00:00Z, then list: not there at 2026-11-21T10:00:05Z,"
                        + " on account org-7");
    }

    @Test
    @DisplayName("At most 20 looks are kept, the first and the latest, and 300 characters of each")
    void isBounded() {
        List<Evidence.Look> looks = new ArrayList<>();
        for (int i = 0; i < Evidence.MOST_LOOKS; i++) {
            looks.add(new Evidence.Look(Evidence.Kind.ABSENT, NOW, "look " + i));
        }
        assertThat(Evidence.of(looks).looks()).isEqualTo(looks);

        Evidence more = Evidence.of(looks).and(Evidence.absent(NOW, "look 20"));
        assertThat(more.looks()).hasSize(Evidence.MOST_LOOKS);
        assertThat(more.looks())
                .extracting(Evidence.Look::finding)
                .startsWith("look 0", "look 2")
                .endsWith("look 20");

        String longest = "x".repeat(Evidence.Look.LONGEST_FINDING);
        assertThat(Evidence.shown(NOW, longest).looks().get(0).finding()).isEqualTo(longest);
        assertThat(Evidence.shown(NOW, longest + "y").looks().get(0).finding())
                .hasSize(Evidence.Look.LONGEST_FINDING)
                .endsWith("x…");
        assertThatThrownBy(() -> Evidence.of(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("No report says that something is gone upstream without what that is based on")
    void isWhatReportsNeed() {
        for (DeprovisioningReport.End end :
                List.of(DeprovisioningReport.End.REVOKED, DeprovisioningReport.End.ALREADY_GONE)) {
            assertThatThrownBy(() -> new DeprovisioningReport.Outcome(KEY, end, ""))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(end + " without evidence");
            assertThat(new DeprovisioningReport.Outcome(KEY, end, "", Optional.of(READ)).evidence())
                    .contains(READ);
        }
        Finding finding = new Finding(
                Divergence.ORPHAN,
                Optional.of(AgentId.of("meepa")),
                Optional.of(Category.EMAIL),
                "mailbox",
                "inbox 1",
                "",
                Remedy.NONE,
                Optional.empty());
        assertThatThrownBy(() -> finding.with(Remedy.REVOKED, ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("revoked without evidence");
        assertThat(finding.basedOn(READ)
                        .basedOn(LISTED)
                        .with(Remedy.REVOKED, "")
                        .evidence())
                .contains(READ.and(LISTED));
    }

    @Test
    @DisplayName("A report of a departure names the evidence of all its outcomes")
    void isSummedUpByADeparture() {
        DeprovisioningReport.Outcome queued =
                new DeprovisioningReport.Outcome(KEY, DeprovisioningReport.End.QUEUED, "down");
        DeprovisioningReport report = new DeprovisioningReport(
                AgentId.of("meepa"),
                List.of(
                        queued,
                        new DeprovisioningReport.Outcome(KEY, DeprovisioningReport.End.REVOKED, "", Optional.of(READ)),
                        queued.basedOn(LISTED)),
                false);

        assertThat(report.evidence()).contains(READ.and(LISTED));
        assertThat(new DeprovisioningReport(AgentId.of("meepa"), List.of(queued), false).evidence())
                .isEmpty();
    }
}
