package io.meepa.credentials.core.manager;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.core.document.Attempts;
import io.meepa.credentials.core.document.Operation;
import io.meepa.credentials.error.ProviderUnavailableException;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.CredentialStatus;
import io.meepa.credentials.report.Evidence;
import io.meepa.credentials.report.PendingOperation;
import io.meepa.credentials.report.ProvisioningReport;
import io.meepa.credentials.report.ReconcileMode;
import io.meepa.credentials.spi.call.Verification;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** F-102: nothing is made on one account beside what the agent has on another. */
class RecordedAccountTest {

    private static final CredentialKey MAIL = CredentialKey.of(Category.EMAIL, "mailbox");

    private final RecordingStore store = new RecordingStore();
    private final ScriptedUpstream mail = ScriptedUpstream.mail();

    private void provisionOn(String account) {
        mail.account = account;
        try (CredentialManager manager = Managers.open(store, mail)) {
            assertThat(manager.agent("meepa").provision().ok()).isTrue();
        }
    }

    private static String detail(ProvisioningReport report) {
        return report.outcomes().get(0).detail();
    }

    @Test
    @DisplayName("What is on record as failed keeps its account, and another account's key makes no second one")
    void refusesToMakeASecondOneOnAnotherAccount() {
        provisionOn("org-staging");
        try (CredentialManager manager = Managers.open(store, mail)) {
            AgentCredentials meepa = manager.agent("meepa");
            mail.verifications.put(
                    mail.issued.get(0).tag().text(),
                    Verification.gone(Evidence.absent(Managers.NOW, "GET: 404")
                            .and(Evidence.absent(Managers.NOW, "list: none"))
                            .onAccount("org-staging")));
            mail.onIssue.add(request -> {
                throw new ProviderUnavailableException("mailbox: down");
            });
            meepa.managed().reconcile(ReconcileMode.APPLY);
            int calls = mail.issued.size();
            mail.account = "org-production";

            ProvisioningReport report = meepa.provision();

            assertThat(detail(report)).contains("org-staging").contains("org-production");
            assertThat(mail.issued).hasSize(calls);
            assertThat(meepa.get(MAIL).secret("key").reveal()).startsWith("key-of-");

            mail.account = "org-staging";
            assertThat(meepa.provision().ok()).isTrue();
        }
    }

    @Test
    @DisplayName("A queued revocation names its account too")
    void refusesBesideAQueuedRevocationOfAnotherAccount() {
        provisionOn("org-staging");
        try (CredentialManager manager = Managers.open(store, mail)) {
            AgentCredentials meepa = manager.agent("meepa");
            mail.account = "org-production";
            for (int i = 0; i < 2; i++) {
                mail.onRevoke.add(() -> {
                    throw new ProviderUnavailableException("mailbox: of another account");
                });
            }
            manager.revokeManaged(meepa.id());

            ProvisioningReport report = meepa.provision();

            assertThat(detail(report)).contains("org-staging").contains("org-production");
            assertThat(mail.issued).hasSize(1);
            assertThat(meepa.managed().pendingOperations()).hasSize(1);
        }
    }

    @Test
    @DisplayName("Beside a queued revocation whose account is not on record, nothing is made until a person looked")
    void refusesBesideARevocationOfAnUnknownAccount() {
        store.seed(
                "meepa",
                Seeds.empty()
                        .withOperation(Operation.open(
                                PendingOperation.Kind.REVOKE,
                                MAIL,
                                Operation.Details.ofRevocation(
                                        Seeds.managed("meepa", Category.EMAIL, "mailbox"),
                                        Seeds.managed("meepa", Category.EMAIL, "mailbox")
                                                .items(),
                                        List.of(),
                                        Attempts.none(Managers.NOW),
                                        Evidence.recorded(Managers.NOW, "asked to revoke it")))));
        mail.account = "org-production";
        try (CredentialManager manager = Managers.open(store, mail)) {
            AgentCredentials meepa = manager.agent("meepa");
            for (int i = 0; i < 2; i++) {
                mail.onRevoke.add(() -> {
                    throw new ProviderUnavailableException("mailbox: unknown");
                });
            }

            assertThat(detail(meepa.provision())).contains("not on record");
            assertThat(mail.issued).isEmpty();

            meepa.managed().forget(meepa.managed().pendingOperations().get(0).operation());
            assertThat(meepa.provision().ok()).isTrue();
            assertThat(meepa.get(MAIL).status()).isEqualTo(CredentialStatus.Settled.PROVISIONED);
        }
    }
}
