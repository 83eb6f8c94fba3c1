package io.meepa.verification.migration;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.CredentialManagerBuilder;
import io.meepa.credentials.ValidToken;
import io.meepa.credentials.error.CredentialException;
import io.meepa.credentials.event.CredentialEvent;
import io.meepa.credentials.form.FormValues;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.CredentialStatus;
import io.meepa.credentials.model.CredentialSummary;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Metadata;
import io.meepa.credentials.model.MetadataValue;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.provider.gworkspace.GoogleWorkspaceProvider;
import io.meepa.credentials.provider.gworkspace.token.AccessToken;
import io.meepa.credentials.report.AuditReport;
import io.meepa.credentials.report.DeprovisionMode;
import io.meepa.credentials.report.DeprovisioningReport;
import io.meepa.credentials.report.DoctorReport;
import io.meepa.credentials.report.PendingOperation;
import io.meepa.credentials.report.ProvisioningReport;
import io.meepa.credentials.report.ReconcileMode;
import io.meepa.credentials.report.ReconciliationReport;
import io.meepa.credentials.signup.SignupResult;
import io.meepa.credentials.spi.provider.CredentialProvider;
import io.meepa.credentials.testkit.ManualClock;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The build under test, by the words of the documents: everything that the fixtures call of the public interface stands
 * here, and nothing else of it is used. When a name of that interface changes, this file changes and the fixtures do not.
 */
final class Build implements AutoCloseable {

    static final String AGENT = "meepa";

    private final CredentialManager manager;
    private final AgentCredentials agent;

    Build(CredentialManager manager) {
        this.manager = manager;
        this.agent = manager.agent(AGENT);
    }

    /** Opens a home by the {@code config.yaml} in it. Waits move the clock instead. */
    static Build open(Path home, ManualClock clock, List<CredentialProvider> providers, Map<String, ?> settings) {
        CredentialManagerBuilder builder = CredentialManager.builder()
                .configuration(home.resolve("config.yaml"))
                .home(home)
                .clock(clock)
                .sleeper(clock::advance)
                .environment(
                        Map.of("AGENTMAIL_API_KEY", "fixture-org-key", "PRIVACY_API_KEY", "fixture-account-key")::get);
        providers.forEach(builder::provider);
        settings.forEach(builder::set);
        return new Build(builder.open());
    }

    /** Returns the provider of Google's mailboxes with a token that a test made up. */
    static CredentialProvider google(Clock clock) {
        return new GoogleWorkspaceProvider(request -> new AccessToken(
                Secret.of("fixture-google-token"), clock.instant().plus(Duration.ofHours(1))));
    }

    /** Returns the names of the kinds of events, and of their phases, as the audit trail has them. */
    static List<String> eventNames() {
        return Stream.concat(
                        Arrays.stream(CredentialEvent.Kind.values()).map(Enum::name),
                        Arrays.stream(CredentialEvent.Phase.values()).map(Enum::name))
                .toList();
    }

    /** Looks at everything that can be looked at without a call, and returns what is listed and what is pending. */
    ObjectNode seen() {
        agent.plan();
        ObjectNode seen = JsonNodeFactory.instance.objectNode();
        ArrayNode listed = seen.putArray("listed");
        agent.list().forEach(summary -> describe(summary, listed.addObject()));
        ArrayNode pending = seen.putArray("pending");
        agent.managed().pendingOperations().forEach(work -> describe(work, pending.addObject()));
        return seen;
    }

    private static void describe(CredentialSummary summary, ObjectNode node) {
        node.put("kind", word(summary.kind()));
        node.put("category", summary.category().name());
        node.put("service", summary.service());
        node.put("name", summary.name());
        node.put("origin", summary.origin().wireName());
        if (summary.status() instanceof CredentialStatus.Failed failed) {
            node.putObject("status").put("failed", failed.reason());
        } else {
            node.put("status", ((CredentialStatus.Settled) summary.status()).wireName());
        }
        node.put("usable", summary.usable());
        ArrayNode items = node.putArray("items");
        summary.items()
                .forEach(item -> items.addObject()
                        .put("key", item.key())
                        .put("item_type", item.type().name()));
        describe(summary.metadata(), node.putObject("metadata"));
    }

    private static void describe(Metadata metadata, ObjectNode node) {
        metadata.values().forEach((name, value) -> {
            if (value instanceof MetadataValue.Text text) {
                node.put(name, text.value());
            } else if (value instanceof MetadataValue.Numeric number) {
                node.put(name, number.value().toPlainString());
            } else {
                node.put(name, ((MetadataValue.Flag) value).value());
            }
        });
    }

    private static void describe(PendingOperation work, ObjectNode node) {
        node.put("operation", work.operation());
        node.put("kind", word(work.kind()));
        node.put("state", word(work.standing()));
        node.put("category", work.key().category().name());
        node.put("service", work.key().service());
        node.put("name", work.key().name().orElse(""));
        node.put("since", work.since().toString());
        node.put("attempts", work.attempts());
        node.put("due", work.due().map(Instant::toString).orElse(""));
        node.put("reason", work.reason());
    }

    /** Reveals everything that is listed, and returns each item's value. */
    ArrayNode values() {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        for (CredentialSummary summary : agent.list()) {
            ObjectNode values = all.addObject();
            for (CredentialItem item : agent.get(summary.key()).items()) {
                values.put(item.key(), item.value().reveal());
            }
        }
        return all;
    }

    /**
     * Takes one step, written as a word and, behind a colon, what it is about: {@code provision}, {@code reconcile},
     * {@code deprovision}, {@code token:service}, {@code rotate:category/service} and the like.
     *
     * @return what came of it, without texts that people read; {@code refused} if it threw
     */
    ObjectNode step(String step) {
        String word = step.split(":", 2)[0];
        String about = step.contains(":") ? step.split(":", 2)[1] : "";
        ObjectNode outcome = JsonNodeFactory.instance.objectNode();
        outcome.put("step", step);
        try {
            take(word, about, outcome);
        } catch (CredentialException e) {
            outcome.put("refused", true);
        }
        return outcome;
    }

    private void take(String word, String about, ObjectNode outcome) {
        switch (word) {
            case "provision" -> provision(outcome);
            case "reconcile" -> reconcile(outcome);
            case "deprovision" -> deprovision(outcome);
            case "token" -> token(key("token", about), outcome);
            case "rotate" -> agent.managed().rotate(key(about));
            case "suspend" -> agent.managed().suspend(key(about));
            case "resume" -> agent.managed().resume(key(about));
            case "add" ->
                agent.add(AgentCredential.of(key(about).category(), key(about).service())
                        .item("token", Secret.of("fixture-added"), ItemType.API_TOKEN)
                        .build());
            case "forget" -> agent.managed().forget(key(about));
            case "complete" ->
                agent.signups().complete(key(about), SignupResult.nothing().note("account", "4711"));
            case "fulfil" ->
                agent.manualSteps().complete(key(about), FormValues.empty().with("number", "+15550100"));
            default -> throw new IllegalArgumentException("no such step: " + word);
        }
    }

    private void provision(ObjectNode outcome) {
        for (ProvisioningReport.Outcome each : agent.provision().outcomes()) {
            if (each.result() != ProvisioningReport.Result.SKIPPED) {
                outcome.put(each.category() + "/" + each.service(), word(each.result()));
            }
        }
    }

    private void reconcile(ObjectNode outcome) {
        ArrayNode findings = outcome.putArray("findings");
        for (ReconciliationReport.Finding finding :
                agent.managed().reconcile(ReconcileMode.APPLY).findings()) {
            findings.add(word(finding.divergence()) + " " + word(finding.remedy()));
        }
    }

    private void deprovision(ObjectNode outcome) {
        DeprovisioningReport report = agent.deprovision(DeprovisionMode.REVOKE);
        ArrayNode ends = outcome.putArray("ends");
        report.outcomes().stream()
                .map(each -> each.key() + " " + word(each.end()))
                .sorted()
                .forEach(ends::add);
        outcome.put("document_deleted", report.documentDeleted());
    }

    private void token(CredentialKey key, ObjectNode outcome) {
        ValidToken token = agent.tokens().get(key);
        outcome.put("value", token.value().reveal());
        outcome.put("expires_at", token.expiresAt().map(Instant::toString).orElse(""));
    }

    /** Returns the codes of what the doctor finds. */
    Set<String> findings() {
        return manager.doctor().findings().stream()
                .map(DoctorReport.Finding::code)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Checks the audit trail. */
    ObjectNode audit() {
        AuditReport report = manager.verifyAudit();
        return JsonNodeFactory.instance
                .objectNode()
                .put("sound", report.ok())
                .put("first", report.first())
                .put("last", report.last());
    }

    private static CredentialKey key(String about) {
        String[] parts = about.split("/", 2);
        return key(parts[0], parts[1]);
    }

    private static CredentialKey key(String category, String service) {
        return CredentialKey.of(Category.of(category), service);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void close() {
        manager.close();
    }
}
