package io.meepa.credentials.core.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.CredentialManagerBuilder;
import io.meepa.credentials.ManagerClosedException;
import io.meepa.credentials.error.KeyUnavailableException;
import io.meepa.credentials.error.ProviderUnavailableException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialStatus;
import io.meepa.credentials.model.CredentialSummary;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.report.AutoProvisioningState;
import io.meepa.credentials.report.DeprovisionMode;
import io.meepa.credentials.report.Evidence;
import io.meepa.credentials.spi.Sleeper;
import io.meepa.credentials.spi.call.IssueRequest;
import io.meepa.credentials.spi.call.RevocationResult;
import io.meepa.credentials.spi.provider.Capabilities;
import io.meepa.credentials.spi.store.StoreLock;
import io.meepa.credentials.testkit.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Automatic provisioning on first use, for hosts that opt in. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class AutoProvisionerTest {

    /** A budget that never ends: a listing waits for the run itself. */
    private static final Sleeper PATIENT = duration -> new CountDownLatch(1).await();

    /** A budget that is over at once: a listing waits for nothing. */
    private static final Sleeper HASTY = duration -> {};

    private final RecordingStore store = new RecordingStore();
    private final ScriptedUpstream mail = ScriptedUpstream.mail();
    private final ManualClock clock = ManualClock.at(Managers.NOW);

    private CredentialManagerBuilder builder(Sleeper sleeper, ScriptedUpstream... upstreams) {
        return Managers.builder(store, upstreams)
                .set("agents.meepa", Map.of("id", "meepa"))
                .set("credentials.ensure.enabled", true)
                .clock(clock)
                .sleeper(sleeper);
    }

    private static Consumer<IssueRequest> awaiting(CountDownLatch latch) {
        return request -> {
            try {
                latch.await();
            } catch (InterruptedException e) {
                throw new ProviderUnavailableException("interrupted");
            }
        };
    }

    private static void down(IssueRequest request) {
        throw new ProviderUnavailableException("mailbox: down");
    }

    private static List<CredentialStatus> statuses(AgentCredentials agent) {
        return agent.list().stream().map(CredentialSummary::status).toList();
    }

    @Test
    @DisplayName("G-10, B-17: off unless the host switches it on")
    void isOffByDefault() {
        try (CredentialManager manager = Managers.open(store, mail)) {
            assertThat(manager.agent("meepa").list()).isEmpty();
            assertThat(manager.agent("meepa").managed().autoProvisioning()).isEqualTo(AutoProvisioningState.OFF);
        }
        assertThat(mail.issued).isEmpty();
        assertThat(store.written).isEmpty();
    }

    @Test
    @DisplayName("G-10: the first listing creates what is missing, the second has nothing to do")
    void createsOnTheFirstListing() {
        try (CredentialManager manager = builder(PATIENT, mail).open()) {
            AgentCredentials meepa = manager.agent("meepa");
            assertThat(meepa.managed().autoProvisioning()).isEqualTo(AutoProvisioningState.PENDING);
            assertThat(mail.issued).isEmpty();

            assertThat(statuses(meepa)).containsExactly(CredentialStatus.Settled.PROVISIONED);
            assertThat(meepa.managed().autoProvisioning()).isEqualTo(AutoProvisioningState.COMPLETE);
            int locks = store.locks.size();

            meepa.list();
            assertThat(store.locks).hasSize(locks);
        }
        assertThat(mail.issued).hasSize(1);
    }

    @Test
    void createsOnFirstUse() {
        try (CredentialManager manager = builder(PATIENT, mail).open()) {
            AgentCredential address = manager.agent("meepa").get(Category.EMAIL, "mailbox");
            assertThat(address.secret("address").reveal()).isEqualTo("meepa@mail.test");
        }
        try (CredentialManager manager = builder(PATIENT, mail)
                .set("agents.other", Map.of("id", "other"))
                .set("agent_defaults.image_config.inject_credentials_env", true)
                .open()) {
            assertThat(manager.agent("other").environment().names()).contains("AGENT_EMAIL");
        }
        assertThat(mail.issued).hasSize(2);
    }

    @Test
    @DisplayName("B-18, W-04: a listing waits for its budget at most; what is under way continues, once")
    void waitsNoLongerThanTheBudget() throws Exception {
        CountDownLatch called = new CountDownLatch(1);
        CountDownLatch upstream = new CountDownLatch(1);
        mail.onIssue.add(request -> {
            called.countDown();
            awaiting(upstream).accept(request);
        });
        try (CredentialManager manager = builder(HASTY, mail).open()) {
            AgentCredentials meepa = manager.agent("meepa");
            assertThat(meepa.list()).isEmpty();
            called.await();
            assertThat(meepa.managed().autoProvisioning()).isEqualTo(AutoProvisioningState.RUNNING);
            assertThat(meepa.list()).isEmpty();
            upstream.countDown();
        }
        // CloseableStack waited for it.
        assertThat(mail.issued).hasSize(1);
        try (CredentialManager manager = builder(HASTY, mail).open()) {
            assertThat(statuses(manager.agent("meepa"))).containsExactly(CredentialStatus.Settled.PROVISIONED);
            assertThat(manager.agent("meepa").managed().autoProvisioning()).isEqualTo(AutoProvisioningState.COMPLETE);
        }
        assertThat(mail.issued).hasSize(1);
    }

    @Test
    @DisplayName("G-06, B-19: 32 listings at once, over two managers, make one call")
    void fliesOnce() throws Exception {
        int threads = 32;
        CyclicBarrier start = new CyclicBarrier(threads);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try (CredentialManager one = builder(PATIENT, mail).open();
                CredentialManager two = builder(PATIENT, mail).open()) {
            List<Future<List<CredentialSummary>>> listings = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                AgentCredentials agent = (i % 2 == 0 ? one : two).agent("meepa");
                listings.add(pool.submit(() -> {
                    start.await();
                    return agent.list();
                }));
            }
            for (Future<List<CredentialSummary>> listing : listings) {
                assertThat(listing.get()).hasSize(1);
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(mail.issued).hasSize(1);
    }

    @Test
    @DisplayName("G-05: categories are created at once")
    void runsCategoriesAtOnce() {
        ScriptedUpstream tokens = new ScriptedUpstream("tokens", Category.TOKEN, Capabilities.Creation.IDEMPOTENT);
        CyclicBarrier both = new CyclicBarrier(2);
        Consumer<IssueRequest> meet = request -> {
            try {
                both.await();
            } catch (InterruptedException | BrokenBarrierException e) {
                throw new ProviderUnavailableException("alone");
            }
        };
        mail.onIssue.add(meet);
        tokens.onIssue.add(meet);
        try (CredentialManager manager = builder(PATIENT, mail, tokens).open()) {
            assertThat(statuses(manager.agent("meepa")))
                    .containsExactly(CredentialStatus.Settled.PROVISIONED, CredentialStatus.Settled.PROVISIONED);
        }
    }

    @Test
    @DisplayName("B-04: what costs money is created by an explicit provision alone")
    void neverSpendsMoney() {
        ScriptedUpstream cards = new ScriptedUpstream("cards", Category.CREDIT_CARD, Capabilities.Creation.FINDABLE);
        cards.cost = Capabilities.Cost.MONEY;
        try (CredentialManager manager = builder(PATIENT, mail, cards).open()) {
            AgentCredentials meepa = manager.agent("meepa");
            assertThat(meepa.list()).hasSize(1);
            assertThat(meepa.managed().autoProvisioning()).isEqualTo(AutoProvisioningState.COMPLETE);
            assertThat(cards.issued).isEmpty();

            meepa.provision();
            assertThat(cards.issued).hasSize(1);
            assertThat(meepa.list()).hasSize(2);
        }
    }

    @Test
    @DisplayName("B-04: a creation that may cost money is not finished either")
    void doesNotResumeWhatCostsMoney() {
        ScriptedUpstream cards = new ScriptedUpstream("cards", Category.CREDIT_CARD, Capabilities.Creation.FINDABLE);
        cards.cost = Capabilities.Cost.MONEY;
        cards.onIssue.add(request -> {
            throw new IllegalStateException("answer lost");
        });
        try (CredentialManager manager = builder(PATIENT, cards).open()) {
            manager.agent("meepa").provision();
            manager.agent("meepa").list();
            assertThat(cards.issued).hasSize(1);
        }
    }

    @Test
    @DisplayName("G-15, B-11: with every provider failing the listing works, shows it, and tries again ever later")
    void survivesFailuresAndMakesNoStorm() {
        for (int i = 0; i < 3; i++) {
            mail.onIssue.add(AutoProvisionerTest::down);
        }
        try (CredentialManager manager = builder(PATIENT, mail).open()) {
            AgentCredentials meepa = manager.agent("meepa");
            assertThat(statuses(meepa)).containsExactly(new CredentialStatus.Failed("mailbox: down"));
            for (int i = 0; i < 50; i++) {
                meepa.list();
            }
            assertThat(mail.issued).hasSize(1);
            assertThat(meepa.managed().autoProvisioning()).isEqualTo(AutoProvisioningState.WAITING);

            clock.advance(Duration.ofMinutes(1));
            meepa.list();
            assertThat(mail.issued).hasSize(2);
            clock.advance(Duration.ofMinutes(1));
            meepa.list();
            assertThat(mail.issued).hasSize(2);
            clock.advance(Duration.ofMinutes(1));
            meepa.list();
            assertThat(mail.issued).hasSize(3);
            clock.advance(Duration.ofMinutes(4));
            assertThat(statuses(meepa)).containsExactly(CredentialStatus.Settled.PROVISIONED);
        }
    }

    @Test
    @DisplayName("An unexpected failure is no failure of the read either")
    void survivesALockThatIsHeld() {
        try (CredentialManager manager = builder(PATIENT, mail)
                        .set("credentials.lock_timeout", "1ms")
                        .open();
                StoreLock held = store.lock(AgentId.of("meepa"), "flight", Duration.ofSeconds(1))) {
            assertThat(held).isNotNull();
            assertThat(manager.agent("meepa").list()).isEmpty();
            assertThat(manager.agent("meepa").managed().autoProvisioning()).isEqualTo(AutoProvisioningState.WAITING);
        }
        assertThat(mail.issued).isEmpty();
    }

    @Test
    @DisplayName("R6: nothing for what is disabled or not listed: no call, no write, no lock")
    void leavesAloneWhatIsDisabled() {
        mail.unavailable = "no key";
        List<CredentialManagerBuilder> hosts = List.of(
                builder(PATIENT, mail).set("credentials.enabled", false),
                builder(PATIENT, mail).set("credentials.email.enabled", false),
                builder(PATIENT, mail).set("agents.meepa.identity.enabled", false),
                builder(PATIENT, mail));
        for (CredentialManagerBuilder host : hosts) {
            try (CredentialManager manager = host.open()) {
                manager.agent("meepa").list();
                manager.agent("meepa").environment();
            }
        }
        mail.unavailable = null;
        try (CredentialManager manager = builder(PATIENT, mail).open()) {
            manager.agent("whoever-it-is").list();
            assertThat(manager.agent("whoever-it-is").managed().autoProvisioning())
                    .isEqualTo(AutoProvisioningState.OFF);
        }
        assertThat(mail.issued).isEmpty();
        assertThat(store.written).isEmpty();
        assertThat(store.locks).isEmpty();
    }

    @Test
    @DisplayName("A read of one credential does not wait for another that is being created")
    void waitsForWhatIsWantedOnly() throws Exception {
        CountDownLatch called = new CountDownLatch(1);
        CountDownLatch upstream = new CountDownLatch(1);
        mail.onIssue.add(request -> {
            called.countDown();
            awaiting(upstream).accept(request);
        });
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try (CredentialManager manager = builder(PATIENT, mail).open()) {
            AgentCredentials meepa = manager.agent("meepa");
            meepa.add(AgentCredential.login("github")
                    .item("token", Secret.of("t"), ItemType.API_TOKEN)
                    .build());
            Future<List<CredentialSummary>> listing = pool.submit(() -> meepa.list());
            called.await();

            assertThat(meepa.get(Category.LOGIN, "github").secret("token").reveal())
                    .isEqualTo("t");
            assertThat(listing.isDone()).isFalse();

            upstream.countDown();
            assertThat(listing.get()).hasSize(2);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    @DisplayName("What was taken away is not brought back by a read")
    void staysAway() {
        try (CredentialManager manager = builder(PATIENT, mail).open()) {
            AgentCredentials meepa = manager.agent("meepa");
            meepa.list();
            meepa.deprovision(DeprovisionMode.REVOKE);
            assertThat(meepa.list()).isEmpty();
            assertThat(meepa.managed().autoProvisioning()).isEqualTo(AutoProvisioningState.SUSPENDED);
            assertThat(mail.issued).hasSize(1);

            meepa.provision();
            assertThat(mail.issued).hasSize(2);
            assertThat(meepa.managed().autoProvisioning()).isEqualTo(AutoProvisioningState.COMPLETE);

            manager.revokeManaged(AgentId.of("meepa"));
            assertThat(meepa.list()).isEmpty();
            assertThat(mail.issued).hasSize(2);
        }
    }

    @Test
    @DisplayName("What is queued to be revoked is not created anew by another process's listing")
    void leavesAQueueAlone() {
        mail.onRevoke.add(() -> {
            throw new ProviderUnavailableException("mailbox: down");
        });
        try (CredentialManager manager = builder(PATIENT, mail).open()) {
            manager.agent("meepa").list();
            manager.agent("meepa").deprovision(DeprovisionMode.REVOKE);
        }
        mail.onRevoke.add(() -> RevocationResult.revoked(Evidence.shown(Managers.NOW, "deleted")));
        try (CredentialManager manager = builder(PATIENT, mail).open()) {
            assertThat(manager.agent("meepa").list()).isEmpty();
            assertThat(mail.issued).hasSize(1);
            assertThat(mail.revoked).hasSize(1);
        }
    }

    @Test
    @DisplayName("W-01: a crash between call and record is finished by the next listing, without a second resource")
    void resumesAfterACrash() {
        mail.onIssue.add(request -> {
            mail.create(request);
            throw new IllegalStateException("answer lost");
        });
        try (CredentialManager manager = builder(PATIENT, mail).open()) {
            manager.agent("meepa").list();
        }
        try (CredentialManager manager = builder(PATIENT, mail).open()) {
            assertThat(statuses(manager.agent("meepa"))).containsExactly(CredentialStatus.Settled.EXISTING);
        }
        assertThat(mail.live).hasSize(1);
    }

    @Test
    void leavesErrorsOfTheReadItselfAsTheyAre() {
        try (CredentialManager manager = builder(PATIENT, mail).open()) {
            store.unreadable.add("meepa");
            assertThatThrownBy(() -> manager.agent("meepa").list()).isInstanceOf(KeyUnavailableException.class);
        }
        assertThat(mail.issued).isEmpty();
    }

    @Test
    void keepsAnInterruptForTheCaller() throws Exception {
        CountDownLatch called = new CountDownLatch(1);
        CountDownLatch upstream = new CountDownLatch(1);
        mail.onIssue.add(request -> {
            called.countDown();
            awaiting(upstream).accept(request);
        });
        try (CredentialManager manager = builder(PATIENT, mail).open()) {
            Thread.currentThread().interrupt();
            assertThat(manager.agent("meepa").list()).isEmpty();
            assertThat(Thread.interrupted()).isTrue();
            called.await();
            upstream.countDown();
        }
        assertThat(store.document("meepa").entries()).hasSize(1);
    }

    @Test
    void beginsNothingAfterClose() {
        CredentialManager manager = builder(PATIENT, mail).open();
        AgentCredentials meepa = manager.agent("meepa");
        manager.close();

        assertThatThrownBy(meepa::list).isInstanceOf(ManagerClosedException.class);
        assertThat(mail.issued).isEmpty();
    }
}
