package io.meepa.credentials.core.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.core.document.Operation;
import io.meepa.credentials.core.operation.ProviderRegistry;
import io.meepa.credentials.core.revoke.PendingRevocations;
import io.meepa.credentials.error.CorruptDocumentException;
import io.meepa.credentials.error.CredentialLockedException;
import io.meepa.credentials.error.ProviderUnavailableException;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.report.Evidence;
import io.meepa.credentials.report.PendingOperation;
import io.meepa.credentials.report.ProvisioningReport;
import io.meepa.credentials.report.ProvisioningReport.Result;
import io.meepa.credentials.report.ReconcileMode;
import io.meepa.credentials.report.ReconciliationReport.Divergence;
import io.meepa.credentials.spi.provider.Capabilities;
import io.meepa.credentials.spi.store.DocumentNode;
import io.meepa.credentials.spi.store.Revision;
import io.meepa.credentials.spi.store.StoredDocument;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A run that was held up records nothing once its operation is somebody else's. */
class FencingTest {

    private final RecordingStore store = new RecordingStore();
    private final ScriptedUpstream mail = ScriptedUpstream.mail();

    private ProvisioningReport run() {
        try (CredentialManager manager = Managers.open(store, mail)) {
            return manager.agent("meepa").provision();
        }
    }

    /** What another process does to the document while this one sleeps, its lock lost. */
    private void meanwhile(UnaryOperator<AgentDocument> change) {
        mail.onIssue.add(request -> {
            mail.create(request);
            store.seed("meepa", change.apply(store.document("meepa")));
        });
    }

    private static Operation only(AgentDocument document) {
        return document.operations().get(0);
    }

    @Test
    @DisplayName(
            "The operation was ended: the outcome is not written, is reported, and the resource is found by reconcile")
    void recordsNothingForAnEndedOperation() {
        meanwhile(document -> document.withoutOperation(only(document).id()));

        ProvisioningReport.Outcome outcome = run().outcomes().get(0);

        assertThat(outcome.result()).isEqualTo(Result.INDETERMINATE);
        assertThat(outcome.detail())
                .contains("reconcile")
                .contains(mail.issued.get(0).tag().text());
        assertThat(store.document("meepa").entries()).isEmpty();
        assertThat(store.document("meepa").operations()).isEmpty();
        try (CredentialManager manager = Managers.open(store, mail)) {
            assertThat(manager.agent("meepa").managed().reconcile().of(Divergence.ORPHAN))
                    .hasSize(1);
            manager.agent("meepa").managed().reconcile(ReconcileMode.APPLY);
            manager.agent("meepa").managed().reconcile(ReconcileMode.APPLY);
            assertThat(manager.agent("meepa").managed().reconcile().ok()).isTrue();
        }
        assertThat(mail.live).hasSize(1);
    }

    @Test
    @DisplayName("The operation became a revocation: its outcome does not bring the credential back")
    void recordsNothingForAQueuedRevocation() {
        ProviderRegistry none = new ProviderRegistry(List.of(), Optional.empty(), List.of());
        meanwhile(document -> PendingRevocations.queueAll(
                document, none, Managers.NOW, Evidence.recorded(Managers.NOW, "asked to leave")));

        assertThat(run().outcomes().get(0).result()).isEqualTo(Result.INDETERMINATE);

        assertThat(store.document("meepa").entries()).isEmpty();
        assertThat(only(store.document("meepa")).kind()).isEqualTo(PendingOperation.Kind.REVOKE);
    }

    @Test
    @DisplayName("Another run took the operation up: only that run's outcome counts, success or failure")
    void recordsNothingForAnOperationTakenUpByAnotherRun() {
        meanwhile(document -> {
            Operation operation = only(document);
            return document.withOperation(
                    operation.tried(operation.details().attempts().begun(Managers.NOW)));
        });
        assertThat(run().outcomes().get(0).result()).isEqualTo(Result.INDETERMINATE);
        assertThat(store.document("meepa").entries()).isEmpty();
        assertThat(store.document("meepa").operations()).hasSize(1);

        assertThat(run().outcomes().get(0).result()).isEqualTo(Result.EXISTING);
        assertThat(mail.live).hasSize(1);
    }

    @Test
    @DisplayName("R3: a run under way is not mistaken for one that was left: who comes second waits for it")
    void doesNotCallARunUnderWayIndeterminate() {
        ScriptedUpstream odd = new ScriptedUpstream("odd", Category.EMAIL, Capabilities.Creation.UNREPEATABLE);
        odd.onIssue.add(request -> {
            try (CredentialManager second = Managers.builder(store, odd)
                    .set("credentials.lock_timeout", "1ms")
                    .open()) {
                assertThatThrownBy(() -> second.agent("meepa").provision())
                        .isInstanceOf(CredentialLockedException.class);
            }
        });
        try (CredentialManager first = Managers.open(store, odd)) {
            assertThat(first.agent("meepa").provision().outcomes().get(0).result())
                    .isEqualTo(Result.PROVISIONED);
        }
        assertThat(odd.live).hasSize(1);
    }

    @Test
    @DisplayName("A failure of a run that was held up is not written over another's success")
    void doesNotOverwriteASuccessWithAFailure() {
        mail.onIssue.add(request -> {
            mail.create(request);
            Operation operation = only(store.document("meepa"));
            store.seed("meepa", Seeds.with("meepa", Category.EMAIL, "mailbox").withoutOperation(operation.id()));
            throw new ProviderUnavailableException("mailbox: down");
        });
        assertThat(run().outcomes().get(0).result()).isEqualTo(Result.INDETERMINATE);
        assertThat(store.document("meepa")
                        .entries()
                        .get(0)
                        .credential()
                        .status()
                        .usable())
                .isTrue();
    }

    @Test
    @DisplayName(
            "A document of a newer version is refused by name and left as it is, its unknown members kept elsewhere")
    void refusesWhatANewerVersionWrote() {
        store.seed("meepa", Seeds.with("meepa", Category.EMAIL, "mailbox"));
        AgentId agent = AgentId.of("meepa");
        StoredDocument stored = store.read(agent).orElseThrow();
        Map<String, DocumentNode> members = new LinkedHashMap<>(stored.content().members());
        Map<String, DocumentNode> operation = new LinkedHashMap<>();
        operation.put("id", new DocumentNode.Text("1"));
        operation.put("kind", new DocumentNode.Text("merge"));
        operation.put("details", new DocumentNode.Fields(Map.of()));
        members.put("operations", new DocumentNode.Elements(List.of(new DocumentNode.Fields(operation))));
        Revision revision = writeRaw(agent, members, stored.revision());
        try (CredentialManager manager = Managers.open(store, mail)) {
            assertThatThrownBy(
                            () -> manager.agent("meepa").managed().rotate(CredentialKey.of(Category.EMAIL, "mailbox")))
                    .isInstanceOf(CorruptDocumentException.class)
                    .hasMessageContaining("newer version");
            assertThatThrownBy(() -> manager.revokeManaged(agent)).isInstanceOf(CorruptDocumentException.class);
            assertThat(manager.reconcile(ReconcileMode.APPLY).of(Divergence.UNKNOWN))
                    .hasSize(1);
        }
        assertThat(store.read(agent).orElseThrow().revision()).isEqualTo(revision);
        assertThat(mail.revoked).isEmpty();
    }

    private Revision writeRaw(AgentId agent, Map<String, DocumentNode> members, Revision expected) {
        return store.raw().write(agent, new DocumentNode.Fields(members), expected);
    }
}
