package io.meepa.credentials.core.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.core.document.Operation;
import io.meepa.credentials.error.CredentialNotFoundException;
import io.meepa.credentials.error.ProviderIndeterminateException;
import io.meepa.credentials.error.ProviderUnavailableException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.CredentialSummary;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.report.DeprovisionMode;
import io.meepa.credentials.report.DeprovisioningReport;
import io.meepa.credentials.report.DeprovisioningReport.End;
import io.meepa.credentials.report.PendingOperation;
import io.meepa.credentials.spi.call.RevocationResult;
import io.meepa.credentials.spi.provider.Capabilities;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Deprovisioning: pending revocations first, then upstream, the document last. */
class DeprovisioningTest {

    private final RecordingStore store = new RecordingStore();
    private final ScriptedUpstream mail = ScriptedUpstream.mail();
    private final ScriptedUpstream card =
            new ScriptedUpstream("cards", Category.CREDIT_CARD, Capabilities.Creation.FINDABLE);

    private static List<End> ends(DeprovisioningReport report) {
        return report.outcomes().stream().map(DeprovisioningReport.Outcome::end).toList();
    }

    @Test
    @DisplayName("M-65, G-17: revokes upstream, then deletes the document")
    void revokesThenDeletes() {
        try (CredentialManager manager = Managers.open(store, mail, card)) {
            manager.agent("meepa").provision();
            manager.agent("meepa").add(AgentCredential.login("github").build());

            DeprovisioningReport report = manager.agent("meepa").deprovision(DeprovisionMode.REVOKE);

            assertThat(ends(report)).containsExactly(End.REVOKED, End.REVOKED, End.DELETED);
            assertThat(report.documentDeleted()).isTrue();
            assertThat(report.alive()).isEmpty();
            assertThat(mail.live).isEmpty();
            assertThat(card.live).isEmpty();
            assertThat(store.agents()).isEmpty();
            assertThat(manager.agent("meepa").list()).isEmpty();
        }
    }

    @Test
    @DisplayName("The provider gets the ids and the tag, and no secret of the agent")
    void handsTheProviderWhatRevokingNeeds() {
        try (CredentialManager manager = Managers.open(store, mail)) {
            manager.agent("meepa").provision();
            manager.agent("meepa").deprovision(DeprovisionMode.REVOKE);
        }
        AgentCredential revoked = mail.revoked.get(0).credential().orElseThrow();
        assertThat(revoked.item("inbox_id")).isPresent();
        assertThat(revoked.item("key")).isEmpty();
        assertThat(mail.revoked.get(0).tag()).isEqualTo(mail.issued.get(0).tag());
    }

    @Test
    @DisplayName("G-16: continues after an error; what failed stays queued, is unusable here at once and tried again")
    void queuesWhatCannotBeRevokedNow() {
        mail.onRevoke.add(() -> {
            throw new ProviderUnavailableException("mailbox: down for maintenance");
        });
        try (CredentialManager manager = Managers.open(store, mail, card)) {
            manager.agent("meepa").provision();
            DeprovisioningReport report = manager.agent("meepa").deprovision(DeprovisionMode.REVOKE);

            assertThat(ends(report)).containsExactly(End.QUEUED, End.REVOKED);
            assertThat(report.documentDeleted()).isFalse();
            assertThat(report.alive().get(0).detail()).contains("maintenance");
            assertThatThrownBy(() -> manager.agent("meepa").get(Category.EMAIL, "mailbox"))
                    .isInstanceOf(CredentialNotFoundException.class);
        }
        assertThat(store.document("meepa").operations())
                .extracting(Operation::kind)
                .containsExactly(PendingOperation.Kind.REVOKE);
        try (CredentialManager restarted = Managers.open(store, mail, card)) {
            DeprovisioningReport report = restarted.agent("meepa").deprovision(DeprovisionMode.REVOKE);
            assertThat(ends(report)).containsExactly(End.REVOKED);
            assertThat(report.documentDeleted()).isTrue();
        }
        assertThat(mail.live).isEmpty();
    }

    @Test
    @DisplayName("The next provisioning run works the queue off, and never under the revoked tag again")
    void worksTheQueueOffBeforeProvisioning() {
        mail.onRevoke.add(() -> {
            throw new ProviderUnavailableException("mailbox: down");
        });
        try (CredentialManager manager = Managers.open(store, mail)) {
            manager.agent("meepa").provision();
            manager.agent("meepa").deprovision(DeprovisionMode.REVOKE);
        }
        try (CredentialManager later = Managers.builder(store, mail)
                .clock(java.time.Clock.fixed(Managers.NOW.plusSeconds(60), java.time.ZoneOffset.UTC))
                .open()) {
            later.agent("meepa").provision();
        }
        assertThat(mail.live).hasSize(1);
        assertThat(mail.issued.get(1).tag()).isNotEqualTo(mail.issued.get(0).tag());
        assertThat(store.document("meepa").operations()).isEmpty();
    }

    @Test
    @DisplayName("An unfinished creation is cleaned up too")
    void revokesWhatWasNeverFinished() {
        mail.onIssue.add(request -> {
            mail.create(request);
            throw new ProviderIndeterminateException("mailbox: lost");
        });
        try (CredentialManager manager = Managers.open(store, mail)) {
            manager.agent("meepa").provision();
            DeprovisioningReport report = manager.agent("meepa").deprovision(DeprovisionMode.REVOKE);
            assertThat(ends(report)).containsExactly(End.REVOKED);
            assertThat(mail.revoked.get(0).resources()).hasSize(1);
            assertThat(mail.live).isEmpty();
        }
    }

    @Test
    @DisplayName("What a provider cannot revoke is said aloud")
    void saysWhatIsUnsupported() {
        mail.onRevoke.add(() -> RevocationResult.unsupported("no such call"));
        try (CredentialManager manager = Managers.open(store, mail)) {
            manager.agent("meepa").provision();
            DeprovisioningReport report = manager.agent("meepa").deprovision(DeprovisionMode.REVOKE);
            assertThat(ends(report)).containsExactly(End.UNSUPPORTED);
            assertThat(report.alive()).hasSize(1);
        }
    }

    @Test
    @DisplayName("W-07: a provider that is no longer configured keeps its revocation queued, with the remedy")
    void queuesForARemovedProvider() {
        try (CredentialManager manager = Managers.open(store, mail)) {
            manager.agent("meepa").provision();
        }
        try (CredentialManager without = Managers.open(store)) {
            DeprovisioningReport report = without.agent("meepa").deprovision(DeprovisionMode.REVOKE);
            assertThat(ends(report)).containsExactly(End.QUEUED);
            assertThat(report.alive().get(0).detail()).contains("mailbox").contains("configure");
        }
    }

    @Test
    @DisplayName("M-65: local only deletes the document, calls nothing and names what stays alive")
    void leavesUpstreamAloneWhenAsked() {
        try (CredentialManager manager = Managers.open(store, mail)) {
            manager.agent("meepa").provision();
            manager.agent("meepa")
                    .add(AgentCredential.login("github")
                            .item("token", Secret.of("t"), ItemType.API_TOKEN)
                            .build());

            DeprovisioningReport report = manager.agent("meepa").deprovision(DeprovisionMode.LOCAL_ONLY);

            assertThat(ends(report)).containsExactly(End.LEFT_ALIVE, End.DELETED);
            assertThat(report.alive().get(0).key().service()).isEqualTo("mailbox");
            assertThat(report.documentDeleted()).isTrue();
        }
        assertThat(mail.revoked).isEmpty();
        assertThat(mail.live).hasSize(1);
        assertThat(store.agents()).isEmpty();
    }

    @Test
    void hasNothingToDoForAnAgentWithoutADocument() {
        try (CredentialManager manager = Managers.open(store, mail)) {
            DeprovisioningReport report = manager.agent("nobody").deprovision(DeprovisionMode.REVOKE);
            assertThat(report.outcomes()).isEmpty();
            assertThat(report.documentDeleted()).isTrue();
        }
        assertThat(store.written).isEmpty();
    }

    /** Another process adds a credential, once, before this one's next write or deletion. */
    private void anotherAdds(CredentialManager other) {
        AtomicBoolean done = new AtomicBoolean();
        store.beforeDelete = () -> {
            if (done.compareAndSet(false, true)) {
                other.agent("meepa").add(AgentCredential.login("late").build());
            }
        };
    }

    @ParameterizedTest
    @EnumSource(DeprovisionMode.class)
    @DisplayName("F-107: what another process adds meanwhile survives, and the report is not lost")
    void deletesWhatItReportsAndLeavesWhatCameSince(DeprovisionMode mode) {
        try (CredentialManager manager = Managers.open(store, mail);
                CredentialManager other = Managers.open(store, mail)) {
            manager.agent("meepa").provision();
            manager.agent("meepa").add(AgentCredential.login("github").build());
            anotherAdds(other);

            DeprovisioningReport report = manager.agent("meepa").deprovision(mode);

            assertThat(ends(report))
                    .containsExactly(mode == DeprovisionMode.REVOKE ? End.REVOKED : End.LEFT_ALIVE, End.DELETED);
            assertThat(report.documentDeleted()).isFalse();
            assertThat(manager.agent("meepa").list())
                    .extracting(CredentialSummary::service)
                    .containsExactly("late");
        }
    }

    @Test
    @DisplayName("F-107: what another process replaced meanwhile is another credential")
    void leavesWhatWasReplacedSince() {
        try (CredentialManager manager = Managers.open(store);
                CredentialManager other = Managers.open(store)) {
            manager.agent("meepa")
                    .add(AgentCredential.login("github")
                            .item("token", Secret.of("old"), ItemType.API_TOKEN)
                            .build());
            AtomicBoolean done = new AtomicBoolean();
            store.beforeDelete = () -> {
                if (done.compareAndSet(false, true)) {
                    other.agent("meepa")
                            .replace(AgentCredential.login("github")
                                    .item("token", Secret.of("new"), ItemType.API_TOKEN)
                                    .build());
                }
            };

            manager.agent("meepa").deprovision(DeprovisionMode.REVOKE);

            assertThat(manager.agent("meepa")
                            .get(CredentialKey.of(Category.LOGIN, "github"))
                            .secret("token")
                            .reveal())
                    .isEqualTo("new");
        }
    }
}
