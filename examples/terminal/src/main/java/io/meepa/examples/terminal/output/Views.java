package io.meepa.examples.terminal.output;

import io.meepa.credentials.connect.Connection;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.CredentialSummary;
import io.meepa.credentials.model.ItemSummary;
import io.meepa.credentials.model.MetadataValue;
import io.meepa.credentials.report.DeprovisioningReport;
import io.meepa.credentials.report.DoctorReport;
import io.meepa.credentials.report.Evidence;
import io.meepa.credentials.report.ProvisioningPlan;
import io.meepa.credentials.report.ProvisioningReport;
import io.meepa.credentials.report.ReconciliationReport;
import io.meepa.credentials.report.RekeyReport;
import io.meepa.credentials.report.RotationReport;
import io.meepa.credentials.report.TransferReport;
import io.meepa.credentials.tool.AgentEnvironment;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What of the library's values is shown, and in which order. */
public final class Views {

    /** What stands in place of a value. */
    public static final String MASKED = "••••";

    private Views() {}

    /**
     * Shows what an agent has.
     *
     * @param summaries the credentials
     * @return a row each
     */
    public static Listing list(List<CredentialSummary> summaries) {
        Listing listing =
                new Listing("credentials", "category", "service", "name", "kind", "origin", "status", "items");
        for (CredentialSummary summary : summaries) {
            listing.row(
                    summary.category(),
                    summary.service(),
                    summary.name(),
                    lower(summary.kind()),
                    summary.origin().wireName(),
                    summary.status(),
                    summary.items().stream().map(ItemSummary::key).toList());
        }
        return listing;
    }

    /**
     * Shows where an agent's connections stand.
     *
     * @param connections the connections
     * @return a row each
     */
    public static Listing connections(List<Connection> connections) {
        Listing listing = new Listing("connections", "service", "name", "state", "account", "reason");
        for (Connection connection : connections) {
            listing.row(
                    connection.key().service(),
                    connection.key().name().orElse(""),
                    lower(connection.state()),
                    connection.account().orElse(""),
                    connection.reason());
        }
        return listing;
    }

    /**
     * Shows one credential with its secret values masked.
     *
     * @param summary the credential
     * @return one row per item
     */
    public static Listing masked(CredentialSummary summary) {
        Listing listing = facts(summary);
        for (ItemSummary item : summary.items()) {
            listing.row(item.key(), item.type(), item.shownValue().orElse(MASKED));
        }
        return listing;
    }

    /**
     * Shows one credential with its values.
     *
     * @param credential the credential
     * @return one row per item
     */
    public static Listing revealed(AgentCredential credential) {
        Listing listing = facts(credential.summary());
        for (CredentialItem item : credential.items()) {
            listing.row(item.key(), item.type(), item.value().reveal());
        }
        return listing;
    }

    /**
     * Shows a plan.
     *
     * @param plan the plan
     * @return a row a step
     */
    public static Listing plan(ProvisioningPlan plan) {
        Listing listing = new Listing("steps", "agent", "category", "provider", "action", "costs", "detail");
        for (ProvisioningPlan.Step step : plan.steps()) {
            listing.row(
                    step.agent(),
                    step.category(),
                    step.provider(),
                    lower(step.action()),
                    step.cost() == ProvisioningPlan.Cost.FREE ? "" : lower(step.cost()),
                    step.detail());
        }
        return listing;
    }

    /**
     * Shows the result of provisioning.
     *
     * @param report the report
     * @return one row per category
     */
    public static Listing provisioned(ProvisioningReport report) {
        Listing listing = new Listing("outcomes", "category", "service", "result", "detail", "evidence")
                .fact("agent", report.agent())
                .fact("complete", report.ok());
        for (ProvisioningReport.Outcome outcome : report.outcomes()) {
            listing.row(
                    outcome.category(),
                    outcome.service(),
                    lower(outcome.result()),
                    outcome.detail(),
                    text(outcome.evidence()));
        }
        return listing;
    }

    /**
     * Shows the result of provisioning several agents.
     *
     * @param reports one report per agent
     * @return one row per agent and category
     */
    public static Listing provisioned(List<ProvisioningReport> reports) {
        Listing listing = new Listing("outcomes", "agent", "category", "service", "result", "detail")
                .fact("agents", reports.size())
                .fact("complete", reports.stream().allMatch(ProvisioningReport::ok));
        for (ProvisioningReport report : reports) {
            for (ProvisioningReport.Outcome outcome : report.outcomes()) {
                listing.row(
                        report.agent(),
                        outcome.category(),
                        outcome.service(),
                        lower(outcome.result()),
                        outcome.detail());
            }
        }
        return listing;
    }

    /**
     * Shows the result of deprovisioning.
     *
     * @param report the report
     * @return one row per credential
     */
    public static Listing deprovisioned(DeprovisioningReport report) {
        Listing listing = new Listing("outcomes", "credential", "end", "detail", "evidence")
                .fact("agent", report.agent())
                .fact("document_deleted", report.documentDeleted());
        for (DeprovisioningReport.Outcome outcome : report.outcomes()) {
            listing.row(outcome.key(), lower(outcome.end()), outcome.detail(), text(outcome.evidence()));
        }
        return listing;
    }

    /**
     * Shows how what is asked for, stored and upstream differ.
     *
     * @param report the report
     * @return a row a finding
     */
    public static Listing reconciled(ReconciliationReport report) {
        Listing listing = new Listing(
                        "findings",
                        "agent",
                        "category",
                        "service",
                        "subject",
                        "divergence",
                        "remedy",
                        "detail",
                        "evidence")
                .fact("consistent", report.ok());
        for (ReconciliationReport.Finding finding : report.findings()) {
            listing.row(
                    finding.agent().map(AgentId::value).orElse(""),
                    finding.category().map(Category::name).orElse(""),
                    finding.service(),
                    finding.subject(),
                    lower(finding.divergence()),
                    lower(finding.remedy()),
                    finding.detail(),
                    text(finding.evidence()));
        }
        return listing;
    }

    /**
     * Shows when a secret that was renewed ends.
     *
     * @param report the report
     * @return one row
     */
    public static Listing rotated(RotationReport report) {
        return new Listing("rotations", "credential", "old_ends_at", "detail", "evidence")
                .fact("agent", report.agent())
                .row(
                        report.key(),
                        report.oldEndsAt().map(Instant::toString).orElse("at once"),
                        report.detail(),
                        report.evidence());
    }

    /**
     * Shows what is wrong or about to go wrong.
     *
     * @param report the report
     * @return a row a finding
     */
    public static Listing examined(DoctorReport report) {
        Listing listing =
                new Listing("findings", "severity", "code", "subject", "message").fact("healthy", report.ok());
        for (DoctorReport.Finding finding : report.findings()) {
            listing.row(finding.severity().wireName(), finding.code(), finding.subject(), finding.message());
        }
        return listing;
    }

    /**
     * Shows who can open a document under its new data key, or could.
     *
     * @param report the report
     * @return a row a recipient
     */
    public static Listing rekeyed(RekeyReport report) {
        Listing listing = new Listing("recipients", "recipient", "change")
                .fact("agent", report.agent())
                .fact("done", report.done());
        if (!report.blockers().isEmpty()) {
            listing.fact("blockers", report.blockers());
        }
        report.kept().forEach(recipient -> listing.row(recipient, "kept"));
        report.added().forEach(recipient -> listing.row(recipient, "added"));
        report.removed().forEach(recipient -> listing.row(recipient, "removed"));
        return listing;
    }

    /**
     * Shows for all agents what a new data key changed, or would.
     *
     * @param reports the reports
     * @return one row per agent
     */
    public static Listing rekeyed(List<RekeyReport> reports) {
        Listing listing = new Listing("reports", "agent", "done", "added", "removed", "blockers")
                .fact("documents", reports.size())
                .fact("rekeyed", reports.stream().filter(RekeyReport::done).count());
        for (RekeyReport report : reports) {
            listing.row(report.agent(), report.done(), report.added(), report.removed(), report.blockers());
        }
        return listing;
    }

    /**
     * Shows what came of copying documents.
     *
     * @param report the report
     * @return a row per document that was not copied, and how many of each kind
     */
    public static Listing transferred(TransferReport report) {
        Listing listing = new Listing("left", "agent", "why", "detail")
                .fact("documents", report.documents())
                .fact("copied", report.copied().size())
                .fact("same", report.same().size())
                .fact("complete", report.ok());
        report.different().forEach(agent -> listing.row(agent, "different", "there already, with other content"));
        report.refused().forEach(refused -> listing.row(refused.agent(), "refused", refused.reason()));
        return listing;
    }

    /**
     * Shows which variables tools get.
     *
     * @param environment the environment
     * @return a row a variable
     */
    public static Listing environment(AgentEnvironment environment) {
        Listing listing = new Listing("variables", "variable", "value");
        environment.names().forEach(name -> listing.row(name, MASKED));
        return listing;
    }

    private static Listing facts(CredentialSummary summary) {
        Listing listing = new Listing("items", "item", "type", "value")
                .fact("category", summary.category())
                .fact("service", summary.service())
                .fact("name", summary.name())
                .fact("kind", lower(summary.kind()))
                .fact("origin", summary.origin().wireName())
                .fact("status", summary.status());
        summary.metadata().values().forEach((name, value) -> listing.fact("metadata." + name, text(value)));
        return listing;
    }

    /**
     * Returns what a note says.
     *
     * @param value the note
     * @return a text or a flag
     */
    public static Object text(MetadataValue value) {
        if (value instanceof MetadataValue.Text text) {
            return text.value();
        }
        if (value instanceof MetadataValue.Numeric number) {
            return number.value().toString();
        }
        return ((MetadataValue.Flag) value).value();
    }

    /**
     * Shows a constant as in JSON.
     *
     * @param value the constant
     * @return its name in lower case
     */
    public static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static String text(Optional<Evidence> evidence) {
        return evidence.map(Evidence::toString).orElse("");
    }
}
