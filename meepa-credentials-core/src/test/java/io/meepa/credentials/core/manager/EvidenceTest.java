package io.meepa.credentials.core.manager;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.core.document.Operation;
import io.meepa.credentials.error.ProviderUnavailableException;
import io.meepa.credentials.event.CredentialEvent;
import io.meepa.credentials.event.CredentialEvent.Kind;
import io.meepa.credentials.event.CredentialEvent.Phase;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.report.DeprovisionMode;
import io.meepa.credentials.report.DeprovisioningReport;
import io.meepa.credentials.report.DeprovisioningReport.End;
import io.meepa.credentials.report.Evidence;
import io.meepa.credentials.report.PendingOperation;
import io.meepa.credentials.report.ProvisioningReport;
import io.meepa.credentials.report.ReconcileMode;
import io.meepa.credentials.report.ReconciliationReport;
import io.meepa.credentials.report.ReconciliationReport.Divergence;
import io.meepa.credentials.report.ReconciliationReport.Finding;
import io.meepa.credentials.report.ReconciliationReport.Remedy;
import io.meepa.credentials.report.RotationReport;
import io.meepa.credentials.spi.call.CallGuard;
import io.meepa.credentials.spi.call.IssueRequest;
import io.meepa.credentials.spi.call.Renewed;
import io.meepa.credentials.spi.call.RevocationResult;
import io.meepa.credentials.spi.call.RevokeRequest;
import io.meepa.credentials.spi.call.UpstreamResource;
import io.meepa.credentials.spi.call.Verification;
import io.meepa.credentials.spi.provider.SecretRotation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** R17, R18: what cannot be undone is based on evidence, which event and report name; thin evidence changes nothing. */
class EvidenceTest {

    private static final CredentialKey MAIL = CredentialKey.of(Category.EMAIL, "mailbox");
    private static final String ACCOUNT = "org-7";
    private static final Evidence GONE = Evidence.absent(Managers.NOW, "GET inbox: 404")
            .and(Evidence.absent(Managers.NOW.plusSeconds(60), "list by client id: none"))
            .onAccount(ACCOUNT);
    private static final Evidence TAKEN_BACK = Evidence.shown(Managers.NOW.plusSeconds(5), "delete the inbox: done")
            .onAccount(ACCOUNT);

    private final RecordingStore store = new RecordingStore();
    private final ScriptedUpstream mail = ScriptedUpstream.mail();
    private final List<CredentialEvent> events = Collections.synchronizedList(new ArrayList<>());

    private CredentialManager open() {
        return Managers.builder(store, mail)
                .set("agents.meepa", Map.of("id", "meepa"))
                .listener(events::add)
                .open();
    }

    private AgentCredentials provisioned(CredentialManager manager) {
        mail.account = ACCOUNT;
        AgentCredentials meepa = manager.agent("meepa");
        meepa.provision();
        events.clear();
        return meepa;
    }

    private String tag() {
        return mail.issued.get(0).tag().text();
    }

    /** The evidence that the end of an event names. */
    private Evidence named(Kind kind) {
        return events.stream()
                .filter(event -> event.kind() == kind && event.phase() != Phase.BEGUN)
                .map(CredentialEvent::evidence)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> new AssertionError(kind + " names no evidence"));
    }

    private static List<String> findings(Evidence evidence) {
        return evidence.looks().stream().map(Evidence.Look::finding).toList();
    }

    private static void assertNamesWhenAndWhere(Evidence evidence) {
        assertThat(evidence.looks())
                .allSatisfy(look -> assertThat(look.at()).isBetween(Managers.NOW, Managers.NOW.plusSeconds(60)));
        assertThat(evidence.account()).contains(ACCOUNT);
        assertThat(evidence.toString()).contains("on account " + ACCOUNT).doesNotContain("key-of-");
    }

    @Test
    @DisplayName("Making one: report and event name the look at the record, and the account that it was made on")
    void makingOneNamesWhatTheRecordSaid() {
        mail.account = ACCOUNT;
        try (CredentialManager manager = open()) {
            ProvisioningReport report = manager.agent("meepa").provision();

            Evidence evidence = report.outcomes().get(0).evidence().orElseThrow();
            assertThat(findings(evidence)).containsExactly("read the record of email/mailbox: nothing there");
            assertThat(evidence.looks().get(0).kind()).isEqualTo(Evidence.Kind.RECORD);
            assertNamesWhenAndWhere(evidence);
            assertThat(named(Kind.PROVISION)).isEqualTo(evidence);
        }
    }

    @Test
    @DisplayName("Making one: the evidence is on record before the call, and a run after a crash names it still")
    void makingOneKeepsItsEvidenceOverACrash() {
        mail.onIssue.add(request -> {
            throw new IllegalStateException("lost");
        });
        try (CredentialManager manager = open()) {
            manager.agent("meepa").provision();
        }
        Evidence recorded = store.document("meepa").operations().get(0).evidence();
        try (CredentialManager manager = open()) {
            ProvisioningReport report = manager.agent("meepa").provision();

            assertThat(findings(recorded)).containsExactly("read the record of email/mailbox: nothing there");
            assertThat(report.outcomes().get(0).evidence()).contains(recorded);
        }
    }

    @Test
    @DisplayName(
            "Making another one in place of what is gone: finding, report and events name the looks that proved it")
    void makingAnotherNamesWhatProvedTheFirstGone() {
        try (CredentialManager manager = open()) {
            AgentCredentials meepa = provisioned(manager);
            mail.verifications.put(tag(), Verification.gone(GONE));
            mail.onIssue.add(request -> assertThat(
                            findings(store.document("meepa").operations().get(0).evidence()))
                    .as("on record before the call")
                    .containsAll(findings(GONE)));

            Finding finding = meepa.managed()
                    .reconcile(ReconcileMode.APPLY)
                    .of(Divergence.MISSING)
                    .get(0);

            assertThat(finding.remedy()).isEqualTo(Remedy.PROVISIONED);
            Evidence evidence = finding.evidence().orElseThrow();
            assertThat(findings(evidence)).containsAll(findings(GONE));
            assertNamesWhenAndWhere(evidence);
            assertThat(named(Kind.PROVISION).looks()).containsAll(GONE.looks());
            assertThat(events)
                    .filteredOn(event -> event.kind() == Kind.RECONCILE && event.phase() == Phase.SUCCEEDED)
                    .anySatisfy(event -> assertThat(event.evidence()).contains(evidence));
        }
    }

    @Test
    @DisplayName("Taking one back: report and events name who asked, what the provider saw, when, on which account")
    void takingOneBackNamesWhoAskedAndWhatWasSeen() {
        try (CredentialManager manager = open()) {
            AgentCredentials meepa = provisioned(manager);
            mail.onRevoke.add(() -> RevocationResult.revoked(TAKEN_BACK));

            DeprovisioningReport report = meepa.deprovision(DeprovisionMode.REVOKE);

            Evidence evidence = report.outcomes().get(0).evidence().orElseThrow();
            assertThat(findings(evidence))
                    .containsExactly("asked to revoke what is managed and delete it", "delete the inbox: done");
            assertNamesWhenAndWhere(evidence);
            assertThat(named(Kind.REVOKE)).isEqualTo(evidence);
            assertThat(named(Kind.DEPROVISION)).isEqualTo(evidence);
            assertThat(mail.revoked.get(0).evidence().account()).contains(ACCOUNT);
        }
    }

    @Test
    @DisplayName(
            "Working the queue off: what the revocation is based on is on record with it, and named by a later run")
    void aLaterRunNamesWhatTheQueuedRevocationIsBasedOn() {
        mail.account = ACCOUNT;
        try (CredentialManager manager = open()) {
            AgentCredentials meepa = provisioned(manager);
            mail.onRevoke.add(() -> {
                throw new ProviderUnavailableException("mailbox: down");
            });
            meepa.deprovision(DeprovisionMode.REVOKE);
        }
        Operation queued = store.document("meepa").operations().get(0);
        assertThat(findings(queued.details().evidence().orElseThrow()))
                .containsExactly("asked to revoke what is managed and delete it");
        events.clear();
        mail.onRevoke.add(() -> RevocationResult.alreadyGone(GONE));
        try (CredentialManager manager = open()) {
            DeprovisioningReport report = manager.agent("meepa").deprovision(DeprovisionMode.REVOKE);

            assertThat(report.outcomes()).singleElement().satisfies(outcome -> {
                assertThat(outcome.end()).isEqualTo(End.ALREADY_GONE);
                assertThat(findings(outcome.evidence().orElseThrow()))
                        .contains("asked to revoke what is managed and delete it")
                        .containsAll(findings(GONE));
            });
            assertThat(named(Kind.REVOKE).looks()).containsAll(GONE.looks());
        }
    }

    @Test
    @DisplayName("An operation of an earlier version is based on being on record")
    void anOlderOperationIsBasedOnBeingOnRecord() {
        Operation older =
                Seeds.operation(PendingOperation.Kind.REVOKE, "meepa", "mailbox", Managers.NOW.minusSeconds(60));
        store.seed("meepa", Seeds.empty().withOperation(older));
        try (CredentialManager manager = open()) {
            DeprovisioningReport report = manager.agent("meepa").deprovision(DeprovisionMode.REVOKE);

            Evidence evidence = report.outcomes().get(0).evidence().orElseThrow();
            assertThat(evidence.looks().get(0))
                    .isEqualTo(new Evidence.Look(
                            Evidence.Kind.RECORD,
                            Managers.NOW.minusSeconds(60),
                            "read the record: to revoke email/mailbox"));
        }
    }

    @Test
    @DisplayName("Deleting here alone: report and event name that it was asked for")
    void droppingWhatStaysAliveNamesThatItWasAskedFor() {
        try (CredentialManager manager = open()) {
            AgentCredentials meepa = provisioned(manager);

            DeprovisioningReport report = meepa.deprovision(DeprovisionMode.LOCAL_ONLY);

            Evidence evidence = report.outcomes().get(0).evidence().orElseThrow();
            assertThat(report.outcomes().get(0).end()).isEqualTo(End.LEFT_ALIVE);
            assertThat(findings(evidence)).containsExactly("asked to delete here alone, whatever is upstream");
            assertThat(named(Kind.DEPROVISION)).isEqualTo(evidence);
        }
    }

    @Test
    @DisplayName("Forgetting: the event names that a person asked")
    void forgettingNamesThatItWasAskedFor() {
        try (CredentialManager manager = open()) {
            provisioned(manager).managed().forget(MAIL);

            assertThat(findings(named(Kind.FORGET))).containsExactly("asked to forget it, whatever is upstream");
        }
    }

    @Test
    @DisplayName("Renewing: the old secret is queued on the trial of the new one; report, event and queue name it")
    void renewingNamesTheTrialOfTheNewSecret() {
        mail.rotation = new Rotation();
        try (CredentialManager manager = open()) {
            AgentCredentials meepa = provisioned(manager);

            RotationReport report = meepa.managed().rotate(MAIL);

            assertThat(findings(report.evidence()))
                    .containsExactly(
                            "asked to renew the secret of email/mailbox (Email)", "try the new secret: it works");
            assertNamesWhenAndWhere(report.evidence());
            assertThat(named(Kind.ROTATE)).isEqualTo(report.evidence());
            Operation retirement = store.document("meepa").operations().get(0);
            assertThat(retirement.kind()).isEqualTo(PendingOperation.Kind.RETIRE);
            assertThat(retirement.details().evidence()).contains(report.evidence());
        }
    }

    @Nested
    class Sweep {

        private static final String ORPHAN = "meepa.meepa.email.orphan";

        @Test
        @DisplayName(
                "Sweeping: finding, event and provider name the listing, the records, and the own one that is live")
        void namesTheListingTheRecordsAndTheOwnOne() {
            try (CredentialManager manager = open()) {
                AgentCredentials meepa = provisioned(manager);
                mail.live.put(ORPHAN, "id-orphan");
                mail.onRevoke.add(() -> RevocationResult.revoked(TAKEN_BACK));

                Finding finding = meepa.managed()
                        .reconcile(ReconcileMode.APPLY)
                        .of(Divergence.ORPHAN)
                        .get(0);

                assertThat(finding.remedy()).isEqualTo(Remedy.REVOKED);
                Evidence evidence = finding.evidence().orElseThrow();
                assertThat(findings(evidence))
                        .containsExactly(
                                "list mailbox: it bears our tag " + ORPHAN,
                                "read the documents: none accounts for it",
                                "compare email/mailbox (Email): live",
                                "read the document of meepa once more: none",
                                "delete the inbox: done");
                assertNamesWhenAndWhere(evidence);
                assertThat(named(Kind.RECONCILE)).isEqualTo(evidence);
                assertThat(findings(mail.revoked.get(0).evidence())).hasSize(4);
            }
        }

        @Test
        @DisplayName("Sweeping: what another process took into use since the documents were read is left alone")
        void leavesAloneWhatADocumentAccountsForByNow() {
            mail.account = ACCOUNT;
            try (CredentialManager manager = Managers.builder(store, mail)
                    .set("agents.meepa", Map.of("id", "meepa"))
                    .set("agents.zoe", Map.of("id", "zoe"))
                    .open()) {
                manager.agent("meepa").provision();
                mail.live.put(ORPHAN, "id-orphan");
                mail.onIssue.add(request -> {
                    AgentDocument now = store.document("meepa");
                    Operation taken = Seeds.operation(PendingOperation.Kind.CREATE, "meepa", "mailbox", Managers.NOW);
                    store.seed("meepa", now.withOperation(Seeds.tagged(taken, ORPHAN)));
                });

                ReconciliationReport report = manager.reconcile(ReconcileMode.APPLY);

                assertThat(report.of(Divergence.ORPHAN)).singleElement().satisfies(finding -> {
                    assertThat(finding.remedy()).isEqualTo(Remedy.NONE);
                    assertThat(finding.detail()).contains("accounts for it by now");
                });
            }
            assertThat(mail.revoked).isEmpty();
            assertThat(mail.live).containsKey(ORPHAN);
        }

        @Test
        @DisplayName("Sweeping: that an orphan is gone already is not believed on one look")
        void doesNotBelieveOnOneLookThatItIsGone() {
            try (CredentialManager manager = open()) {
                AgentCredentials meepa = provisioned(manager);
                mail.live.put(ORPHAN, "id-orphan");
                mail.onRevoke.add(() -> RevocationResult.alreadyGone(Evidence.absent(Managers.NOW, "GET: 404")));

                assertThat(meepa.managed().reconcile(ReconcileMode.APPLY).of(Divergence.ORPHAN))
                        .singleElement()
                        .satisfies(finding -> assertThat(finding.remedy()).isEqualTo(Remedy.FAILED));
            }
        }
    }

    static List<Evidence> thin() {
        Evidence once = Evidence.absent(Managers.NOW, "GET inbox: 404").onAccount(ACCOUNT);
        Evidence same = once.and(Evidence.absent(Managers.NOW.plusSeconds(60), "GET inbox: 404"));
        Evidence two = Evidence.absent(Managers.NOW, "GET inbox: 404")
                .and(Evidence.absent(Managers.NOW.plusSeconds(60), "list by client id: none"));
        return List.of(once, same, two, two.onAccount("org-other"));
    }

    @ParameterizedTest
    @MethodSource("thin")
    @DisplayName("Thin evidence that one is gone is unknown, and changes nothing")
    void changesNothingOnThinEvidence(Evidence thin) {
        try (CredentialManager manager = open()) {
            AgentCredentials meepa = provisioned(manager);
            mail.verifications.put(tag(), Verification.gone(thin));
            AgentDocument before = store.document("meepa");

            ReconciliationReport report = meepa.managed().reconcile(ReconcileMode.APPLY);

            assertThat(report.findings()).singleElement().satisfies(finding -> {
                assertThat(finding.divergence()).isEqualTo(Divergence.UNKNOWN);
                assertThat(finding.remedy()).isEqualTo(Remedy.NONE);
                assertThat(finding.detail()).contains("on thin evidence: " + thin);
            });
            assertThat(store.document("meepa").operations()).isEqualTo(before.operations());
            assertThat(meepa.get(MAIL).usable()).isTrue();
            assertThat(mail.issued).hasSize(1);
            assertThat(mail.revoked).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("thin")
    @DisplayName("Thin evidence that one was gone before leaves its revocation in the queue")
    void keepsTheRevocationOnThinEvidence(Evidence thin) {
        try (CredentialManager manager = open()) {
            AgentCredentials meepa = provisioned(manager);
            mail.onRevoke.add(() -> RevocationResult.alreadyGone(thin));

            DeprovisioningReport report = meepa.deprovision(DeprovisionMode.REVOKE);

            assertThat(report.outcomes()).singleElement().satisfies(outcome -> {
                assertThat(outcome.end()).isEqualTo(End.QUEUED);
                assertThat(outcome.detail()).contains("thin evidence");
            });
            assertThat(meepa.managed().pendingOperations()).hasSize(1);
            assertThat(meepa.deprovision(DeprovisionMode.REVOKE)
                            .outcomes()
                            .get(0)
                            .end())
                    .isEqualTo(End.REVOKED);
        }
    }

    @ParameterizedTest
    @MethodSource("thin")
    @DisplayName("Thin evidence while one is switched off is no reason to call it gone")
    void switchesOffAgainOnThinEvidence(Evidence thin) {
        try (CredentialManager manager = open()) {
            AgentCredentials meepa = provisioned(manager);
            mail.onSwitch.add(() -> Verification.gone(thin));

            assertThat(org.assertj.core.api.Assertions.catchThrowable(
                            () -> meepa.managed().suspend(MAIL)))
                    .hasMessageContaining("the upstream does not say that it is off");
            assertThat(meepa.managed().pendingOperations())
                    .extracting(PendingOperation::kind)
                    .containsExactly(PendingOperation.Kind.SUSPEND);
        }
    }

    @Test
    @DisplayName("A resource leaves the record of a creation on evidence alone: on thin evidence it stays")
    void keepsAResourceOnRecordOnThinEvidence() {
        UpstreamResource inbox = new UpstreamResource("inbox", "id-1");
        mail.onIssue.add(request -> {
            request.checkpoint().reached(inbox);
            request.checkpoint().gone(inbox, Evidence.absent(Managers.NOW, "GET inbox: 404"));
        });
        try (CredentialManager manager = open()) {
            ProvisioningReport report = manager.agent("meepa").provision();

            assertThat(report.outcomes().get(0).detail()).contains("the evidence is thin");
            assertThat(store.document("meepa").operations().get(0).details().resources())
                    .containsExactly(inbox);
            assertThat(mail.live).isEmpty();
        }
    }

    @Test
    @DisplayName("A resource that leaves the record of a creation leaves its evidence there")
    void recordsWhatAResourceLeftTheRecordFor() {
        UpstreamResource inbox = new UpstreamResource("inbox", "id-1");
        mail.onIssue.add(request -> {
            request.checkpoint().reached(inbox);
            request.checkpoint().gone(inbox, GONE);
            assertThat(store.document("meepa").operations().get(0).details().resources())
                    .isEmpty();
        });
        try (CredentialManager manager = open()) {
            ProvisioningReport report = manager.agent("meepa").provision();

            assertThat(report.outcomes().get(0).evidence().orElseThrow().looks())
                    .containsAll(GONE.looks());
            assertThat(named(Kind.PROVISION).looks()).containsAll(GONE.looks());
        }
    }

    /** Makes a second key beside the first. */
    private static final class Rotation implements SecretRotation {

        @Override
        public Renewed renew(AgentCredential current, IssueRequest request) {
            request.checkpoint().reached(new UpstreamResource("key", "second"));
            return Renewed.of(List.of(new CredentialItem("key", Secret.of("key-of-second"), ItemType.API_TOKEN)))
                    .replacing(List.of(new UpstreamResource("key", "first")));
        }

        @Override
        public boolean works(AgentCredential renewed, CallGuard guard) {
            return true;
        }

        @Override
        public RevocationResult retire(RevokeRequest request) {
            return RevocationResult.revoked(TAKEN_BACK);
        }
    }
}
