package io.meepa.credentials.core.manager;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.CredentialManagerBuilder;
import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.core.document.DocumentCodec;
import io.meepa.credentials.core.document.Operation;
import io.meepa.credentials.core.document.StoreHeader;
import io.meepa.credentials.core.document.StoredCredential;
import io.meepa.credentials.error.StoreException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialStatus;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Origin;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.report.DoctorReport;
import io.meepa.credentials.report.DoctorReport.Finding;
import io.meepa.credentials.report.DoctorReport.Severity;
import io.meepa.credentials.report.PendingOperation;
import io.meepa.credentials.spi.call.Tag;
import io.meepa.credentials.spi.store.DocumentNode;
import io.meepa.credentials.spi.store.Revision;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** F-15: what the doctor sees in documents of any store. */
class DoctorTest {

    private static final AgentId MEEPA = AgentId.of("meepa");
    private static final DocumentNode.Fields STRANGE =
            new DocumentNode.Fields(Map.of("credentials", new DocumentNode.Flag(true)));

    private final RecordingStore store = new RecordingStore();

    private void stored(AgentDocument document) {
        store.write(MEEPA, DocumentCodec.encode(document), Revision.ABSENT);
    }

    private static AgentDocument empty() {
        return AgentDocument.empty(StoreHeader.of("recording", "item", "vault"));
    }

    private DoctorReport examined() {
        try (CredentialManager manager = Managers.open(store)) {
            return manager.doctor();
        }
    }

    private static Operation operation(PendingOperation.Kind kind, Operation.State state) {
        return new Operation(
                "id",
                kind,
                state,
                Category.EMAIL,
                "mailbox",
                Operation.Details.of(new Tag("meepa.meepa.email.1"), Managers.NOW, "Email"),
                Map.of());
    }

    private static StoredCredential entry(CredentialStatus status) {
        AgentCredential phone = AgentCredential.of(Category.PHONE, "manual").build();
        return StoredCredential.of(new AgentCredential(
                phone.category(),
                phone.service(),
                phone.name(),
                Origin.OPERATOR_PROVIDED,
                phone.items(),
                phone.metadata(),
                status,
                true));
    }

    private void assertOnly(String code, String said) {
        List<Finding> findings = examined().findings();
        assertThat(findings).extracting(Finding::code).containsExactly(code);
        assertThat(findings.get(0).agent()).isEqualTo(Optional.of(MEEPA));
        assertThat(findings.get(0).message()).startsWith("agent meepa: ").contains(said);
    }

    @ParameterizedTest
    @DisplayName("A host that has stored nothing yet is given the next step, and is well")
    @CsvSource(
            delimiter = '|',
            value = {
                "false | false | false | list an agent below agents, or register one in code, look at plan()",
                "true  | false | false | set credentials.enabled to true, look at plan()",
                "true  | true  | false | enable a category, such as credentials.email.enabled, look at plan()",
                "true  | true  | true  | nothing is stored yet: look at plan(), which makes no call, then provision"
            })
    void givesTheNextStepAtTheFirstRun(boolean listed, boolean enabled, boolean category, String step) {
        CredentialManagerBuilder builder = Managers.builder(store, ScriptedUpstream.mail())
                .set("credentials.enabled", enabled)
                .set("credentials.email.enabled", category);
        if (listed) {
            builder.set("agents", List.of(Map.of("id", "meepa")));
        }
        try (CredentialManager manager = builder.open()) {
            DoctorReport first = manager.doctor();
            assertThat(first.findings())
                    .filteredOn(finding -> finding.code().equals("first-run"))
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.message()).contains(step));
            assertThat(first.ok()).isTrue();

            manager.agent("meepa").add(AgentCredential.login("github").build());
            assertThat(manager.doctor().findings())
                    .noneMatch(finding -> finding.code().equals("first-run"));
        }
    }

    @Test
    @DisplayName("A store that cannot be listed is no first run")
    void takesNoUnreadableStoreForAFirstRun() {
        store.unlistable = new StoreException("the shelf is locked");
        assertThat(examined().findings()).noneMatch(finding -> finding.code().equals("first-run"));
    }

    @Test
    @DisplayName("F-15: an open operation, with its beginning")
    void findsAnOpenOperation() {
        stored(empty().withOperation(operation(PendingOperation.Kind.CREATE, Operation.State.OPEN)));
        assertOnly("open-operation", "2026-11-21T10:00:00Z");
        assertThat(examined().ok()).isFalse();
    }

    @Test
    @DisplayName("R2: an indeterminate operation is reported to a person")
    void findsAnIndeterminateOperation() {
        stored(empty().withOperation(operation(PendingOperation.Kind.CREATE, Operation.State.INDETERMINATE)));
        assertOnly("indeterminate-operation", "email/mailbox");
    }

    @Test
    void findsAQueuedRevocation() {
        stored(empty().withOperation(operation(PendingOperation.Kind.REVOKE, Operation.State.OPEN)));
        assertOnly("queued-revocation", "alive upstream");
    }

    @Test
    @DisplayName("R5: a stored failure with its reason")
    void findsAFailedCredential() {
        stored(empty().withEntry(entry(new CredentialStatus.Failed("the plan allows no more"))));
        assertOnly("failed-credential", "the plan allows no more");
    }

    @Test
    void remarksOnWhatWaitsForAPerson() {
        stored(empty().withEntry(entry(CredentialStatus.Settled.PENDING_MANUAL)));
        assertOnly("pending-manual", "waits for a person");
        assertThat(examined().ok()).isTrue();
    }

    @Test
    @DisplayName("E-90: a stored secret that a sample file ships, without telling it")
    void findsAStoredSampleSecret() {
        String sample = "your-super-secret-and-long-postgres-password";
        stored(empty().withEntry(StoredCredential.of(AgentCredential.of(Category.LOGIN, "postgres")
                .item("password", Secret.of(sample), ItemType.PASSWORD)
                .build())));
        assertOnly("sample-secret", "#password");
        assertThat(examined().toString()).doesNotContain(sample);
    }

    @Test
    @DisplayName("What the store says about an agent stands for what reading its document would say")
    void leavesADocumentAloneThatTheStoreCallsUnsound() {
        Finding seen = new Finding("flooded", Severity.ERROR, Optional.of(MEEPA), "cellar", "agent meepa: pump it out");
        store.put(MEEPA, STRANGE);
        store.inspection = agents -> agents.contains(MEEPA) ? List.of(seen) : List.of();
        assertThat(examined().findings()).containsExactly(seen);
    }

    @Test
    void findsAStoreThatCannotBeLookedAt() {
        store.inspection = agents -> {
            throw new StoreException("the cellar is locked: fetch the key");
        };
        assertThat(examined().findings())
                .extracting(Finding::toString)
                .containsExactly("error unreadable-store: the cellar is locked: fetch the key");
    }

    @Test
    @DisplayName("A document that cannot be understood is a finding, not an exception")
    void findsADocumentThatCannotBeUnderstood() {
        store.put(MEEPA, STRANGE);
        assertOnly("damaged-document", "credentials");
    }
}
