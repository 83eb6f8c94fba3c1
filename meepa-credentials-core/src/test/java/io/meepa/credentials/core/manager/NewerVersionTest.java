package io.meepa.credentials.core.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.core.document.UnknownOperation;
import io.meepa.credentials.error.CredentialLockedException;
import io.meepa.credentials.error.CredentialNotFoundException;
import io.meepa.credentials.error.ProviderException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.report.DeprovisionMode;
import io.meepa.credentials.report.DeprovisioningReport;
import io.meepa.credentials.report.PendingOperation;
import io.meepa.credentials.report.ProvisioningReport;
import io.meepa.credentials.report.ReconcileMode;
import io.meepa.credentials.report.ReconciliationReport.Divergence;
import io.meepa.credentials.spi.store.DocumentNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Machines of two versions share a store: an operation of the newer one is shown, never acted on, and its slot left alone. */
class NewerVersionTest {

    private static final CredentialKey MAILBOX = CredentialKey.of(Category.EMAIL, "mailbox");

    private final RecordingStore store = new RecordingStore();
    private final ScriptedUpstream mail = ScriptedUpstream.mail();
    private final DocumentNode operation = operation();

    private static DocumentNode operation() {
        Map<String, DocumentNode> members = new LinkedHashMap<>();
        Map.of("id", "n1", "kind", "merge", "state", "paused", "category", "email", "service", "mailbox")
                .forEach((name, value) -> members.put(name, new DocumentNode.Text(value)));
        members.put("details", new DocumentNode.Fields(Map.of("form", new DocumentNode.Text("unheard of"))));
        return new DocumentNode.Fields(members);
    }

    private void run(Consumer<AgentCredentials> action) {
        try (CredentialManager manager = Managers.open(store, mail)) {
            action.accept(manager.agent("meepa"));
        }
    }

    private void seed(AgentDocument document) {
        UnknownOperation unknown =
                new UnknownOperation("n1", "merge", "paused", Category.EMAIL, "mailbox", Managers.NOW, operation);
        store.seed(
                "meepa",
                new AgentDocument(
                        document.header(),
                        document.entries(),
                        List.of(),
                        document.operations(),
                        List.of(unknown),
                        document.provisionedAt(),
                        document.extras()));
    }

    @AfterEach
    void isKeptByEverything() {
        assertThat(store.document("meepa").unknownOperations())
                .singleElement()
                .satisfies(kept -> assertThat(kept.record()).isEqualTo(operation));
        assertThat(mail.issued).isEmpty();
        assertThat(mail.revoked).isEmpty();
    }

    @Test
    void isShownAndCannotBeForgotten() {
        seed(Seeds.with("meepa", Category.EMAIL, "mailbox"));
        run(agent -> {
            PendingOperation shown = agent.managed().pendingOperations().get(0);
            assertThat(shown.kind()).isEqualTo(PendingOperation.Kind.UNKNOWN);
            assertThat(shown.standing()).isEqualTo(PendingOperation.Standing.UNKNOWN);
            assertThat(shown.reason()).contains("newer version").contains("merge");
            assertThatThrownBy(() -> agent.managed().forget("n1")).isInstanceOf(CredentialNotFoundException.class);
            assertThatThrownBy(() -> agent.managed().forget(MAILBOX))
                    .isInstanceOf(CredentialNotFoundException.class)
                    .hasMessageContaining("newer version");
        });
    }

    @Test
    void isFoundByTheDoctor() {
        seed(Seeds.with("meepa", Category.EMAIL, "mailbox"));
        try (CredentialManager manager = Managers.open(store, mail)) {
            assertThat(manager.doctor().findings())
                    .filteredOn(finding -> finding.code().equals("newer-operation"))
                    .singleElement()
                    .satisfies(finding -> {
                        assertThat(finding.agent()).contains(AgentId.of("meepa"));
                        assertThat(finding.subject()).isEqualTo("email/mailbox");
                        assertThat(finding.message()).contains("newer version").contains("merge, paused");
                    });
        }
    }

    @Test
    void keepsProvisioningAwayFromItsSlot() {
        seed(Seeds.empty());
        run(agent -> {
            ProvisioningReport.Outcome outcome = agent.provision().outcomes().get(0);
            assertThat(outcome.result()).isEqualTo(ProvisioningReport.Result.SKIPPED);
            assertThat(outcome.detail()).contains("newer version");
        });
    }

    @Test
    void keepsOtherJobsAwayFromItsSlot() {
        seed(Seeds.with("meepa", Category.EMAIL, "mailbox"));
        run(agent -> assertThatThrownBy(() -> agent.managed().suspend(MAILBOX))
                .isInstanceOf(ProviderException.class)
                .hasMessageContaining("newer version"));
        assertThat(mail.off).isEmpty();
        assertThat(store.document("meepa").entries().get(0).credential().suspended())
                .isFalse();
    }

    @Test
    void keepsUsersAwayFromItsSlot() {
        seed(Seeds.empty());
        AgentCredential own = AgentCredential.of(Category.EMAIL, "mailbox")
                .item("key", Secret.of("mine"), ItemType.API_TOKEN)
                .build();
        run(agent -> assertThatThrownBy(() -> agent.add(own))
                .isInstanceOf(CredentialLockedException.class)
                .hasMessageContaining("newer version"));
    }

    @Test
    void survivesDeprovisioningWithItsCredential() {
        seed(Seeds.with("meepa", Category.EMAIL, "mailbox"));
        for (DeprovisionMode mode : DeprovisionMode.values()) {
            run(agent -> {
                DeprovisioningReport report = agent.deprovision(mode);
                assertThat(report.outcomes())
                        .anySatisfy(outcome -> assertThat(outcome.detail()).contains("newer version"));
            });
            assertThat(store.document("meepa").entries()).hasSize(1);
        }
    }

    @Test
    void isReportedByReconcileWhichTakesNothingForAnOrphan() {
        seed(Seeds.with("meepa", Category.EMAIL, "mailbox"));
        mail.live.put("meepa.meepa.email.newer", "id-of-newer");
        run(agent -> {
            assertThat(agent.managed().reconcile(ReconcileMode.APPLY).of(Divergence.UNKNOWN))
                    .anySatisfy(finding -> assertThat(finding.detail()).contains("newer version"));
            assertThat(agent.managed().reconcile(ReconcileMode.APPLY).of(Divergence.ORPHAN))
                    .isEmpty();
        });
        assertThat(mail.live).containsKey("meepa.meepa.email.newer");
    }
}
