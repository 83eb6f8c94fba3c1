package io.meepa.credentials.core.manager;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.core.document.Operation;
import io.meepa.credentials.error.ProviderIndeterminateException;
import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.error.StoreException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialStatus;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.report.ProvisioningPlan;
import io.meepa.credentials.report.ProvisioningReport;
import io.meepa.credentials.report.ProvisioningReport.Result;
import io.meepa.credentials.spi.call.IssueRequest;
import io.meepa.credentials.spi.call.UpstreamResource;
import io.meepa.credentials.spi.provider.Capabilities;
import io.meepa.credentials.tool.OutputMask;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Open operation, call, record: design rules 1 to 6. */
class ProvisioningTest {

    private final RecordingStore store = new RecordingStore();
    private final ScriptedUpstream mail = ScriptedUpstream.mail();

    private ProvisioningReport run() {
        try (CredentialManager manager = Managers.open(store, mail)) {
            return manager.agent("meepa").provision();
        }
    }

    private static Result result(ProvisioningReport report, Category category) {
        return report.outcomes().stream()
                .filter(outcome -> outcome.category().equals(category))
                .findFirst()
                .orElseThrow()
                .result();
    }

    private static String detail(ProvisioningReport report, Category category) {
        return report.outcomes().stream()
                .filter(outcome -> outcome.category().equals(category))
                .findFirst()
                .orElseThrow()
                .detail();
    }

    @Test
    @DisplayName("M-04, M-12, G-07: creates what is missing, managed, with its tag")
    void createsWhatIsMissing() {
        assertThat(result(run(), Category.EMAIL)).isEqualTo(Result.PROVISIONED);

        AgentCredential stored = store.document("meepa").entries().get(0).credential();
        assertThat(stored.managed()).isTrue();
        assertThat(stored.status()).isEqualTo(CredentialStatus.Settled.PROVISIONED);
        assertThat(stored.service()).isEqualTo("mailbox");
        assertThat(stored.metadata().text("tag").orElse("")).startsWith("meepa.meepa.email.");
        assertThat(store.document("meepa").operations()).isEmpty();
        assertThat(store.document("meepa").provisionedAt()).contains(Managers.NOW);
    }

    @Test
    @DisplayName("M-12, M-12a, M-13: a second run says existing, calls nothing and leaves what is stored as it is")
    void reportsExistingOnTheSecondRun() {
        run();
        int writes = store.written.size();

        ProvisioningReport second = run();

        assertThat(result(second, Category.EMAIL)).isEqualTo(Result.EXISTING);
        assertThat(mail.issued).hasSize(1);
        assertThat(store.written).hasSize(writes);
        assertThat(store.document("meepa").entries().get(0).credential().status())
                .isEqualTo(CredentialStatus.Settled.PROVISIONED);
    }

    @Test
    @DisplayName("R1: the intent is durable before the first upstream call")
    void recordsTheIntentFirst() {
        List<Operation> seen = new ArrayList<>();
        mail.onIssue.add(request -> seen.addAll(store.document("meepa").operations()));

        run();

        assertThat(seen).hasSize(1);
        assertThat(seen.get(0).details().tag()).isEqualTo(mail.issued.get(0).tag());
        assertThat(seen.get(0).details().since()).isEqualTo(Managers.NOW);
    }

    @Test
    @DisplayName("R1: a learnt resource and its secret are durable before the next call")
    void recordsWhatIsLearntAtOnce() {
        List<Operation> seen = new ArrayList<>();
        mail.onIssue.add(request -> {
            request.checkpoint().reached(new UpstreamResource("pod", "p1"), Map.of("once", Secret.of("shown-once")));
            seen.addAll(store.document("meepa").operations());
        });

        run();

        assertThat(seen.get(0).details().resources()).containsExactly(new UpstreamResource("pod", "p1"));
        assertThat(seen.get(0).details().secrets())
                .hasEntrySatisfying(
                        "once", secret -> assertThat(secret.reveal()).isEqualTo("shown-once"));
    }

    @Test
    @DisplayName("R1: the outcome and the end of the operation are one write")
    void recordsTheOutcomeAndTheEndTogether() {
        run();

        for (AgentDocument document : store.written) {
            boolean stored = !document.entries().isEmpty();
            boolean open = !document.operations().isEmpty();
            assertThat(stored).as("either the intent or the outcome").isNotEqualTo(open);
        }
    }

    @Test
    @DisplayName(
            "M-17, M-18, R5: a rejected category is stored as failed, the others succeed, the next run tries again")
    void succeedsInPart() {
        ScriptedUpstream card = new ScriptedUpstream("cards", Category.CREDIT_CARD, Capabilities.Creation.FINDABLE);
        card.onIssue.add(request -> {
            throw new ProviderRejectedException("cards: the plan allows no more cards");
        });
        try (CredentialManager manager = Managers.open(store, mail, card)) {
            ProvisioningReport report = manager.agent("meepa").provision();

            assertThat(result(report, Category.EMAIL)).isEqualTo(Result.PROVISIONED);
            assertThat(result(report, Category.CREDIT_CARD)).isEqualTo(Result.FAILED);
            assertThat(report.ok()).isFalse();
            assertThat(store.document("meepa")
                            .entry(Category.CREDIT_CARD, "cards")
                            .orElseThrow()
                            .credential()
                            .status())
                    .isEqualTo(new CredentialStatus.Failed("cards: the plan allows no more cards"));
            assertThat(store.document("meepa").operations()).isEmpty();

            assertThat(result(manager.agent("meepa").provision(), Category.CREDIT_CARD))
                    .isEqualTo(Result.PROVISIONED);
            assertThat(store.document("meepa").entries()).hasSize(2);
        }
    }

    @Test
    @DisplayName("R2: after a lost answer the next run asks again under the same tag and finds it")
    void resumesUnderTheSameTag() {
        mail.onIssue.add(request -> {
            mail.live.put(request.tag().text(), "made-before-the-answer-was-lost");
            throw new ProviderIndeterminateException("mailbox: no answer in time");
        });
        ProvisioningReport first = run();
        assertThat(result(first, Category.EMAIL)).isEqualTo(Result.FAILED);
        assertThat(detail(first, Category.EMAIL)).contains("outcome unknown").contains("no answer in time");
        assertThat(store.document("meepa").operations()).hasSize(1);

        ProvisioningReport second = run();

        assertThat(result(second, Category.EMAIL)).isEqualTo(Result.EXISTING);
        IssueRequest resumed = mail.issued.get(1);
        assertThat(resumed.tag()).isEqualTo(mail.issued.get(0).tag());
        assertThat(resumed.resumption().orElseThrow().since()).isEqualTo(Managers.NOW);
        assertThat(mail.live).hasSize(1);
        assertThat(store.document("meepa").operations()).isEmpty();
    }

    @Test
    @DisplayName("R2: a crash between effect and record leaves one resource after the next run")
    void survivesACrashBeforeTheOutcomeIsRecorded() {
        store.beforeWrite = document -> {
            if (!document.entries().isEmpty()) {
                throw new StoreException("the disk is gone");
            }
        };
        assertThat(result(run(), Category.EMAIL)).isEqualTo(Result.FAILED);
        store.beforeWrite = document -> {};

        assertThat(result(run(), Category.EMAIL)).isEqualTo(Result.EXISTING);
        assertThat(mail.live).hasSize(1);
        assertThat(mail.issued.get(1).resumption().orElseThrow().resource("inbox"))
                .contains(mail.live.values().iterator().next());
    }

    @Test
    @DisplayName("R1: without a durable intent nothing is called")
    void callsNothingWithoutADurableIntent() {
        store.beforeWrite = document -> {
            throw new StoreException("the disk is full");
        };
        assertThat(result(run(), Category.EMAIL)).isEqualTo(Result.FAILED);
        assertThat(mail.issued).isEmpty();
    }

    @Test
    @DisplayName("R2: what can neither be repeated nor found is indeterminate and never tried again")
    void neverRepeatsTheUnrepeatable() {
        ScriptedUpstream odd = new ScriptedUpstream("odd", Category.EMAIL, Capabilities.Creation.UNREPEATABLE);
        odd.onIssue.add(request -> {
            throw new ProviderIndeterminateException("odd: connection reset");
        });
        try (CredentialManager manager = Managers.open(store, odd)) {
            assertThat(result(manager.agent("meepa").provision(), Category.EMAIL))
                    .isEqualTo(Result.INDETERMINATE);
            assertThat(result(manager.agent("meepa").provision(), Category.EMAIL))
                    .isEqualTo(Result.INDETERMINATE);
            assertThat(odd.issued).hasSize(1);
            assertThat(store.document("meepa").operations().get(0).state()).isEqualTo(Operation.State.INDETERMINATE);
        }
    }

    @Test
    @DisplayName("R2: a rejection after an unknown outcome does not forget the unknown one")
    void keepsTheOperationWhenALaterTryIsRejected() {
        mail.onIssue.add(request -> {
            throw new ProviderIndeterminateException("mailbox: no answer in time");
        });
        mail.onIssue.add(request -> {
            throw new ProviderRejectedException("mailbox: the key was refused");
        });
        run();
        run();
        assertThat(store.document("meepa").operations()).hasSize(1);

        assertThat(result(run(), Category.EMAIL)).isEqualTo(Result.PROVISIONED);
        assertThat(mail.issued.stream().map(IssueRequest::tag).distinct()).hasSize(1);
    }

    @Test
    @DisplayName("R2: a rejection after a first step was taken keeps that step on record")
    void keepsTheOperationWhenAStepWasTaken() {
        mail.onIssue.add(request -> {
            mail.create(request);
            throw new ProviderRejectedException("mailbox: no more keys");
        });
        run();
        assertThat(store.document("meepa").operations()).hasSize(1);

        assertThat(result(run(), Category.EMAIL)).isEqualTo(Result.EXISTING);
        assertThat(mail.live).hasSize(1);
    }

    @Test
    @DisplayName("An error that a provider did not foresee counts as unknown and shows its type only")
    void takesAnUnforeseenErrorAsUnknown() {
        mail.onIssue.add(request -> {
            throw new IllegalStateException("Bearer am_us_0123456789");
        });
        ProvisioningReport report = run();
        assertThat(detail(report, Category.EMAIL))
                .contains("IllegalStateException")
                .doesNotContain("am_us_");
        assertThat(store.document("meepa").operations()).hasSize(1);
    }

    @Test
    @DisplayName("M-17a: a reason is capped, and secrets on record are scrubbed from it")
    void scrubsAndCapsReasons() {
        mail.onIssue.add(request -> {
            request.checkpoint().reached(new UpstreamResource("key", "k"), Map.of("once", Secret.of("shown-once")));
            throw new ProviderIndeterminateException("mailbox: lost");
        });
        run();
        mail.onIssue.add(request -> {
            throw new ProviderRejectedException("mailbox: bad key shown-once " + "x".repeat(900));
        });
        String reason = detail(run(), Category.EMAIL);
        assertThat(reason)
                .contains(OutputMask.MARK)
                .doesNotContain("shown-once")
                .hasSizeLessThanOrEqualTo(500);
    }

    @Test
    @DisplayName("G-05: categories run side by side, so time is that of the slowest")
    void runsCategoriesAtOnce() {
        ScriptedUpstream card = new ScriptedUpstream("cards", Category.CREDIT_CARD, Capabilities.Creation.FINDABLE);
        CyclicBarrier both = new CyclicBarrier(2);
        mail.onIssue.add(request -> meet(both));
        card.onIssue.add(request -> meet(both));
        try (CredentialManager manager = Managers.open(store, mail, card)) {
            assertThat(manager.agent("meepa").provision().ok()).isTrue();
        }
    }

    /** Passes only if the other party arrives while this one waits. */
    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException("the other category did not run meanwhile", e);
        }
    }

    @Test
    @DisplayName("G-06, G-14, R3: 32 threads of two managers make one create call and one record")
    void createsOnceHoweverManyAsk() {
        try (CredentialManager one = Managers.open(store, mail);
                CredentialManager two = Managers.open(store, mail)) {
            List<CompletableFuture<ProvisioningReport>> runs = new ArrayList<>();
            for (int i = 0; i < 32; i++) {
                CredentialManager manager = i % 2 == 0 ? one : two;
                runs.add(CompletableFuture.supplyAsync(
                        () -> manager.agent("meepa").provision(), task -> new Thread(task).start()));
            }
            List<Result> results =
                    runs.stream().map(run -> result(run.join(), Category.EMAIL)).toList();
            assertThat(results).containsOnly(Result.PROVISIONED, Result.EXISTING);
            assertThat(results).containsOnlyOnce(Result.PROVISIONED);
        }
        assertThat(mail.issued).hasSize(1);
        assertThat(store.document("meepa").entries()).hasSize(1);
    }

    @Test
    @DisplayName("R3: writes by others are not blocked by a flight")
    void letsOthersWriteDuringAFlight() {
        try (CredentialManager manager = Managers.open(store, mail)) {
            mail.onIssue.add(request ->
                    manager.agent("meepa").add(AgentCredential.login("github").build()));
            manager.agent("meepa").provision();
        }
        assertThat(store.document("meepa").entries())
                .extracting(entry -> entry.credential().service())
                .containsExactlyInAnyOrder("github", "mailbox");
    }

    @Test
    @DisplayName("R6, M-16, M-30, M-44: disabled means no call, no lock, no document")
    void doesNothingWhereDisabled() {
        for (String off :
                List.of("credentials.enabled", "credentials.email.enabled", "agents.meepa.identity.enabled")) {
            try (CredentialManager manager = Managers.builder(store, mail)
                    .set("agents.meepa", Map.of("id", "meepa"))
                    .set(off, false)
                    .open()) {
                ProvisioningReport report = manager.agent("meepa").provision();
                assertThat(result(report, Category.EMAIL)).as(off).isEqualTo(Result.SKIPPED);
                assertThat(report.ok()).isTrue();
            }
        }
        assertThat(mail.issued).isEmpty();
        assertThat(store.locks).isEmpty();
        assertThat(store.agents()).isEmpty();
    }

    @Test
    @DisplayName("G-18, B-03: a missing organisation key means skipped, and says what to do")
    void skipsWhatIsUnavailable() {
        mail.unavailable = "environment variable MAIL_KEY is not set: export it";
        try (CredentialManager manager = Managers.open(store, mail)) {
            assertThat(manager.plan().blocked())
                    .extracting(ProvisioningPlan.Step::category)
                    .containsExactly(Category.EMAIL);
            assertThat(manager.plan().changes()).isEmpty();
        }
        ProvisioningReport report = run();
        assertThat(result(report, Category.EMAIL)).isEqualTo(Result.SKIPPED);
        assertThat(detail(report, Category.EMAIL)).contains("MAIL_KEY");
        assertThat(store.agents()).isEmpty();
    }

    @Test
    @DisplayName("F-04: the plan equals what is then done; planning calls nothing and writes nothing")
    void plansWhatItDoes() {
        try (CredentialManager manager = Managers.open(store, mail)) {
            ProvisioningPlan plan = manager.plan();
            assertThat(plan.changes())
                    .containsExactly(new ProvisioningPlan.Step(
                            manager.agent("meepa").id(),
                            Category.EMAIL,
                            "mailbox",
                            ProvisioningPlan.Action.CREATE,
                            ProvisioningPlan.Cost.QUOTA,
                            "an inbox for meepa"));
            assertThat(mail.issued).isEmpty();
            assertThat(store.written).isEmpty();
            assertThat(store.locks).isEmpty();

            manager.provision();
            assertThat(manager.plan().changes()).isEmpty();
        }
    }

    @Test
    @DisplayName("The manager provisions every configured agent; one that fails as a whole does not stop the others")
    void provisionsEveryAgent() {
        store.beforeWrite = document -> {
            if (!document.operations().isEmpty()
                    && document.operations().get(0).details().tag().text().contains(".broken.")) {
                throw new StoreException("no place for this one");
            }
        };
        try (CredentialManager manager = Managers.builder(store, mail)
                .set("agents.meepa", Map.of("id", "meepa"))
                .set("agents.broken", Map.of("id", "broken"))
                .set("agents.other", Map.of("id", "other"))
                .open()) {
            List<ProvisioningReport> reports = manager.provision();
            assertThat(reports)
                    .extracting(report -> report.agent().value())
                    .containsExactly("meepa", "broken", "other");
            assertThat(reports).extracting(ProvisioningReport::ok).containsExactly(true, false, true);
        }
    }
}
