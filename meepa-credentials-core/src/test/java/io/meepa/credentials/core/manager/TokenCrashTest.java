package io.meepa.credentials.core.manager;

import static io.meepa.credentials.core.manager.TokenFixture.access;
import static io.meepa.credentials.core.manager.TokenFixture.refresh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.core.document.Operation;
import io.meepa.credentials.error.CredentialLockedException;
import io.meepa.credentials.error.CredentialNotFoundException;
import io.meepa.credentials.error.ProviderException;
import io.meepa.credentials.error.ProviderIndeterminateException;
import io.meepa.credentials.error.StoreException;
import io.meepa.credentials.model.ItemKeys;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.report.PendingOperation;
import io.meepa.credentials.report.ReconcileMode;
import io.meepa.credentials.report.ReconciliationReport.Divergence;
import io.meepa.credentials.report.ReconciliationReport.Remedy;
import io.meepa.credentials.spi.call.Repetition;
import io.meepa.credentials.testkit.fake.FakeTokenProvider;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** F-09: no refresh token is lost that the upstream lets be kept, and none is sent twice. */
class TokenCrashTest {

    private TokenFixture scene = new TokenFixture();

    private void expire() {
        scene.clock.advance(FakeTokenProvider.LIFE);
    }

    @Test
    @DisplayName(
            "F-09, R2: a crash before or after each write and call spends no one-time token twice, and never in silence")
    void sendsNothingTwiceAfterACrash() {
        int crashes = 0;
        int asked = 0;
        while (crashesAt(crashes + 1, Repetition.ONE_TIME)) {
            crashes++;
            try {
                assertThat(scene.token()).isEqualTo(access(scene.upstream.calls()));
            } catch (ProviderIndeterminateException e) {
                asked++;
                assertThat(e).hasMessageContaining("sign in again");
                assertThatThrownBy(scene::token).isInstanceOf(ProviderIndeterminateException.class);
            }
            assertThat(scene.upstream.reused()).as("crash " + crashes).isZero();
            assertThat(scene.upstream.calls()).as("crash " + crashes).isLessThanOrEqualTo(1);
        }
        System.out.println(
                "proof: refresh, one-time: crash points=" + crashes + " a person asked=" + asked + " reused=0");
        assertThat(crashes).isEqualTo(6);
        assertThat(asked).as("after the intent and up to the outcome").isEqualTo(4);
    }

    @Test
    @DisplayName("F-09, R2: where the upstream can repeat, a crash is finished without a person")
    void repeatsWhatMayBeRepeated() {
        int crashes = 0;
        while (crashesAt(crashes + 1, Repetition.REPEATABLE)) {
            crashes++;
            assertThat(scene.token()).isEqualTo(access(1));
            assertThat(scene.store.document("meepa").operations()).isEmpty();
        }
        assertThat(crashes).isEqualTo(6);
    }

    private boolean crashesAt(int nth, Repetition repetition) {
        scene = new TokenFixture();
        expire();
        scene.upstream.repeats(repetition);
        int[] left = {nth};
        Runnable point = () -> {
            if (--left[0] == 0) {
                throw new Crash();
            }
        };
        steps(point);
        boolean crashed = false;
        try {
            scene.token();
        } catch (Crash e) {
            crashed = true;
        }
        steps(() -> {});
        return crashed;
    }

    private void steps(Runnable step) {
        scene.upstream.beforeTrade(step);
        scene.upstream.afterTrade(step);
        scene.store.beforeWrite = document -> step.run();
        scene.store.afterWrite = document -> step.run();
    }

    private void loseTheAnswer() {
        expire();
        scene.upstream.afterTrade(() -> {
            throw new ProviderIndeterminateException("sessions: the answer was lost");
        });
        assertThatThrownBy(scene::token)
                .isInstanceOf(ProviderIndeterminateException.class)
                .hasMessageContaining("the answer was lost")
                .hasMessageContaining("sign in again");
        scene.upstream.afterTrade(() -> {});
    }

    @Test
    @DisplayName("R2: a lost answer is on record, listed, and repeated by nobody")
    void reportsALostAnswer() {
        loseTheAnswer();
        assertThatThrownBy(scene::token).isInstanceOf(ProviderIndeterminateException.class);
        assertThat(scene.upstream.calls()).isEqualTo(1);
        List<PendingOperation> open =
                scene.with((AgentCredentials agent) -> agent.managed().pendingOperations());
        assertThat(open).extracting(PendingOperation::kind).containsExactly(PendingOperation.Kind.REFRESH);
        assertThat(open)
                .extracting(PendingOperation::standing)
                .containsExactly(PendingOperation.Standing.INDETERMINATE);
        assertThat(scene.with(agent -> agent.managed().reconcile(ReconcileMode.APPLY))
                        .of(Divergence.INDETERMINATE))
                .extracting(finding -> finding.remedy())
                .containsExactly(Remedy.NONE);
        try (CredentialManager manager = scene.open()) {
            assertThat(manager.doctor().findings())
                    .anyMatch(finding -> finding.message().contains("sign in again"));
        }
    }

    @Test
    @DisplayName("R2: until its end a token is returned whatever the result of its renewal")
    void returnsWhatIsStillGood() {
        scene.clock.advance(FakeTokenProvider.LIFE.minusMinutes(4));
        scene.upstream.afterTrade(() -> {
            throw new ProviderIndeterminateException("sessions: the answer was lost");
        });
        assertThat(scene.token()).isEqualTo(access(0));
        assertThat(scene.token()).isEqualTo(access(0));
        assertThat(scene.upstream.calls()).isEqualTo(1);
        scene.clock.advance(Duration.ofMinutes(4));
        assertThatThrownBy(scene::token).isInstanceOf(ProviderIndeterminateException.class);
    }

    @Test
    void startsAfreshOnceAPersonSignedIn() {
        loseTheAnswer();
        String signedIn = refresh(scene.upstream.signIn());
        scene.run(agent -> agent.replace(TokenFixture.session(Managers.NOW.toString()).toBuilder()
                .replaceItem(ItemKeys.REFRESH_TOKEN, Secret.of(signedIn), ItemType.API_TOKEN)
                .build()));
        assertThat(scene.token()).isEqualTo(access(scene.upstream.latest()));
        assertThat(scene.with((AgentCredentials agent) -> agent.managed().pendingOperations()))
                .isEmpty();
    }

    @Test
    void triesOnceMoreWhereAPersonSaysSo() {
        loseTheAnswer();
        scene.run(agent -> agent.managed()
                .forget(agent.managed().pendingOperations().get(0).operation()));
        assertThatThrownBy(scene::token).isInstanceOf(ProviderException.class).hasMessageContaining("invalid_grant");
        assertThat(scene.upstream.reused()).isEqualTo(1);
    }

    @Test
    @DisplayName("F-09: what a store could not take is kept, and written once it can")
    void keepsWhatCouldNotBeWritten() {
        expire();
        try (CredentialManager manager = scene.open()) {
            AgentCredentials agent = manager.agent("meepa");
            scene.upstream.afterTrade(() -> scene.store.beforeWrite = document -> {
                throw new StoreException("no space left");
            });
            assertThatThrownBy(() -> agent.tokens().get(TokenFixture.KEY)).isInstanceOf(StoreException.class);
            scene.store.beforeWrite = document -> {};
            scene.clock.advance(Duration.ofSeconds(1));
            assertThat(agent.tokens().get(TokenFixture.KEY).value().reveal()).isEqualTo(access(1));
        }
        assertThat(scene.stored(ItemKeys.REFRESH_TOKEN)).isEqualTo(refresh(1));
        assertThat(scene.upstream.calls()).isEqualTo(1);
    }

    @Test
    @DisplayName("B-46: what was removed or replaced during a renewal is not brought back by it")
    void recordsNothingForATokenThatIsGone() {
        meanwhile(agent -> agent.remove(TokenFixture.KEY));
        assertThatThrownBy(scene::token)
                .isInstanceOf(CredentialLockedException.class)
                .hasMessageContaining("ask again");
        scene.upstream.afterTrade(() -> {});
        assertThat(scene.store.document("meepa").entries()).isEmpty();
        assertThatThrownBy(scene::token).isInstanceOf(CredentialNotFoundException.class);

        scene = new TokenFixture();
        meanwhile(agent -> agent.replace(TokenFixture.session("2030-01-01T00:00:00Z")));
        assertThat(scene.token()).as("the value that was put in meanwhile").isEqualTo(access(0));
        scene.upstream.afterTrade(() -> {});
        assertThat(scene.token()).isEqualTo(access(0));
        assertThat(scene.stored(ItemKeys.REFRESH_TOKEN)).isEqualTo(refresh(0));
    }

    private void meanwhile(Consumer<AgentCredentials> change) {
        expire();
        scene.upstream.afterTrade(() -> scene.run(change));
    }

    @Test
    @DisplayName("An answer that comes after another process gave it up is still recorded: it was not sent twice")
    void recordsALateAnswer() {
        expire();
        scene.upstream.afterTrade(() -> {
            var document = scene.store.document("meepa");
            var operation = document.operations().get(0);
            scene.store.seed("meepa", document.withOperation(operation.in(Operation.State.INDETERMINATE)));
        });
        assertThat(scene.token()).isEqualTo(access(1));
        assertThat(scene.store.document("meepa").operations()).isEmpty();
    }
}
