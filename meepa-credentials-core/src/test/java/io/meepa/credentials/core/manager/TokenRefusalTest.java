package io.meepa.credentials.core.manager;

import static io.meepa.credentials.core.manager.TokenFixture.access;
import static io.meepa.credentials.core.manager.TokenFixture.refresh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.core.document.StoredCredential;
import io.meepa.credentials.error.CredentialExpiredException;
import io.meepa.credentials.error.ProviderIndeterminateException;
import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.event.CredentialEvent;
import io.meepa.credentials.event.CredentialEvent.Kind;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.ItemKeys;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Metadata;
import io.meepa.credentials.model.MetadataKeys;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.spi.call.Repetition;
import io.meepa.credentials.testkit.fake.FakeTokenProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Refusals that are remembered, and lost answers that are asked for once more. */
class TokenRefusalTest {

    private final TokenFixture fixture = new TokenFixture();
    private final AtomicInteger asked = new AtomicInteger();

    private void refuse() {
        fixture.upstream.beforeTrade(() -> {
            asked.incrementAndGet();
            throw ProviderRejectedException.definitive("sessions refuses (400 invalid_grant): sign in again");
        });
    }

    private void lose() {
        fixture.upstream.beforeTrade(() -> {
            asked.incrementAndGet();
            throw new ProviderIndeterminateException("sessions: the answer was lost");
        });
    }

    @Test
    @DisplayName("T-14, OA-25: after a definitive refusal 10,000 callers make no further call")
    void remembersADefinitiveRefusal() {
        fixture.clock.advance(FakeTokenProvider.LIFE);
        refuse();
        assertThatThrownBy(fixture::token).isInstanceOf(ProviderRejectedException.class);

        try (CredentialManager manager = fixture.open()) {
            for (int i = 0; i < 10_000; i++) {
                assertThatThrownBy(() -> manager.agent("meepa").tokens().get(TokenFixture.KEY))
                        .isInstanceOf(CredentialExpiredException.class)
                        .hasMessageContaining("a person has to sign in again");
            }
        }

        assertThat(asked).hasValue(1);
        assertThat(fixture.stored()
                        .metadata()
                        .text(MetadataKeys.RECONNECT_REASON)
                        .orElseThrow())
                .contains("400 invalid_grant");
        assertThat(fixture.stored(ItemKeys.REFRESH_TOKEN)).isEqualTo(refresh(0));
    }

    @Test
    @DisplayName("OA-14: a token that is good is returned to its end, whatever was refused")
    void returnsWhatIsGoodStill() throws InterruptedException {
        fixture.clock.advance(FakeTokenProvider.LIFE.minusMinutes(4));
        List<CredentialEvent> events = new ArrayList<>();
        refuse();
        try (CredentialManager manager = fixture.builder().listener(events::add).open()) {
            assertThat(manager.agent("meepa")
                            .tokens()
                            .get(TokenFixture.KEY)
                            .value()
                            .reveal())
                    .isEqualTo(access(0));
        }
        assertThat(fixture.stored().metadata().text(MetadataKeys.RECONNECT_SINCE))
                .isPresent();
        assertThat(events).extracting(CredentialEvent::kind).contains(Kind.RECONNECT_NEEDED);
        assertThat(fixture.token()).isEqualTo(access(0));
        assertThat(asked).hasValue(1);
    }

    @Test
    void forgetsARefusalWhenAPersonPutsANewTokenIn() {
        fixture.clock.advance(FakeTokenProvider.LIFE);
        refuse();
        assertThatThrownBy(fixture::token).isInstanceOf(ProviderRejectedException.class);
        AgentCredential stored = fixture.stored();

        fixture.run(agent -> agent.replace(stored.toBuilder()
                .replaceItem(ItemKeys.REFRESH_TOKEN, Secret.of(refresh(0)), ItemType.API_TOKEN)
                .build()));
        fixture.upstream.beforeTrade(() -> {});

        assertThat(fixture.token()).isEqualTo(access(1));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("OA-15: the loser of a race looks at the store again: a token that was replaced meanwhile is returned,"
            + " and nothing of it is changed")
    void believesNoRefusalOfAReplacedToken(boolean loserLost) {
        fixture.clock.advance(FakeTokenProvider.LIFE);
        List<CredentialEvent> events = new ArrayList<>();
        fixture.upstream.beforeTrade(() -> {
            asked.incrementAndGet();
            fixture.store.seed("meepa", won(loserLost));
            throw ProviderRejectedException.definitive("sessions refuses (400 invalid_grant): sign in again");
        });
        try (CredentialManager loser = fixture.builder().listener(events::add).open()) {
            assertThat(loser.agent("meepa")
                            .tokens()
                            .get(TokenFixture.KEY)
                            .value()
                            .reveal())
                    .isEqualTo(access(1));
        }
        assertThat(asked).hasValue(1);
        assertThat(fixture.stored(ItemKeys.REFRESH_TOKEN)).isEqualTo(refresh(1));
        assertThat(fixture.stored().metadata().text(MetadataKeys.RECONNECT_SINCE))
                .isEmpty();
        assertThat(events).extracting(CredentialEvent::kind).doesNotContain(Kind.RECONNECT_NEEDED);
    }

    /** What the winner left: new tokens, and either the end of the loser's operation or a write beside it. */
    private AgentDocument won(boolean loserLost) {
        AgentDocument document = fixture.store.document("meepa");
        StoredCredential entry = document.entries().get(0);
        AgentCredential won = entry.credential().toBuilder()
                .replaceItem(ItemKeys.ACCESS_TOKEN, Secret.of(access(1)), ItemType.API_TOKEN)
                .replaceItem(ItemKeys.REFRESH_TOKEN, Secret.of(refresh(1)), ItemType.API_TOKEN)
                .metadata(Metadata.empty()
                        .with(
                                MetadataKeys.EXPIRES_AT,
                                fixture.clock
                                        .instant()
                                        .plus(FakeTokenProvider.LIFE)
                                        .toString()))
                .build();
        AgentDocument written = document.withEntry(entry.with(won));
        return loserLost ? written.withoutRefresh(won.key()) : written;
    }

    @Test
    @DisplayName("OA-13, OA-41: another refusal is not remembered")
    void asksAgainAfterAnotherRefusal() {
        fixture.clock.advance(FakeTokenProvider.LIFE);
        fixture.upstream.beforeTrade(() -> {
            asked.incrementAndGet();
            throw new ProviderRejectedException("sessions: 400");
        });
        try (CredentialManager manager = fixture.open()) {
            for (int i = 0; i < 10_000; i++) {
                assertThatThrownBy(() -> manager.agent("meepa").tokens().get(TokenFixture.KEY))
                        .isInstanceOf(ProviderRejectedException.class);
            }
        }
        assertThat(asked).as("the callers of a moment share one refusal").hasValue(1);
        fixture.upstream.beforeTrade(() -> {});

        assertThat(fixture.token()).isEqualTo(access(1));
    }

    @Test
    @DisplayName(
            "T-13, gap 6: a lost answer of a one-time token is asked for once more when the token in use has ended")
    void asksOnceMoreAtTheEnd() {
        fixture.upstream.repeats(Repetition.ONE_TIME.andOnceAtEnd());
        fixture.clock.advance(FakeTokenProvider.LIFE.minusMinutes(4));
        lose();
        assertThat(fixture.token()).isEqualTo(access(0));
        assertThat(fixture.token()).isEqualTo(access(0));
        assertThat(asked).hasValue(1);

        fixture.clock.advance(Duration.ofMinutes(5));
        fixture.upstream.beforeTrade(() -> {});

        assertThat(fixture.token()).isEqualTo(access(1));
        assertThat(fixture.store.document("meepa").operations()).isEmpty();
    }

    @Test
    @DisplayName("T-13: never a third time")
    void asksNoThirdTime() {
        fixture.upstream.repeats(Repetition.ONE_TIME.andOnceAtEnd());
        fixture.clock.advance(FakeTokenProvider.LIFE.minusMinutes(4));
        lose();
        assertThat(fixture.token()).isEqualTo(access(0));
        fixture.clock.advance(Duration.ofMinutes(5));

        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(fixture::token)
                    .isInstanceOf(ProviderIndeterminateException.class)
                    .hasMessageContaining("sign in again");
        }

        assertThat(asked).hasValue(2);
    }

    @Test
    @DisplayName("T-13: where a repetition could end what others have, a person is asked at once")
    void asksNotAgainWhereOthersWouldLose() {
        fixture.upstream.repeats(Repetition.within(Duration.ofSeconds(55)));
        fixture.clock.advance(FakeTokenProvider.LIFE);
        lose();
        assertThatThrownBy(fixture::token).isInstanceOf(ProviderIndeterminateException.class);
        fixture.clock.advance(Duration.ofMinutes(2));

        assertThatThrownBy(fixture::token).isInstanceOf(ProviderIndeterminateException.class);

        assertThat(asked).hasValue(1);
    }

    @Test
    @DisplayName("T-13: within a grace it is asked for at once")
    void asksAgainWithinAGrace() {
        fixture.upstream.repeats(Repetition.within(Duration.ofMinutes(10)));
        fixture.clock.advance(FakeTokenProvider.LIFE);
        lose();
        assertThatThrownBy(fixture::token).isInstanceOf(ProviderIndeterminateException.class);
        fixture.clock.advance(Duration.ofMinutes(1));
        fixture.upstream.beforeTrade(() -> {});

        assertThat(fixture.token()).isEqualTo(access(1));
    }
}
