package io.meepa.credentials.core.manager;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.error.ProviderUnavailableException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.CredentialStatus;
import io.meepa.credentials.report.DeprovisionMode;
import io.meepa.credentials.report.DeprovisioningReport;
import io.meepa.credentials.report.PendingOperation;
import io.meepa.credentials.report.ReconcileMode;
import io.meepa.credentials.report.ReconciliationReport;
import io.meepa.credentials.report.ReconciliationReport.Divergence;
import io.meepa.credentials.report.ReconciliationReport.Remedy;
import io.meepa.credentials.spi.call.Evidence;
import io.meepa.credentials.spi.call.RevocationResult;
import io.meepa.credentials.spi.call.Verification;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** F-101: nothing that lives upstream is lost from the record, or taken for gone, for good, by one mistake. */
class ThinEvidenceTest {

    private static final CredentialKey MAIL = CredentialKey.of(Category.EMAIL, "mailbox");
    private static final Evidence LOOKS =
            Evidence.of(Managers.NOW, "GET inbox: 404").and(Managers.NOW.plusSeconds(60), "list by client id: none");

    private final RecordingStore store = new RecordingStore();
    private final ScriptedUpstream mail = ScriptedUpstream.mail();

    private String tag() {
        return mail.issued.get(0).tag().text();
    }

    @Test
    @DisplayName(
            "What is taken for gone keeps its shown-once secret until a successor is durable, and is taken back if it lives")
    void keepsTheSecretUntilItsSuccessorIsDurable() {
        try (CredentialManager manager = Managers.open(store, mail)) {
            AgentCredentials meepa = manager.agent("meepa");
            meepa.provision();
            mail.verdicts.put(tag(), Verification.gone(LOOKS));
            mail.onIssue.add(request -> {
                throw new ProviderUnavailableException("mailbox: down");
            });

            ReconciliationReport first = meepa.managed().reconcile(ReconcileMode.APPLY);

            assertThat(first.of(Divergence.MISSING))
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.remedy()).isEqualTo(Remedy.FAILED));
            AgentCredential kept = meepa.get(MAIL);
            assertThat(kept.usable()).isFalse();
            assertThat(kept.secret("key").reveal()).startsWith("key-of-");

            mail.verdicts.clear();
            ReconciliationReport second = meepa.managed().reconcile(ReconcileMode.APPLY);

            assertThat(second.of(Divergence.DRIFTED))
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.remedy()).isEqualTo(Remedy.REPAIRED));
            assertThat(meepa.get(MAIL).status()).isEqualTo(CredentialStatus.Settled.EXISTING);
            assertThat(meepa.managed().reconcile(ReconcileMode.APPLY).ok()).isTrue();
        }
        assertThat(mail.revoked).isEmpty();
        assertThat(mail.live).hasSize(1);
    }

    @Test
    @DisplayName("A resource of ours is no orphan to be swept while its agent has no live one that a look confirmed")
    void sweepsNothingBesideASlotWithoutAConfirmedLiveResource() {
        try (CredentialManager manager = Managers.open(store, mail)) {
            AgentCredentials meepa = manager.agent("meepa");
            meepa.provision();
            store.seed("meepa", Seeds.empty());

            ReconciliationReport first = meepa.managed().reconcile(ReconcileMode.APPLY);

            assertThat(first.of(Divergence.ORPHAN)).singleElement().satisfies(finding -> {
                assertThat(finding.remedy()).isEqualTo(Remedy.NONE);
                assertThat(finding.detail()).contains("has none that is confirmed live, so it is left alone");
            });
            assertThat(mail.revoked).isEmpty();

            assertThat(meepa.managed().reconcile(ReconcileMode.DRY_RUN).of(Divergence.ORPHAN))
                    .hasSize(1);
            assertThat(mail.revoked).isEmpty();
            assertThat(meepa.managed().reconcile(ReconcileMode.APPLY).of(Divergence.ORPHAN))
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.remedy()).isEqualTo(Remedy.REVOKED));
        }
        assertThat(mail.live).hasSize(1);
    }

    @Test
    @DisplayName("Reports and events name what the finding that something is gone is based on")
    void namesTheEvidence() {
        List<String> heard = new ArrayList<>();
        try (CredentialManager manager = Managers.builder(store, mail)
                .set("agents.meepa.identity.enabled", true)
                .listener(event -> heard.add(event.subject() + " " + event.detail()))
                .open()) {
            AgentCredentials meepa = manager.agent("meepa");
            meepa.provision();
            mail.verdicts.put(tag(), Verification.gone(LOOKS));
            assertThat(meepa.managed().reconcile().of(Divergence.MISSING).get(0).detail())
                    .isEqualTo("gone upstream (GET inbox: 404 at 2026-11-21T10:00:00Z, then list by client id: none at"
                            + " 2026-11-21T10:01:00Z)");
            mail.onRevoke.add(() -> RevocationResult.alreadyGone(LOOKS));

            DeprovisioningReport report = meepa.deprovision(DeprovisionMode.REVOKE);

            assertThat(report.outcomes().get(0).detail()).isEqualTo(LOOKS.toString());
            assertThat(heard).anyMatch(event -> event.contains("email/mailbox") && event.contains(LOOKS.toString()));
        }
    }

    @Test
    @DisplayName("F-105: the agent's own queued revocation of a category is worked off before the next one is made")
    void worksItsOwnRevocationOffFirst() {
        try (CredentialManager manager = Managers.open(store, mail)) {
            AgentCredentials meepa = manager.agent("meepa");
            meepa.provision();
            mail.onRevoke.add(() -> {
                throw new ProviderUnavailableException("mailbox: down");
            });
            manager.revokeManaged(meepa.id());
            assertThat(meepa.managed().pendingOperations()).hasSize(1);
            mail.onIssue.add(
                    request -> assertThat(mail.live).as("what is in the way").isEmpty());

            assertThat(meepa.provision().ok()).isTrue();

            assertThat(mail.revoked).hasSize(2);
            assertThat(mail.live).hasSize(1);
            assertThat(meepa.managed().pendingOperations()).isEmpty();
        }
    }

    @Test
    @DisplayName("F-105: in a reconciliation, too, revocations come before creations")
    void reconcilesRevocationsBeforeCreations() {
        try (CredentialManager manager = Managers.open(store, mail)) {
            AgentCredentials meepa = manager.agent("meepa");
            meepa.provision();
            mail.onRevoke.add(() -> {
                throw new ProviderUnavailableException("mailbox: down");
            });
            manager.revokeManaged(meepa.id());
            mail.onIssue.add(
                    request -> assertThat(mail.live).as("what is in the way").isEmpty());

            meepa.managed().reconcile(ReconcileMode.APPLY);

            assertThat(mail.live).hasSize(1);
            assertThat(meepa.managed().pendingOperations()).isEmpty();
        }
    }

    @Test
    @DisplayName("F-112: after the clock was put back, the time shown is the time of the next attempt")
    void showsWhenTheNextAttemptIsThoughTheClockWasPutBack() {
        MovableClock clock = new MovableClock();
        try (CredentialManager manager = Managers.builder(store, mail)
                .set("agents.meepa.identity.enabled", true)
                .clock(clock)
                .open()) {
            AgentCredentials meepa = manager.agent("meepa");
            meepa.provision();
            mail.onRevoke.add(() -> {
                throw new ProviderUnavailableException("mailbox: down");
            });
            manager.revokeManaged(meepa.id());
            mail.unavailable = "no key";
            clock.move(Duration.ofDays(-730));
            Instant next = clock.instant().plusSeconds(30);

            assertThat(meepa.managed().pendingOperations())
                    .extracting(PendingOperation::due)
                    .containsExactly(Optional.of(next));
            meepa.provision();
            assertThat(mail.revoked).as("not tried yet").hasSize(1);
            assertThat(meepa.managed().pendingOperations())
                    .extracting(PendingOperation::due)
                    .containsExactly(Optional.of(next));
            clock.move(Duration.ofSeconds(30));
            meepa.provision();
            assertThat(mail.revoked).hasSize(2);
        }
    }
}
