package io.meepa.credentials.core.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.core.document.Trees;
import io.meepa.credentials.error.CorruptDocumentException;
import io.meepa.credentials.error.CredentialAlreadyExistsException;
import io.meepa.credentials.error.ManagedCredentialException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.CredentialSummary;
import io.meepa.credentials.report.DeprovisionMode;
import io.meepa.credentials.report.DeprovisioningReport;
import io.meepa.credentials.report.DeprovisioningReport.End;
import io.meepa.credentials.report.DoctorReport;
import io.meepa.credentials.report.ProvisioningReport;
import io.meepa.credentials.report.ReconcileMode;
import io.meepa.credentials.report.ReconciliationReport;
import io.meepa.credentials.spi.call.TaggedResource;
import io.meepa.credentials.spi.call.UpstreamResource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** F-302: somebody edited one credential so that it cannot be understood. */
class UnreadableCredentialTest {

    private static final AgentId MEEPA = AgentId.of("meepa");
    private static final CredentialKey BAD = CredentialKey.of(Category.LOGIN, "bad");
    private static final String RIGHT = """
            {"category":"login","service":"bad","name":"bad","origin":"operator_provided","status":"existing",
             "items":[{"key":"pin","value":"1234","item_type":"password"}]}""";

    private final RecordingStore store = new RecordingStore();
    private final ScriptedUpstream mail = ScriptedUpstream.mail();

    private void stored(String bad) {
        store.put(MEEPA, Trees.parse("""
                {"credentials":[%s,
                 {"category":"login","service":"good","name":"good","origin":"operator_provided","status":"existing",
                  "items":[{"key":"pin","value":"5678","item_type":"password"}]}]}""".formatted(bad)));
    }

    private static String edited(String right, String wrong) {
        if (!RIGHT.contains(right)) {
            throw new AssertionError("there is no " + right);
        }
        return RIGHT.replace(right, wrong);
    }

    private static String managed() {
        return RIGHT.replace("login", "email")
                .replace("\"bad\"", "\"mailbox\"")
                .replace("\"existing\"", "\"live\",\"managed\":true");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"existing\" | \"active\" | status is no known status: use provisioned, existing, pending_manual, pending_signup, skipped or {\"failed\": reason}",
                "\"name\":\"bad\", | '' | lacks the field name",
                "\"value\":\"1234\" | \"value\":1234 | items[0].value is not a text: put it in quotes",
                "operator_provided | me | origin is no known origin: use operator_provided or agent_created",
                "\"key\":\"pin\" | \"key\":\"\" | item key: use 1 to 128 characters"
            })
    void isShownAndRemovedWhileTheOthersAreUsed(String right, String wrong, String why) {
        stored(edited(right, wrong));
        try (CredentialManager manager = Managers.open(store)) {
            AgentCredentials meepa = manager.agent("meepa");

            assertThat(meepa.get(CredentialKey.of(Category.LOGIN, "good"))
                            .secret("pin")
                            .reveal())
                    .isEqualTo("5678");
            assertThat(meepa.list()).extracting(CredentialSummary::service).containsExactly("good", "bad");
            CredentialSummary shown = meepa.list().get(1);
            assertThat(shown.usable()).isFalse();
            assertThat(shown.status())
                    .asString()
                    .startsWith("failed: unreadable: agent meepa: shelf of meepa: credentials[0]")
                    .contains(why)
                    .endsWith("correct it there, or remove the credential")
                    .doesNotContain("1234");
            assertThatThrownBy(() -> meepa.get(BAD))
                    .isInstanceOf(CorruptDocumentException.class)
                    .hasMessageContaining("agent meepa: shelf of meepa: credentials[0]")
                    .hasMessageContaining(why);
            assertThatThrownBy(() -> meepa.add(AgentCredential.login("bad").build()))
                    .isInstanceOf(CredentialAlreadyExistsException.class)
                    .hasMessageContaining("cannot be read");

            meepa.remove(shown.key());
            assertThat(meepa.list()).extracting(CredentialSummary::service).containsExactly("good");
        }
        assertThat(Trees.print(store.raw().read(MEEPA).orElseThrow().content())).doesNotContain("\"bad\"");
    }

    @Test
    @DisplayName("It stays as it is, in its place, so that it can be edited back")
    void survivesChangesOfTheOthersAsItIs() {
        stored(edited("\"existing\"", "\"active\""));
        try (CredentialManager manager = Managers.open(store)) {
            manager.agent("meepa").add(AgentCredential.login("third").build());
        }
        assertThat(Trees.print(store.raw().read(MEEPA).orElseThrow().content()))
                .contains("\"credentials\":[" + Trees.print(Trees.parse(edited("\"existing\"", "\"active\""))))
                .contains("\"third\"");
    }

    @Test
    @DisplayName("The doctor reports it, with the place and what would be right")
    void isAFindingOfTheDoctor() {
        stored(edited("\"existing\"", "\"active\""));
        try (CredentialManager manager = Managers.open(store)) {
            assertThat(manager.doctor().findings())
                    .extracting(DoctorReport.Finding::code)
                    .containsExactly("unreadable-credential");
            assertThat(manager.doctor().findings().get(0).message())
                    .contains("shelf of meepa")
                    .contains("skipped");
        }
    }

    @Test
    @DisplayName("What may stand for a resource is neither created again nor removed, and its resource is no orphan")
    void keepsProvisioningFromMakingAnother() {
        stored(managed());
        mail.listed.add(new TaggedResource(new UpstreamResource("inbox", "i-1"), "meepa.meepa.email.old1", ""));
        try (CredentialManager manager = Managers.open(store, mail)) {
            AgentCredentials meepa = manager.agent("meepa");

            assertThat(meepa.provision().outcomes())
                    .extracting(ProvisioningReport.Outcome::result)
                    .contains(ProvisioningReport.Result.FAILED);
            assertThatThrownBy(() -> meepa.remove(CredentialKey.of(Category.EMAIL, "mailbox")))
                    .isInstanceOf(ManagedCredentialException.class)
                    .hasMessageContaining("forget the credential");
            assertThat(manager.reconcile(ReconcileMode.APPLY).findings())
                    .extracting(ReconciliationReport.Finding::divergence)
                    .containsOnly(ReconciliationReport.Divergence.UNKNOWN);
            assertThat(mail.issued).isEmpty();
            assertThat(mail.revoked).isEmpty();

            meepa.managed().forget(CredentialKey.of(Category.EMAIL, "mailbox"));
            assertThat(meepa.list()).extracting(CredentialSummary::service).containsExactly("good");
        }
    }

    @Test
    @DisplayName("Deprovisioning deletes what is the owner's, and reports and keeps what may be alive upstream")
    void isReportedAndKeptByDeprovisioning() {
        stored(managed());
        try (CredentialManager manager = Managers.open(store, mail)) {
            DeprovisioningReport report = manager.agent("meepa").deprovision(DeprovisionMode.REVOKE);

            assertThat(report.outcomes())
                    .extracting(DeprovisioningReport.Outcome::end)
                    .containsExactly(End.DELETED, End.LEFT_ALIVE);
            assertThat(report.documentDeleted()).isFalse();
            assertThat(manager.agent("meepa").list())
                    .extracting(CredentialSummary::service)
                    .containsExactly("mailbox");
        }
    }
}
