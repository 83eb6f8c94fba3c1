package io.meepa.credentials.core.manager;

import static io.meepa.credentials.core.manager.TokenFixture.access;
import static io.meepa.credentials.core.manager.TokenFixture.refresh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.ValidToken;
import io.meepa.credentials.error.CredentialExpiredException;
import io.meepa.credentials.error.CredentialLockedException;
import io.meepa.credentials.error.CredentialNotFoundException;
import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.error.ProviderUnavailableException;
import io.meepa.credentials.event.CredentialEvent;
import io.meepa.credentials.event.CredentialEvent.Kind;
import io.meepa.credentials.event.CredentialEvent.Phase;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.ItemKeys;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Metadata;
import io.meepa.credentials.model.MetadataKeys;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.testkit.ManualClock;
import io.meepa.credentials.testkit.fake.FakeTokenProvider;
import io.meepa.credentials.testkit.fake.FakeTokenServer;
import io.meepa.credentials.testkit.fake.FakeTokens;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** F-09: a token that its upstream accepts, renewed once however many ask. */
class TokenTest {

    private final TokenFixture scene = new TokenFixture();
    private final FakeTokenServer upstream = scene.upstream;
    private final ManualClock clock = scene.clock;

    private void expire() {
        clock.advance(FakeTokenProvider.LIFE);
    }

    @Test
    @DisplayName("B-43: what is good, or never ends, does not even ask the provider how it would be renewed")
    void returnsAFreshTokenWithoutACall() {
        ValidToken token = scene.with(agent -> agent.tokens().get(TokenFixture.KEY));
        assertThat(token.value().reveal()).isEqualTo(access(0));
        assertThat(token.expiresAt()).contains(Managers.NOW.plus(FakeTokenProvider.LIFE));
        scene.run(agent -> agent.add(AgentCredential.token("static")
                .item("token", Secret.of("t"), ItemType.API_TOKEN)
                .build()));
        expire();
        assertThat(scene.with(agent -> agent.tokens().get(CredentialKey.of(Category.TOKEN, "static")))
                        .expiresAt())
                .isEmpty();
        assertThat(scene.asked()).isZero();
    }

    @Test
    @DisplayName(
            "F-09: the next refresh token is stored in the same write as the access token, before that is returned")
    void renewsAnExpiredToken() {
        expire();
        assertThat(scene.token()).isEqualTo(access(1));
        assertThat(scene.stored(ItemKeys.REFRESH_TOKEN)).isEqualTo(refresh(1));
        Metadata metadata = scene.stored().metadata();
        assertThat(metadata.text(MetadataKeys.EXPIRES_AT))
                .contains(clock.instant().plus(FakeTokenProvider.LIFE).toString());
        assertThat(metadata.text(MetadataKeys.REFRESHED_AT))
                .contains(clock.instant().toString());
        assertThat(metadata.text("scope")).contains("mail");
        assertThat(metadata.text("tag")).isEmpty();
        assertThat(scene.store.document("meepa").operations()).isEmpty();
        assertThat(scene.token()).isEqualTo(access(1));
        assertThat(upstream.calls()).isEqualTo(1);
        assertThat(scene.store.locks).allMatch(lock -> lock.matches("meepa/refresh[a-p]{16}"));
    }

    @Test
    @DisplayName("F-09: near its end it is returned at once, and renewed in the background")
    void returnsAStaleTokenWhileItIsRenewed() {
        clock.advance(FakeTokenProvider.LIFE.minusMinutes(4));
        CountDownLatch answer = new CountDownLatch(1);
        upstream.beforeTrade(() -> await(answer));
        try (CredentialManager manager = scene.open()) {
            AgentCredentials agent = manager.agent("meepa");
            assertThat(agent.tokens().get(TokenFixture.KEY).value().reveal()).isEqualTo(access(0));
            assertThat(agent.tokens().get(TokenFixture.KEY).value().reveal()).isEqualTo(access(0));
            answer.countDown();
        }
        assertThat(scene.token()).isEqualTo(access(1));
        assertThat(upstream.calls()).isEqualTo(1);
    }

    @Test
    @DisplayName("F-09, R3: threads of two managers make one call")
    void renewsOnceHoweverManyAsk() throws Exception {
        expire();
        ExecutorService threads = Executors.newFixedThreadPool(32);
        try (CredentialManager one = scene.open();
                CredentialManager other = scene.open()) {
            List<Callable<String>> callers = new ArrayList<>();
            for (int i = 0; i < 32; i++) {
                CredentialManager manager = i % 2 == 0 ? one : other;
                callers.add(() -> manager.agent("meepa")
                        .tokens()
                        .get(TokenFixture.KEY)
                        .value()
                        .reveal());
            }
            for (Future<String> token : threads.invokeAll(callers)) {
                assertThat(token.get()).isEqualTo(access(1));
            }
        } finally {
            threads.shutdown();
        }
        assertThat(upstream.calls()).isEqualTo(1);
        assertThat(upstream.reused()).isZero();
    }

    @Test
    @DisplayName("F-09: who stops waiting does not stop the call")
    void continuesWithoutTheCallerWhoLeft() {
        expire();
        CountDownLatch answer = new CountDownLatch(1);
        upstream.beforeTrade(() -> await(answer));
        try (CredentialManager manager = scene.open()) {
            AgentCredentials agent = manager.agent("meepa");
            assertThatThrownBy(() -> agent.tokens().get(TokenFixture.KEY, Duration.ZERO))
                    .isInstanceOf(CredentialLockedException.class)
                    .hasMessageContaining("it continues");
            answer.countDown();
            assertThat(agent.tokens().get(TokenFixture.KEY).value().reveal()).isEqualTo(access(1));
        }
        assertThat(upstream.calls()).isEqualTo(1);
    }

    @Test
    @DisplayName("F-09, B-59: a value reported as rejected is not returned again, by any manager")
    void returnsNothingThatWasRejected() {
        try (CredentialManager one = scene.open();
                CredentialManager other = scene.open()) {
            ValidToken token = one.agent("meepa").tokens().get(TokenFixture.KEY);
            one.agent("meepa").tokens().reportRejected(TokenFixture.KEY, token.value());
            assertThat(other.agent("meepa")
                            .tokens()
                            .get(TokenFixture.KEY)
                            .value()
                            .reveal())
                    .isEqualTo(access(1));
            one.agent("meepa").tokens().reportRejected(TokenFixture.KEY, token.value());
            assertThat(one.agent("meepa").tokens().get(TokenFixture.KEY).value().reveal())
                    .isEqualTo(access(1));
        }
        assertThat(upstream.calls()).isEqualTo(1);
        assertThat(scene.stored().metadata().values()).doesNotContainKey(MetadataKeys.REJECTED_AT);
    }

    @Test
    @DisplayName("F-09: what was rejected is not returned when renewing fails, nor when the upstream gives it again")
    void neverFallsBackToARejectedValue() {
        scene.run(agent -> agent.tokens().reportRejected(TokenFixture.KEY, Secret.of(access(0))));
        upstream.beforeTrade(() -> {
            throw new ProviderUnavailableException("sessions: down");
        });
        assertThatThrownBy(scene::token).isInstanceOf(ProviderUnavailableException.class);
        upstream.beforeTrade(() -> {});
        scene.endpoint = refreshToken -> new FakeTokens(
                Secret.of(access(0)), upstream.trade(refreshToken).refresh());
        assertThatThrownBy(scene::token)
                .isInstanceOf(ProviderRejectedException.class)
                .hasMessageContaining("the same token again");
        assertThat(scene.stored(ItemKeys.REFRESH_TOKEN)).isEqualTo(refresh(1));
    }

    @Test
    @DisplayName("B-59: a failure is shared by a crowd and not kept")
    void triesAgainAfterAFailure() {
        expire();
        upstream.beforeTrade(() -> {
            throw new ProviderUnavailableException("sessions: down");
        });
        scene.run(agent -> {
            for (int i = 0; i < 20; i++) {
                assertThatThrownBy(() -> agent.tokens().get(TokenFixture.KEY))
                        .isInstanceOf(ProviderUnavailableException.class);
            }
            assertThat(upstream.calls()).isEqualTo(1);
            upstream.beforeTrade(() -> {});
            clock.advance(Duration.ofSeconds(1));
            assertThat(agent.tokens().get(TokenFixture.KEY).value().reveal()).isEqualTo(access(1));
        });
        assertThat(scene.store.document("meepa").operations()).isEmpty();
    }

    @Test
    @DisplayName("A clock that was put back makes nothing good again")
    void renewsWhenTheClockWasPutBack() {
        expire();
        assertThat(scene.token()).isEqualTo(access(1));
        clock.advance(Duration.ofMinutes(-1));
        assertThat(scene.token()).isEqualTo(access(1));
        clock.advance(Duration.ofDays(-1));
        assertThat(scene.token()).isEqualTo(access(2));
        assertThat(scene.token()).isEqualTo(access(2));
    }

    @Test
    @DisplayName("Without a provider it is good until its end, and then a person is notified")
    void asksAPersonWhereNobodyRenews() {
        CredentialKey key = CredentialKey.of(Category.TOKEN, "elsewhere");
        AgentCredential own = AgentCredential.token("elsewhere")
                .item("jwt", Secret.of("t"), ItemType.API_TOKEN)
                .metadata(Metadata.empty().with(MetadataKeys.EXPIRES_AT, "2026-11-21T12:00:00+01:00"))
                .build();
        scene.run(agent -> agent.add(own));
        assertThat(scene.with(agent -> agent.tokens().get(key)).value().reveal())
                .isEqualTo("t");
        expire();
        assertThatThrownBy(() -> scene.with(agent -> agent.tokens().get(key)))
                .isInstanceOf(CredentialExpiredException.class)
                .hasMessageContaining("expired at 2026-11-21T11:00:00Z")
                .hasMessageContaining("replace it");
        scene.run(agent -> agent.replace(own.toBuilder()
                .metadata(Metadata.empty().with(MetadataKeys.EXPIRES_AT, "soon"))
                .build()));
        assertThatThrownBy(() -> scene.with(agent -> agent.tokens().get(key)))
                .isInstanceOf(CredentialExpiredException.class)
                .hasMessageContaining("RFC 3339");
    }

    @Test
    void refusesAddressesThatAreNoToken() {
        CredentialKey login = CredentialKey.of(Category.LOGIN, "github");
        assertThatThrownBy(() -> scene.with(agent -> agent.tokens().get(login)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> scene.run(agent -> agent.tokens().reportRejected(login, Secret.of("x"))))
                .isInstanceOf(IllegalArgumentException.class);
        CredentialKey absent = CredentialKey.of(Category.TOKEN, "absent");
        assertThatThrownBy(() -> scene.with(agent -> agent.tokens().get(absent)))
                .isInstanceOf(CredentialNotFoundException.class);
    }

    @Test
    @DisplayName("R15: renewing, revealing and rejecting have a begin and an end, without values")
    void reportsWhatHappens() {
        expire();
        List<CredentialEvent> events = Collections.synchronizedList(new ArrayList<>());
        try (CredentialManager manager = scene.builder().listener(events::add).open()) {
            AgentCredentials agent = manager.agent("meepa");
            agent.tokens()
                    .reportRejected(
                            TokenFixture.KEY,
                            agent.tokens().get(TokenFixture.KEY).value());
        }
        assertThat(events)
                .extracting(CredentialEvent::kind, CredentialEvent::phase)
                .containsExactly(
                        tuple(Kind.REVEAL, Phase.BEGUN),
                        tuple(Kind.REFRESH, Phase.BEGUN),
                        tuple(Kind.REFRESH, Phase.SUCCEEDED),
                        tuple(Kind.REVEAL, Phase.SUCCEEDED),
                        tuple(Kind.REJECT, Phase.BEGUN),
                        tuple(Kind.REJECT, Phase.SUCCEEDED));
        assertThat(events.toString()).doesNotContain("access-").doesNotContain("refresh-");
    }

    static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
