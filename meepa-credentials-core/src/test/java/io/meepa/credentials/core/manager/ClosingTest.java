package io.meepa.credentials.core.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.ManagerClosedException;
import io.meepa.credentials.error.CredentialException;
import io.meepa.credentials.error.StoreException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.report.DeprovisionMode;
import io.meepa.credentials.report.Evidence;
import io.meepa.credentials.report.ReconcileMode;
import io.meepa.credentials.signup.SignupRequest;
import io.meepa.credentials.spi.call.RevocationResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** F-106: closing waits for all work under way, and what begins later gets a typed error. */
@Timeout(300)
class ClosingTest {

    /** Not the pool of the JVM: with two cores it has one thread, and from JDK 25 on it is used even so. */
    private static final Executor OWN_THREAD = task -> new Thread(task).start();

    private static final CredentialKey MAIL = CredentialKey.of(Category.EMAIL, "mailbox");

    private final RecordingStore store = new RecordingStore();
    private final ScriptedUpstream mail = ScriptedUpstream.mail();
    private final CountDownLatch called = new CountDownLatch(1);
    private final CountDownLatch answer = new CountDownLatch(1);

    /** Stands in an upstream call until the test lets it answer, whoever interrupts it. */
    private void stand() {
        called.countDown();
        boolean answered = false;
        while (!answered) {
            try {
                answered = answer.await(120, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                // It stands on.
            }
        }
    }

    /** What calls an upstream on the caller's thread. */
    enum Work {
        PROVISION,
        SUSPEND,
        DEPROVISION,
        RECONCILE;

        void run(AgentCredentials agent) {
            switch (this) {
                case PROVISION -> assertThat(agent.provision().ok()).isTrue();
                case SUSPEND -> agent.managed().suspend(MAIL);
                case DEPROVISION ->
                    assertThat(agent.deprovision(DeprovisionMode.REVOKE).documentDeleted())
                            .isTrue();
                case RECONCILE ->
                    assertThat(agent.managed().reconcile(ReconcileMode.APPLY).findings())
                            .isNotEmpty();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Work.class)
    @DisplayName("Closing waits for what a caller's thread has under way, and its outcome is on record")
    void waitsForWorkUnderWay(Work work) throws Exception {
        if (work != Work.PROVISION) {
            try (CredentialManager before = Managers.open(store, mail)) {
                before.agent("meepa").provision();
            }
            mail.closed = false;
        }
        mail.onIssue.add(request -> stand());
        mail.onRevoke.add(() -> {
            stand();
            mail.live.clear();
            return RevocationResult.revoked(Evidence.shown(Instant.now(), "deleted"));
        });
        mail.step = this::stand;
        if (work == Work.RECONCILE) {
            store.seed("meepa", Seeds.empty());
            mail.live.clear();
        }
        CredentialManager manager = Managers.open(store, mail);
        CompletableFuture<Void> worker = CompletableFuture.runAsync(() -> work.run(manager.agent("meepa")), OWN_THREAD);
        assertThat(called.await(120, TimeUnit.SECONDS)).isTrue();

        CompletableFuture<Boolean> closer = CompletableFuture.supplyAsync(
                () -> {
                    manager.close();
                    return worker.isDone() || mail.closed;
                },
                OWN_THREAD);
        Throwable refused = null;
        while (!(refused instanceof ManagerClosedException)) {
            refused = catchThrowable(manager::systemCredentials);
        }
        assertThat(closer).isNotDone();
        assertThat(mail.closed).isFalse();
        answer.countDown();

        assertThat(closer.get(120, TimeUnit.SECONDS)).isTrue();
        assertThatCode(() -> worker.get(120, TimeUnit.SECONDS)).doesNotThrowAnyException();
        assertThat(mail.closed).isTrue();
    }

    @Test
    @DisplayName("Every public method of a closed manager and its handles throws a typed error")
    void refusesEverythingOnceClosed() {
        CredentialManager manager = Managers.open(store, mail);
        AgentCredentials meepa = manager.agent("meepa");
        meepa.add(AgentCredential.login("github").build());
        CredentialKey github = CredentialKey.of(Category.LOGIN, "github");
        manager.close();

        List<Runnable> calls = List.of(
                manager::agents,
                manager::plan,
                manager::provision,
                manager::reconcile,
                () -> manager.revokeManaged(AgentId.of("meepa")),
                manager::systemCredentials,
                manager::doctor,
                manager::verifyAudit,
                meepa::plan,
                meepa::provision,
                meepa::list,
                () -> meepa.get(github),
                () -> meepa.add(AgentCredential.login("gitlab").build()),
                () -> meepa.replace(AgentCredential.login("github").build()),
                () -> meepa.remove(github),
                () -> meepa.signups().begin(SignupRequest.at("forge")),
                () -> meepa.signups().abandon(github),
                () -> meepa.manualSteps().list(),
                () -> meepa.deprovision(DeprovisionMode.REVOKE),
                () -> meepa.managed().reconcile(ReconcileMode.DRY_RUN),
                () -> meepa.managed().rotate(MAIL),
                () -> meepa.managed().suspend(MAIL),
                () -> meepa.managed().resume(MAIL),
                () -> meepa.tokens().get(CredentialKey.of(Category.TOKEN, "forge")),
                () -> meepa.tokens().reportRejected(CredentialKey.of(Category.TOKEN, "forge"), Secret.of("x")),
                () -> meepa.storage().rekeyPlan(),
                () -> meepa.storage().rekey(),
                () -> meepa.managed().pendingOperations(),
                () -> meepa.managed().forget(MAIL),
                () -> meepa.managed().forget("1"),
                meepa::environment,
                () -> meepa.tools().references(),
                () -> meepa.tools().mask());

        for (int i = 0; i < calls.size(); i++) {
            assertThatThrownBy(calls.get(i)::run).as("call " + i).isInstanceOf(ManagerClosedException.class);
        }
        assertThat(mail.issued).isEmpty();
    }

    @Test
    @DisplayName("An interrupt ends the wait, not the closing")
    void closesWhenInterrupted() throws Exception {
        mail.onIssue.add(request -> stand());
        CredentialManager manager = Managers.open(store, mail);
        CompletableFuture<Void> worker =
                CompletableFuture.runAsync(() -> manager.agent("meepa").provision(), OWN_THREAD);
        assertThat(called.await(120, TimeUnit.SECONDS)).isTrue();
        Thread closer = new Thread(manager::close);
        closer.start();
        closer.interrupt();
        closer.join();

        assertThat(mail.closed).isTrue();
        answer.countDown();
        Throwable end = catchThrowable(() -> worker.get(120, TimeUnit.SECONDS));
        assertThat(end == null || end.getCause() instanceof CredentialException).isTrue();
    }

    @Test
    @DisplayName("What a store throws that is none of our errors becomes one")
    void translatesWhatAStoreMustNotThrow() {
        store.beforeWrite = document -> {
            throw new UncheckedIOException(new IOException("disk gone at /secret"));
        };
        try (CredentialManager manager = Managers.open(store)) {
            assertThatThrownBy(() -> manager.agent("meepa")
                            .add(AgentCredential.login("github").build()))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("UncheckedIOException")
                    .hasMessageNotContaining("/secret");
        }
    }

    @Test
    @DisplayName("A fatal error of a plug-in's thread reaches the caller as it is")
    void passesErrorsOnUnwrapped() {
        mail.onIssue.add(request -> {
            throw new NoSuchMethodError("an old library");
        });
        try (CredentialManager manager = Managers.open(store, mail)) {
            assertThatThrownBy(() -> manager.agent("meepa").provision()).isInstanceOf(NoSuchMethodError.class);
        }
    }
}
