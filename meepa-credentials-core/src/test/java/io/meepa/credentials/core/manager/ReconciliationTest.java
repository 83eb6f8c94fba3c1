package io.meepa.credentials.core.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.CredentialManagerBuilder;
import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.core.document.DocumentCodec;
import io.meepa.credentials.core.document.Operation;
import io.meepa.credentials.core.document.Trees;
import io.meepa.credentials.error.ProviderUnavailableException;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialStatus;
import io.meepa.credentials.report.PendingOperation;
import io.meepa.credentials.report.ReconcileMode;
import io.meepa.credentials.report.ReconciliationReport;
import io.meepa.credentials.report.ReconciliationReport.Divergence;
import io.meepa.credentials.report.ReconciliationReport.Finding;
import io.meepa.credentials.report.ReconciliationReport.Remedy;
import io.meepa.credentials.spi.call.TaggedResource;
import io.meepa.credentials.spi.call.UpstreamResource;
import io.meepa.credentials.spi.call.Verification;
import io.meepa.credentials.spi.call.Verification.State;
import io.meepa.credentials.spi.provider.Capabilities;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** F-02, W-07, W-08: desired against stored against upstream. */
class ReconciliationTest {

    private final RecordingStore store = new RecordingStore();
    private final ScriptedUpstream mail = ScriptedUpstream.mail();
    private final ScriptedUpstream card =
            new ScriptedUpstream("cards", Category.CREDIT_CARD, Capabilities.Creation.FINDABLE);
    private final Map<String, Divergence> expected = new LinkedHashMap<>();
    private final Map<String, Remedy> remedies = new LinkedHashMap<>();

    private ReconciliationReport reconcile(ReconcileMode mode) {
        CredentialManagerBuilder builder = Managers.builder(store, mail).set("agents.fine", Map.of("id", "fine"));
        expected.keySet().stream()
                .filter(agent -> !agent.equals("ghost") && !agent.equals("unlisted"))
                .forEach(agent -> builder.set("agents." + agent, Map.of("id", agent)));
        try (CredentialManager manager = builder.open()) {
            return manager.reconcile(mode);
        }
    }

    private void expect(String agent, Divergence divergence, Remedy remedy) {
        expected.put(agent, divergence);
        remedies.put(agent, remedy);
    }

    /** Stored, and alive upstream. */
    private void healthy(String agent) {
        store.seed(agent, Seeds.with(agent, Category.EMAIL, "mailbox"));
        String tag = Seeds.tag(agent, "email");
        mail.live.put(tag, "id-" + tag);
    }

    private void classified(String agent, State state, String... differences) {
        healthy(agent);
        mail.verifications.put(Seeds.tag(agent, "email"), Verification.of(state, List.of(differences)));
    }

    /** Healthy besides, so that the operation is all that differs. */
    private void operation(String agent, Operation operation) {
        healthy(agent);
        store.seed(agent, store.document(agent).withOperation(operation));
    }

    private void seedMatrix() {
        seedCredentials();
        seedOperations();
        healthy("fine");
        mail.listed.add(new TaggedResource(new UpstreamResource("inbox", "x"), "other.fine.email.1", ""));
        mail.listed.add(new TaggedResource(new UpstreamResource("inbox", "y"), "meepax.fine.email.1", ""));
    }

    private void seedCredentials() {
        expect("never", Divergence.MISSING, Remedy.PROVISIONED);

        expect("gone", Divergence.MISSING, Remedy.PROVISIONED);
        store.seed("gone", Seeds.with("gone", Category.EMAIL, "mailbox"));

        expect("orphaned", Divergence.ORPHAN, Remedy.REVOKED);
        healthy("orphaned");
        mail.live.put("meepa.orphaned.email.old", "id-old");

        expect("ghost", Divergence.ORPHAN, Remedy.REVOKED);
        mail.live.put("meepa.ghost.email.old", "id-ghost");

        expect("twin.with.stops", Divergence.ORPHAN, Remedy.REVOKED);
        healthy("twin.with.stops");
        mail.listed.add(
                new TaggedResource(new UpstreamResource("inbox", "second"), Seeds.tag("twin.with.stops", "email"), ""));

        expect("foreign", Divergence.FOREIGN, Remedy.NONE);
        classified("foreign", State.FOREIGN);

        expect("drifted", Divergence.DRIFTED, Remedy.REPAIRED);
        classified("drifted", State.LIVE, "the limit is 5, not 10");

        expect("suspended", Divergence.SUSPENDED, Remedy.FAILED);
        classified("suspended", State.SUSPENDED);

        expect("unasked", Divergence.UNKNOWN, Remedy.NONE);
        classified("unasked", State.UNKNOWN);

        expect("removed", Divergence.UNKNOWN_PROVIDER, Remedy.NONE);
        healthy("removed");
        store.seed(
                "removed",
                store.document("removed")
                        .withEntries(Stream.concat(
                                        store.document("removed").entries().stream(),
                                        Seeds.with("removed", Category.PHONE, "pigeons").entries().stream())
                                .toList()));

        expect("unlisted", Divergence.UNLISTED_AGENT, Remedy.NONE);
        healthy("unlisted");

        expect("unreadable", Divergence.UNKNOWN, Remedy.NONE);
        healthy("unreadable");
        store.unreadable.add("unreadable");
    }

    private void seedOperations() {
        expect("crashed", Divergence.STALE_OPERATION, Remedy.PROVISIONED);
        store.seed(
                "crashed",
                Seeds.empty()
                        .withOperation(Seeds.operation(
                                PendingOperation.Kind.CREATE, "crashed", "mailbox", Managers.NOW.minusSeconds(3600))));

        expect("queued", Divergence.STALE_OPERATION, Remedy.REVOKED);
        operation(
                "queued",
                Seeds.failedAt(
                        Seeds.operation(
                                PendingOperation.Kind.REVOKE, "queued", "mailbox", Managers.NOW.minusSeconds(9)),
                        Managers.NOW.minusSeconds(9)));

        expect("indeterminate", Divergence.INDETERMINATE, Remedy.NONE);
        operation(
                "indeterminate",
                Seeds.operation(PendingOperation.Kind.CREATE, "indeterminate", "mailbox", Managers.NOW)
                        .in(Operation.State.INDETERMINATE));

        expect("irrevocable", Divergence.STALE_OPERATION, Remedy.NONE);
        operation(
                "irrevocable",
                Seeds.operation(PendingOperation.Kind.REVOKE, "irrevocable", "mailbox", Managers.NOW)
                        .in(Operation.State.IRREVOCABLE));

        expect("uninstalled", Divergence.UNKNOWN_PROVIDER, Remedy.NONE);
        operation("uninstalled", Seeds.operation(PendingOperation.Kind.REVOKE, "uninstalled", "pigeons", Managers.NOW));

        expect("future", Divergence.STALE_OPERATION, Remedy.PROVISIONED);
        store.seed(
                "future",
                Seeds.empty()
                        .withOperation(Seeds.operation(
                                PendingOperation.Kind.CREATE,
                                "future",
                                "mailbox",
                                Managers.NOW.plus(Duration.ofDays(300)))));
    }

    private static Map<String, Divergence> classified(ReconciliationReport report) {
        Map<String, Divergence> found = new TreeMap<>();
        for (Finding finding : report.findings()) {
            String agent = finding.agent().map(AgentId::value).orElse("?");
            Divergence before = found.putIfAbsent(agent, finding.divergence());
            // Only the unreadable agent has two: its document, and a resource that the document may account for.
            assertThat(before == null || agent.equals("unreadable"))
                    .as("one finding for %s", agent)
                    .isTrue();
        }
        return found;
    }

    /** Values included, which objects that hold secrets do not compare. */
    private static Map<String, String> printed(Map<String, AgentDocument> documents) {
        Map<String, String> printed = new HashMap<>();
        documents.forEach((agent, document) -> printed.put(agent, Trees.print(DocumentCodec.encode(document))));
        return printed;
    }

    @Test
    @DisplayName("F-02: a matrix of divergences, each classified right, and nothing changed")
    void classifiesTheMatrixAndChangesNothing() {
        seedMatrix();
        Map<String, AgentDocument> before = documents();
        Map<String, String> upstream = new HashMap<>(mail.live);

        Map<String, Divergence> found = classified(reconcile(ReconcileMode.DRY_RUN));

        assertThat(found).containsExactlyInAnyOrderEntriesOf(expected);
        assertThat(store.written).isEmpty();
        assertThat(store.locks).isEmpty();
        assertThat(printed(documents())).isEqualTo(printed(before));
        assertThat(mail.live).isEqualTo(upstream);
        assertThat(mail.issued).isEmpty();
        assertThat(mail.revoked).isEmpty();
        assertThat(mail.repaired).isEmpty();
        System.out.println("proof: reconcile: divergences=" + expected.size() + " classified right=" + found.size()
                + " kinds=" + found.values().stream().distinct().count() + " changes by a dry run=0");
    }

    @Test
    @DisplayName("F-02: apply puts right what it may, touches nothing foreign, and a second run finds only that left")
    void putsRightWhatItMay() {
        seedMatrix();

        ReconciliationReport applied = reconcile(ReconcileMode.APPLY);

        Map<String, Remedy> found = new TreeMap<>();
        applied.findings()
                .forEach(finding ->
                        found.putIfAbsent(finding.agent().map(AgentId::value).orElse("?"), finding.remedy()));
        assertThat(found).containsExactlyInAnyOrderEntriesOf(remedies);
        assertThat(mail.revoked)
                .extracting(request -> request.tag().text())
                .containsExactlyInAnyOrder(
                        "meepa.orphaned.email.old",
                        "meepa.ghost.email.old",
                        Seeds.tag("twin.with.stops", "email"),
                        Seeds.tag("queued", "email"));
        assertThat(mail.repaired)
                .containsExactlyInAnyOrder(Seeds.tag("drifted", "email"), Seeds.tag("suspended", "email"));
        assertThat(mail.live).containsKey(Seeds.tag("unreadable", "email"));
        assertThat(mail.issued).hasSize(4);

        Map<String, Divergence> left =
                classified(new ReconciliationReport(reconcile(ReconcileMode.DRY_RUN).findings().stream()
                        .filter(finding -> !List.of("twin.with.stops", "queued")
                                .contains(finding.agent().map(AgentId::value).orElse("?")))
                        .toList()));
        assertThat(left.keySet())
                .containsExactlyInAnyOrder(
                        "foreign",
                        "suspended",
                        "unasked",
                        "removed",
                        "unlisted",
                        "unreadable",
                        "indeterminate",
                        "irrevocable",
                        "uninstalled");
    }

    @Test
    @DisplayName("A twin is taken back by its id alone: the provider is asked to look for nothing else")
    void takesBackATwinByItsId() {
        expect("twin", Divergence.ORPHAN, Remedy.REVOKED);
        healthy("fine");
        healthy("twin");
        UpstreamResource second = new UpstreamResource("inbox", "second");
        mail.listed.add(new TaggedResource(second, Seeds.tag("twin", "email"), ""));

        reconcile(ReconcileMode.APPLY);

        assertThat(mail.revoked.get(0).resources()).containsExactly(second);
        assertThat(mail.revoked.get(0).credential().orElseThrow().items()).isEmpty();
    }

    @Test
    @DisplayName("Money is never spent by reconcile: what is gone says so, and waits for provision")
    void neverCreatesWhatCostsMoney() {
        card.cost = Capabilities.Cost.MONEY;
        store.seed("meepa", Seeds.with("meepa", Category.CREDIT_CARD, "cards"));
        try (CredentialManager manager = Managers.open(store, card)) {
            ReconciliationReport report = manager.agent("meepa").managed().reconcile(ReconcileMode.APPLY);

            Finding finding = report.findings().get(0);
            assertThat(finding.divergence()).isEqualTo(Divergence.MISSING);
            assertThat(finding.remedy()).isEqualTo(Remedy.NONE);
            assertThat(finding.detail()).contains("costs money");
            assertThat(report.open()).hasSize(1);
            assertThat(card.issued).isEmpty();
            assertThat(manager.agent("meepa").list().get(0).status()).isInstanceOf(CredentialStatus.Failed.class);

            assertThat(manager.agent("meepa")
                            .managed()
                            .reconcile(ReconcileMode.APPLY)
                            .of(Divergence.MISSING))
                    .hasSize(1);
            assertThat(card.issued).isEmpty();
            manager.agent("meepa").provision();
            assertThat(card.issued).hasSize(1);
        }
    }

    @Test
    @DisplayName("One agent's reconciliation leaves other agents' orphans alone")
    void keepsToItsAgent() {
        mail.live.put("meepa.other.email.1", "id-other");
        mail.live.put("meepa.meepa.email.1", "id-mine");
        try (CredentialManager manager = Managers.open(store, mail)) {
            manager.agent("meepa").provision();
            ReconciliationReport report = manager.agent("meepa").managed().reconcile(ReconcileMode.APPLY);
            assertThat(report.of(Divergence.ORPHAN)).hasSize(1);
            assertThat(report.open()).isEmpty();
        }
        assertThat(mail.live).containsKey("meepa.other.email.1").doesNotContainKey("meepa.meepa.email.1");
    }

    @Test
    @DisplayName("An upstream that cannot be listed is a finding, and a failed repair another")
    void continuesAfterFailures() {
        mail.unlistable = new ProviderUnavailableException("mailbox: down");
        mail.onIssue.add(request -> {
            throw new ProviderUnavailableException("mailbox: down");
        });
        healthy("fine");
        expect("meepa", Divergence.MISSING, Remedy.FAILED);

        ReconciliationReport report = reconcile(ReconcileMode.APPLY);

        assertThat(report.findings())
                .extracting(Finding::divergence, Finding::remedy)
                .containsExactly(tuple(Divergence.MISSING, Remedy.FAILED), tuple(Divergence.UNKNOWN, Remedy.NONE));
    }

    private Map<String, AgentDocument> documents() {
        Map<String, AgentDocument> all = new HashMap<>();
        store.unreadable.clear();
        store.agents().forEach(agent -> all.put(agent.value(), store.document(agent.value())));
        store.unreadable.addAll(expected.containsKey("unreadable") ? List.of("unreadable") : List.of());
        return all;
    }
}
