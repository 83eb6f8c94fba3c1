package io.meepa.credentials.core.manager;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.error.ProviderUnavailableException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.CredentialStatus;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.report.DeprovisionMode;
import io.meepa.credentials.report.DeprovisioningReport;
import io.meepa.credentials.report.Evidence;
import io.meepa.credentials.report.PendingOperation;
import io.meepa.credentials.report.ReconcileMode;
import io.meepa.credentials.report.ReconciliationReport;
import io.meepa.credentials.report.ReconciliationReport.Divergence;
import io.meepa.credentials.report.ReconciliationReport.Remedy;
import io.meepa.credentials.spi.call.RevocationResult;
import io.meepa.credentials.spi.call.TaggedResource;
import io.meepa.credentials.spi.call.UpstreamResource;
import io.meepa.credentials.spi.call.Verification;
import io.meepa.credentials.spi.provider.Capabilities;
import io.meepa.credentials.testkit.ManualClock;
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
    private static final Evidence LOOKS = Evidence.absent(Managers.NOW, "GET inbox: 404")
            .and(Evidence.absent(Managers.NOW.plusSeconds(60), "list by client id: none"));

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
            mail.verifications.put(tag(), Verification.gone(LOOKS));
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

            mail.verifications.clear();
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

    private static final String LATER = "meepa.meepa.email.zzzzzzzzzz";

    @Test
    @DisplayName("What bears our tag for an agent that wants one, and is on nobody's record, is taken back into use")
    void takesBackByItsTagWhatIsOnNobodysRecord() {
        try (CredentialManager manager = Managers.open(store, mail)) {
            AgentCredentials meepa = manager.agent("meepa");
            meepa.provision();
            Secret inbox = meepa.get(MAIL).secret("inbox_id");
            store.seed("meepa", Seeds.empty());

            ReconciliationReport dry = meepa.managed().reconcile(ReconcileMode.DRY_RUN);

            assertThat(dry.of(Divergence.MISSING).get(0).detail())
                    .contains("bears our tag " + tag())
                    .contains("it is taken back into use");
            assertThat(mail.issued).hasSize(1);

            ReconciliationReport applied = meepa.managed().reconcile(ReconcileMode.APPLY);

            assertThat(applied.findings()).singleElement().satisfies(finding -> {
                assertThat(finding.divergence()).isEqualTo(Divergence.MISSING);
                assertThat(finding.remedy()).isEqualTo(Remedy.REPAIRED);
            });
            assertThat(mail.issued.get(1).tag().text()).isEqualTo(tag());
            assertThat(mail.issued.get(1).resumption().orElseThrow().resource("inbox"))
                    .contains(inbox.reveal());
            assertThat(meepa.get(MAIL).status()).isEqualTo(CredentialStatus.Settled.EXISTING);
            assertThat(meepa.get(MAIL).secret("inbox_id").matches(inbox)).isTrue();
            assertThat(meepa.managed().reconcile(ReconcileMode.APPLY).ok()).isTrue();
        }
        assertThat(mail.revoked).isEmpty();
        assertThat(mail.live).hasSize(1);
    }

    @Test
    @DisplayName("A second one beside what was taken back is reported, and swept only once a look confirmed the first")
    void sweepsNothingBesideASlotWithoutAConfirmedLiveResource() {
        try (CredentialManager manager = Managers.open(store, mail)) {
            AgentCredentials meepa = manager.agent("meepa");
            meepa.provision();
            mail.live.put(LATER, "id-later");
            store.seed("meepa", Seeds.empty());

            ReconciliationReport first = meepa.managed().reconcile(ReconcileMode.APPLY);

            assertThat(meepa.get(MAIL).tag()).contains(LATER);
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
        assertThat(mail.live).containsOnlyKeys(LATER);
    }

    @Test
    @DisplayName("What went meanwhile is not replaced by taking it back: nothing is made, least of all for money")
    void makesNothingInPlaceOfWhatItWouldTakeBack() {
        ScriptedUpstream cards = new ScriptedUpstream("cards", Category.CREDIT_CARD, Capabilities.Creation.FINDABLE);
        cards.cost = Capabilities.Cost.MONEY;
        String lost = "meepa.meepa.credit_card.1";
        cards.listed.add(new TaggedResource(new UpstreamResource("inbox", "id-lost"), lost, ""));
        cards.onIssue.add(request -> request.checkpoint().gone(new UpstreamResource("inbox", "id-lost"), LOOKS));
        try (CredentialManager manager = Managers.open(store, cards)) {
            ReconciliationReport report = manager.agent("meepa").managed().reconcile(ReconcileMode.APPLY);

            assertThat(report.of(Divergence.MISSING)).singleElement().satisfies(finding -> {
                assertThat(finding.remedy()).isEqualTo(Remedy.FAILED);
                assertThat(finding.detail()).contains("is gone now");
            });
            assertThat(manager.agent("meepa").managed().pendingOperations()).isEmpty();
        }
        assertThat(cards.live).isEmpty();
        assertThat(cards.revoked).isEmpty();
    }

    @Test
    @DisplayName("Taking back what costs money costs none, so that reconcile does it")
    void takesBackWhatCostsMoney() {
        ScriptedUpstream cards = new ScriptedUpstream("cards", Category.CREDIT_CARD, Capabilities.Creation.FINDABLE);
        cards.cost = Capabilities.Cost.MONEY;
        cards.live.put("meepa.meepa.credit_card.1", "card-1");
        try (CredentialManager manager = Managers.open(store, cards)) {
            assertThat(manager.agent("meepa")
                            .managed()
                            .reconcile(ReconcileMode.APPLY)
                            .open())
                    .isEmpty();
            assertThat(manager.agent("meepa")
                            .get(CredentialKey.of(Category.CREDIT_CARD, "cards"))
                            .secret("inbox_id")
                            .reveal())
                    .isEqualTo("card-1");
        }
        assertThat(cards.live).hasSize(1);
    }

    @Test
    @DisplayName("Reports and events name what the finding that something is gone is based on")
    void namesTheEvidence() {
        List<String> events = new ArrayList<>();
        try (CredentialManager manager = Managers.builder(store, mail)
                .set("agents.meepa.identity.enabled", true)
                .listener(event -> events.add(event.subject() + " " + event.evidence()))
                .open()) {
            AgentCredentials meepa = manager.agent("meepa");
            meepa.provision();
            mail.verifications.put(tag(), Verification.gone(LOOKS));
            assertThat(meepa.managed()
                            .reconcile()
                            .of(Divergence.MISSING)
                            .get(0)
                            .evidence()
                            .orElseThrow())
                    .hasToString("GET inbox: 404 at 2026-11-21T10:00:00Z, then list by client id: none at"
                            + " 2026-11-21T10:01:00Z");
            mail.onRevoke.add(() -> RevocationResult.alreadyGone(LOOKS));

            DeprovisioningReport report = meepa.deprovision(DeprovisionMode.REVOKE);

            assertThat(report.outcomes().get(0).evidence().orElseThrow().looks())
                    .containsAll(LOOKS.looks());
            assertThat(events).anyMatch(event -> event.contains("email/mailbox") && event.contains(LOOKS.toString()));
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
        ManualClock clock = ManualClock.at(Managers.NOW);
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
            clock.advance(Duration.ofDays(-730));
            Instant next = clock.instant().plusSeconds(30);

            assertThat(meepa.managed().pendingOperations())
                    .extracting(PendingOperation::due)
                    .containsExactly(Optional.of(next));
            meepa.provision();
            assertThat(mail.revoked).as("not tried yet").hasSize(1);
            assertThat(meepa.managed().pendingOperations())
                    .extracting(PendingOperation::due)
                    .containsExactly(Optional.of(next));
            clock.advance(Duration.ofSeconds(30));
            meepa.provision();
            assertThat(mail.revoked).hasSize(2);
        }
    }
}
