package io.meepa.examples.gateway.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.report.DeprovisioningReport;
import io.meepa.credentials.report.Evidence;
import io.meepa.credentials.report.ProvisioningReport;
import io.meepa.credentials.report.ReconciliationReport;
import io.meepa.examples.gateway.view.EvidenceViews;
import io.meepa.examples.gateway.view.FormViews;
import java.util.Optional;

/** How runs ended, in rows. */
final class RunReports {

    private RunReports() {}

    /** What is switched on and could not be made is not done, even where nothing failed. */
    static void provisioned(ProvisioningReport report, Run run) {
        boolean skipped = false;
        for (ProvisioningReport.Outcome outcome : report.outcomes()) {
            boolean problem =
                    outcome.result() == ProvisioningReport.Result.SKIPPED && Costs.isProblem(outcome.detail());
            skipped |= problem;
            run.outcome(row(outcome.category().name(), outcome.service(), outcome.detail(), outcome.evidence())
                    .put("result", problem ? "unavailable" : FormViews.lower(outcome.result())));
        }
        boolean done = report.ok() && !skipped;
        run.end(done ? "done" : "incomplete", done ? "" : "not everything worked: see the reasons");
    }

    static void reconciled(ReconciliationReport report, Run run) {
        for (ReconciliationReport.Finding finding : report.findings()) {
            run.outcome(row(
                            finding.category().map(Category::name).orElse(""),
                            finding.service(),
                            finding.detail(),
                            finding.evidence())
                    .put("subject", finding.subject())
                    .put("result", FormViews.lower(finding.divergence()))
                    .put("remedy", FormViews.lower(finding.remedy())));
        }
        boolean done = report.open().isEmpty();
        run.end(done ? "done" : "incomplete", report.ok() ? "nothing differs" : "");
    }

    static void deprovisioned(DeprovisioningReport report, Run run) {
        for (DeprovisioningReport.Outcome outcome : report.outcomes()) {
            run.outcome(
                    row(outcome.key().category().name(), outcome.key().service(), outcome.detail(), outcome.evidence())
                            .put("name", outcome.key().name().orElse(""))
                            .put("result", FormViews.lower(outcome.end()))
                            .put("alive", report.alive().contains(outcome)));
        }
        boolean done = report.alive().isEmpty();
        run.end(
                done ? "done" : "incomplete",
                report.documentDeleted()
                        ? "the document is deleted"
                        : "the document stays, for what is still to revoke");
    }

    private static ObjectNode row(String category, String service, String detail, Optional<Evidence> evidence) {
        ObjectNode row = JsonNodeFactory.instance
                .objectNode()
                .put("category", category)
                .put("service", service)
                .put("detail", detail);
        evidence.ifPresent(looks -> row.set("evidence", EvidenceViews.evidence(looks)));
        return row;
    }
}
