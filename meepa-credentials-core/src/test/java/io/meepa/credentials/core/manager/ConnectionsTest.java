package io.meepa.credentials.core.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.connect.CallbackParameters;
import io.meepa.credentials.connect.ConnectRequest;
import io.meepa.credentials.connect.Connection;
import io.meepa.credentials.connect.Connection.State;
import io.meepa.credentials.connect.Consent;
import io.meepa.credentials.connect.ConsentException;
import io.meepa.credentials.connect.ConsentException.Reason;
import io.meepa.credentials.connect.Disconnection;
import io.meepa.credentials.connect.SessionBinding;
import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.error.CredentialAlreadyExistsException;
import io.meepa.credentials.error.CredentialException;
import io.meepa.credentials.error.CredentialNotFoundException;
import io.meepa.credentials.error.ProviderIndeterminateException;
import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.ItemKeys;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.report.DeprovisionMode;
import io.meepa.credentials.report.DeprovisioningReport;
import io.meepa.credentials.report.PendingOperation;
import io.meepa.credentials.spi.call.Repetition;
import io.meepa.credentials.spi.provider.SharedFate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections: both halves of a sign-in, what is checked between them, and how a connection ends. */
class ConnectionsTest {

    private final ConnectScene scene = new ConnectScene();

    @Test
    void connectsWithASignInThatOutlivesARestart() {
        Consent consent = scene.begin();
        assertThat(list().get(0).state()).isEqualTo(State.PENDING);

        Connection connection = scene.complete(consent, "ada:1");

        assertThat(connection.state()).isEqualTo(State.ACTIVE);
        assertThat(connection.account()).contains("ada");
        assertThat(connection.granted()).containsExactly("read");
        assertThat(connection.expiresAt()).contains(Managers.NOW.plus(ConnectUpstream.LIFE));
        assertThat(list()).containsExactly(connection);
        AgentCredential stored = stored();
        assertThat(stored.managed()).isTrue();
        assertThat(stored.secret(ItemKeys.REFRESH_TOKEN).reveal()).isEqualTo("refresh-of-ada:1");
        assertThat(document().operations()).isEmpty();
        String returned = scene.with(
                "meepa", agent -> agent.tokens().get(ConnectScene.KEY).value().reveal());
        assertThat(returned).isEqualTo("access-of-ada:1");
    }

    @Test
    @DisplayName("T-01: a sign-in that was begun in one session is not completed in another, and stays the first one's")
    void refusesAnotherSession() {
        Consent consent = scene.begin();

        assertThatThrownBy(() -> scene.with(connections ->
                        connections.complete(ConnectScene.callback(consent, "mallory:1"), ConnectScene.MALLORY)))
                .isInstanceOfSatisfying(
                        ConsentException.class, e -> assertThat(e.reason()).isEqualTo(Reason.OTHER_SESSION))
                .hasMessageNotContainingAny("mallory:1", "session-");
        assertThat(scene.upstream.trades).hasValue(0);
        assertThat(scene.complete(consent, "ada:1").state()).isEqualTo(State.ACTIVE);
    }

    @Test
    @DisplayName("T-01: 10,000 guessed states and bindings")
    void refusesWhatIsGuessed() {
        Consent consent = scene.begin();
        scene.with(connections -> {
            for (int i = 0; i < 10_000; i++) {
                SessionBinding guess = SessionBinding.of("guessed-session-" + i, "alice");
                assertThatThrownBy(() -> connections.complete(ConnectScene.callback(consent, "x"), guess))
                        .isInstanceOf(ConsentException.class);
            }
            String state = consent.address().getRawQuery();
            String other = state.substring(0, state.length() - 1) + (state.endsWith("A") ? "B" : "A");
            assertThatThrownBy(() ->
                            connections.complete(CallbackParameters.ofQuery("code=x&" + other), ConnectScene.ALICE))
                    .isInstanceOfSatisfying(
                            ConsentException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNKNOWN));
            return connections;
        });
        assertThat(scene.upstream.trades).hasValue(0);
    }

    @Test
    @DisplayName("OA-47: nothing begins without a session that cannot be guessed")
    void needsASessionThatCannotBeGuessed() {
        assertThatThrownBy(() -> SessionBinding.of("", "alice")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SessionBinding.of("short", "alice")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SessionBinding.of("session-alice", " ")).isInstanceOf(IllegalArgumentException.class);
        assertThat(ConnectScene.ALICE).hasToString("SessionBinding[redacted]");
    }

    @Test
    @DisplayName("T-19: a sign-in is over after ten minutes, and when the clock was put back")
    void endsASignInByTime() {
        Consent inTime = scene.begin();
        scene.clock.advance(Duration.ofMinutes(10).minusMillis(1));
        assertThat(scene.complete(inTime, "ada:1").state()).isEqualTo(State.ACTIVE);
        scene.upstream.trades.set(0);

        Consent late = scene.begin();
        scene.clock.advance(Duration.ofMinutes(10));
        assertReason(late, Reason.EXPIRED);

        Consent early = scene.begin();
        scene.clock.advance(Duration.ofHours(-1));
        assertReason(early, Reason.EXPIRED);
        assertThat(scene.upstream.trades).hasValue(0);
    }

    @Test
    @DisplayName(
            "T-18, OA-46: begun by one manager, completed by another after a restart; a callback that comes twice trades once")
    void completesOnce() {
        Consent consent = scene.begin();
        scene.complete(consent, "ada:1");

        assertReason(consent, Reason.UNKNOWN);
        assertThat(scene.upstream.trades).hasValue(1);
    }

    @Test
    @DisplayName("T-18: 64 threads with one callback: one trade, 63 refusals, one credential")
    void completesOnceHoweverManyCome() throws Exception {
        Consent consent = scene.begin();
        ExecutorService threads = Executors.newFixedThreadPool(64);
        try (var manager = scene.builder().open()) {
            List<Callable<Connection>> callbacks = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                callbacks.add(() -> manager.agent("meepa")
                        .connections()
                        .complete(ConnectScene.callback(consent, "ada:1"), ConnectScene.ALICE));
            }
            int won = 0;
            int refused = 0;
            for (Future<Connection> end : threads.invokeAll(callbacks)) {
                try {
                    end.get();
                    won++;
                } catch (ExecutionException e) {
                    assertThat(e.getCause()).isInstanceOf(ConsentException.class);
                    refused++;
                }
            }
            assertThat(won).isEqualTo(1);
            assertThat(refused).isEqualTo(63);
        } finally {
            threads.shutdownNow();
        }
        assertThat(scene.upstream.trades).hasValue(1);
        assertThat(document().entries()).hasSize(1);
    }

    @Test
    @DisplayName("T-20: a denial ends the sign-in and stores nothing")
    void storesNothingAfterADenial() {
        Consent consent = scene.begin();

        assertThatThrownBy(() -> scene.with(connections -> connections.complete(
                        CallbackParameters.ofQuery(
                                "error=access_denied&" + consent.address().getRawQuery()),
                        ConnectScene.ALICE)))
                .isInstanceOfSatisfying(
                        ConsentException.class, e -> assertThat(e.reason()).isEqualTo(Reason.DENIED));
        assertThat(document().isEmpty()).isTrue();
    }

    @Test
    @DisplayName("T-03: a code that the service refuses ends the sign-in")
    void endsTheSignInAfterARefusedCode() {
        scene.upstream.spent.add("stolen");
        Consent consent = scene.begin();

        assertThatThrownBy(() -> scene.complete(consent, "stolen")).isInstanceOf(ProviderRejectedException.class);
        assertReason(consent, Reason.UNKNOWN);
        assertThat(document().isEmpty()).isTrue();
    }

    @Test
    @DisplayName("T-16: another account than before is reported, not accepted, and its tokens are taken back")
    void keepsTheConnectionAtASignInWithAnotherAccount() {
        scene.connect("meepa", "ada:1");
        Consent again = scene.begin();

        assertThatThrownBy(() -> scene.complete(again, "bob:2"))
                .isInstanceOfSatisfying(
                        ConsentException.class, e -> assertThat(e.reason()).isEqualTo(Reason.OTHER_ACCOUNT))
                .hasMessageContaining("connected as ada, and the sign-in was as bob");
        assertThat(stored().secret(ItemKeys.ACCESS_TOKEN).reveal()).isEqualTo("access-of-ada:1");
        scene.with("meepa", agent -> agent.provision());
        assertThat(scene.upstream.revoked).containsExactly("access-of-bob:2");
        assertThat(document().operations()).isEmpty();
    }

    @Test
    @DisplayName("R18: tokens are kept although the service does not say whose they are; the next sign-in says it")
    void keepsTokensOfAnUnknownAccount() {
        scene.upstream.silent = true;
        Connection unknown = scene.connect("meepa", "ada:1");
        assertThat(unknown.state()).isEqualTo(State.ACTIVE);
        assertThat(unknown.account()).isEmpty();
        assertThat(unknown.reason()).contains("did not say whose it is");
        assertThat(stored().secret(ItemKeys.ACCESS_TOKEN).reveal()).isEqualTo("access-of-ada:1");
        scene.upstream.silent = false;
        assertThat(scene.connect("meepa", "ada:2").account()).contains("ada");
    }

    @Test
    @DisplayName("T-16: over a known account an unknown one is not accepted, and its tokens are taken back")
    void keepsAKnownAccountsConnectionAtAnUnknownSignIn() {
        scene.connect("meepa", "ada:1");
        scene.upstream.silent = true;
        Consent again = scene.begin();
        assertThatThrownBy(() -> scene.complete(again, "ada:2"))
                .isInstanceOfSatisfying(
                        ConsentException.class, e -> assertThat(e.reason()).isEqualTo(Reason.OTHER_ACCOUNT))
                .hasMessageContaining("did not say whose the sign-in was");
        assertThat(stored().secret(ItemKeys.ACCESS_TOKEN).reveal()).isEqualTo("access-of-ada:1");
        scene.with("meepa", agent -> agent.provision());
        assertThat(scene.upstream.revoked).containsExactly("access-of-ada:2");
    }

    @Test
    @DisplayName("T-16: where revoking would end the connection too, tokens of an unknown account are left alive")
    void endsNoConnectionBecauseOfAnUnknownAccount() {
        scene.upstream.disposition = new SharedFate(true, false, false, OptionalInt.empty());
        scene.connect("meepa", "ada:1");
        scene.upstream.silent = true;
        Consent again = scene.begin();
        assertThatThrownBy(() -> scene.complete(again, "ada:2")).isInstanceOf(ConsentException.class);
        scene.with("meepa", agent -> agent.provision());
        assertThat(scene.upstream.revoked).isEmpty();
    }

    @Test
    @DisplayName("T-15: less than asked for is partial, and what was granted or missed before is asked for again")
    void neverSilentlyNarrows() {
        scene.upstream.missing = Set.of("write");
        assertThat(scene.connect("meepa", "ada:1").state()).isEqualTo(State.PARTIAL);
        assertThat(list().get(0).missing()).containsExactly("write");

        scene.with(connections ->
                connections.begin(ConnectRequest.to("github").asking(Set.of("admin")), ConnectScene.ALICE));

        assertThat(scene.upstream.asked).containsExactlyInAnyOrder("read", "write", "admin");
    }

    @Test
    void replacesTokensAtAReconnectAndTakesTheOldOnesBack() {
        scene.connect("meepa", "ada:1");
        scene.connect("meepa", "ada:2");

        assertThat(stored().secret(ItemKeys.ACCESS_TOKEN).reveal()).isEqualTo("access-of-ada:2");
        scene.with("meepa", agent -> agent.provision());
        assertThat(scene.upstream.revoked).containsExactly("access-of-ada:1");
    }

    @Test
    void leavesTheOldTokensWhereTakingThemBackWouldEndTheNewOnes() {
        scene.upstream.disposition = new SharedFate(true, false, false, OptionalInt.empty());
        scene.connect("meepa", "ada:1");
        scene.connect("meepa", "ada:2");

        assertThat(document().operations()).isEmpty();
    }

    @Test
    @DisplayName("OA-28, OA-29, OA-30: at a second consent without a refresh token the first one stays")
    void keepsTheRefreshTokenOfTheFirstConsent() {
        scene.connect("meepa", "ada:1");
        scene.upstream.refresh = false;
        scene.connect("meepa", "ada:2");

        assertThat(stored().secret(ItemKeys.ACCESS_TOKEN).reveal()).isEqualTo("access-of-ada:2");
        assertThat(stored().secret(ItemKeys.REFRESH_TOKEN).reveal()).isEqualTo("refresh-of-ada:1");
        assertThat(stored().managed()).isTrue();
        assertThat(document().operations())
                .as("taking it back would end what stays")
                .isEmpty();
    }

    @Test
    @DisplayName("OA-28: a refresh token of another account, or of one that is not known, does not stay")
    void keepsNoRefreshTokenOfAnotherAccount() {
        scene.upstream.silent = true;
        scene.connect("meepa", "ada:1");
        scene.upstream.silent = false;
        scene.upstream.refresh = false;
        scene.connect("meepa", "bob:2");

        assertThat(stored().item(ItemKeys.REFRESH_TOKEN)).isEmpty();
    }

    @Test
    @DisplayName("a disconnection ends what earlier sign-ins left, and such a rest shows no connection")
    void showsNoConnectionForTokensThatWereReplaced() {
        scene.upstream.unreachable = true;
        scene.connect("meepa", "ada:1");
        scene.connect("meepa", "ada:2");
        scene.with(connections -> connections.disconnect(ConnectScene.KEY));
        assertThat(list().get(0).state()).isEqualTo(State.DISCONNECTING);
        assertThat(document().operations()).hasSize(2);

        scene.upstream.refuses = Set.of("access-of-ada:1");
        scene.upstream.unreachable = false;
        scene.clock.advance(Duration.ofHours(1));
        scene.with("meepa", agent -> agent.provision());
        assertThat(scene.upstream.revoked).containsExactly("access-of-ada:2");
        assertThat(document().operations()).hasSize(1);
        assertThat(list().get(0).state()).isEqualTo(State.DISCONNECTED);
    }

    @Test
    void takesWhatEarlierSignInsLeftBackAtADisconnection() {
        scene.upstream.unreachable = true;
        scene.connect("meepa", "ada:1");
        scene.connect("meepa", "ada:2");
        scene.upstream.unreachable = false;

        Disconnection end = scene.with(connections -> connections.disconnect(ConnectScene.KEY));

        assertThat(end.end()).isEqualTo(Disconnection.End.REVOKED);
        assertThat(scene.upstream.revoked).containsExactly("access-of-ada:2", "access-of-ada:1");
        assertThat(document().isEmpty()).isTrue();
    }

    @Test
    @DisplayName(
            "OA-26: without a refresh token a connection ends with its token: it warns from the start, and does not live on")
    void needsAReconnectWhenItEndedAndCannotBeRenewed() {
        scene.upstream.refresh = false;
        assertThat(scene.connect("meepa", "ada:1").reason()).contains("no refresh token: when it ends");
        assertThat(list().get(0).state()).isEqualTo(State.ACTIVE);
        scene.clock.advance(ConnectUpstream.LIFE);

        Connection ended = list().get(0);

        assertThat(ended.state()).isEqualTo(State.RECONNECT_NEEDED);
        assertThat(ended.reason()).contains("there is no refresh token: sign in again");
        assertThat(scene.connect("meepa", "ada:2").state()).isEqualTo(State.ACTIVE);
    }

    @Test
    @DisplayName("gap 4: disconnecting takes the tokens back with the tokens themselves")
    void disconnectsAndTakesTheTokensBack() {
        scene.connect("meepa", "ada:1");

        Disconnection end = scene.with(connections -> connections.disconnect(ConnectScene.KEY));

        assertThat(end.end()).isEqualTo(Disconnection.End.REVOKED);
        assertThat(scene.upstream.revoked).containsExactly("access-of-ada:1");
        assertThat(document().isEmpty()).isTrue();
        assertThat(list().get(0).state()).isEqualTo(State.DISCONNECTED);
    }

    @Test
    @DisplayName("a renewal beside it does not stop a disconnection: the tokens that are there then are taken back")
    void disconnectsBesideARenewal() {
        scene.connect("meepa", "ada:1");
        AgentDocument looked = document();
        scene.connect("meepa", "ada:2");
        AgentDocument renewed = document();
        scene.store.seed("meepa", looked);
        scene.upstream.revoked.clear();
        AtomicBoolean once = new AtomicBoolean();
        scene.upstream.whenAskedWhatIsShared = () -> {
            if (once.compareAndSet(false, true)) {
                scene.store.seed("meepa", renewed);
            }
        };

        Disconnection end = scene.with(connections -> connections.disconnect(ConnectScene.KEY));

        assertThat(end.end()).isEqualTo(Disconnection.End.REVOKED);
        assertThat(scene.upstream.revoked)
                .as("those of the connection first, then what the second sign-in replaced")
                .containsExactly("access-of-ada:2", "access-of-ada:1");
        assertThat(document().entries()).isEmpty();
    }

    @Test
    void queuesWhatCannotBeTakenBackNowAndGivesItToNobody() {
        scene.connect("meepa", "ada:1");
        scene.upstream.unreachable = true;

        Disconnection end = scene.with(connections -> connections.disconnect(ConnectScene.KEY));

        assertThat(end.end()).isEqualTo(Disconnection.End.QUEUED);
        assertThat(list().get(0).state()).isEqualTo(State.DISCONNECTING);
        assertThatThrownBy(() -> scene.with("meepa", agent -> agent.tokens().get(ConnectScene.KEY)))
                .isInstanceOf(CredentialNotFoundException.class);
        scene.upstream.unreachable = false;
        scene.clock.advance(Duration.ofHours(1));
        scene.with("meepa", agent -> agent.provision());
        assertThat(scene.upstream.revoked).containsExactly("access-of-ada:1");
        assertThat(document().isEmpty()).isTrue();
    }

    @Test
    @DisplayName("T-17: agents that signed in as one person are known to each other where the service ties them")
    void sparesTheConnectionsOfOthers() {
        scene.upstream.disposition = new SharedFate(true, true, true, OptionalInt.of(10));
        scene.connect("meepa", "ada:1");
        Consent warned = scene.with(
                "second", agent -> agent.connections().begin(ConnectRequest.to("github"), ConnectScene.ALICE));
        assertThat(warned.tiedTo()).containsExactly(AgentId.of("meepa"));
        assertThat(scene.connect("second", "ada:2").tiedTo()).containsExactly(AgentId.of("meepa"));

        Disconnection end = scene.with(connections -> connections.disconnect(ConnectScene.KEY));

        assertThat(end.end()).isEqualTo(Disconnection.End.LEFT_ALIVE);
        assertThat(end.tiedTo()).containsExactly(AgentId.of("second"));
        assertThat(scene.upstream.revoked).isEmpty();
        Disconnection last = scene.with("second", agent -> agent.connections().disconnect(ConnectScene.KEY));
        assertThat(last.end()).isEqualTo(Disconnection.End.REVOKED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "", "\u00fc", "x\"y", "a\nb", "a\\b"})
    void asksForNothingThatIsNoScope(String scope) {
        assertThatThrownBy(() -> ConnectRequest.to("github").asking(Set.of(scope)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("a token that ended and was not renewed since is said to have ended")
    void saysThatATokenEnded() {
        scene.upstream.renews = true;
        scene.connect("meepa", "ada:1");
        assertThat(list().get(0).reason()).isEmpty();

        scene.clock.advance(ConnectUpstream.LIFE.plusSeconds(1));

        assertThat(list().get(0).reason()).contains("expired at").contains("it is renewed when it is asked for next");
    }

    @Test
    @DisplayName("one lost answer sends no person: only when the try that is left was lost too, a sign-in is needed")
    void sendsNoPersonAfterOneLostAnswer() {
        loseAnswersAtTheEnd();

        assertThatThrownBy(this::token)
                .isInstanceOf(ProviderIndeterminateException.class)
                .hasMessageContaining("tries it once more")
                .hasMessageNotContaining("sign in again");
        assertThat(list().get(0).state()).isEqualTo(State.ACTIVE);
        assertThat(list().get(0).reason()).contains("tried once more");

        assertThatThrownBy(this::token).hasMessageContaining("sign in again");
        assertThat(list().get(0).state()).isEqualTo(State.RECONNECT_NEEDED);
    }

    @Test
    @DisplayName("what is left after one lost answer is used by itself")
    void triesOnceMoreByItself() {
        loseAnswersAtTheEnd();
        assertThatThrownBy(this::token).isInstanceOf(ProviderIndeterminateException.class);
        scene.upstream.losesAnswers = false;

        assertThat(token()).isEqualTo("access-renewed-2");
        assertThat(list().get(0).state()).isEqualTo(State.ACTIVE);
    }

    private void loseAnswersAtTheEnd() {
        scene.upstream.renews = true;
        scene.upstream.repetition = Repetition.ONE_TIME.andOnceAtEnd();
        scene.connect("meepa", "ada:1");
        scene.clock.advance(ConnectUpstream.LIFE.plusSeconds(1));
        scene.upstream.losesAnswers = true;
    }

    private String token() {
        return scene.with(
                "meepa", agent -> agent.tokens().get(ConnectScene.KEY).value().reveal());
    }

    @Test
    void looksAtNoOtherAgentWhereTheServiceTiesNothing() {
        scene.connect("meepa", "ada:1");
        assertThat(scene.connect("second", "ada:2").tiedTo()).isEmpty();
    }

    @Test
    void connectsOnlyToWhatTheAgentMayAskFor() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> scene.with(
                        "outsider",
                        agent -> agent.connections().begin(ConnectRequest.to("github"), ConnectScene.ALICE)))
                .withMessageContaining("agent outsider may not be connected to github");
        List<Connection> none =
                scene.with("outsider", agent -> agent.connections().list());
        assertThat(none).isEmpty();
    }

    @Test
    void leavesOwnTokensAlone() {
        scene.with("meepa", agent -> {
            agent.add(AgentCredential.token("github")
                    .name(ConnectRequest.USUAL_NAME)
                    .item("token", Secret.of("own"), ItemType.API_TOKEN)
                    .build());
            return agent;
        });

        assertThatThrownBy(scene::begin).isInstanceOf(CredentialAlreadyExistsException.class);
        assertThatThrownBy(() -> scene.with(connections -> connections.disconnect(ConnectScene.KEY)))
                .isInstanceOf(CredentialNotFoundException.class);
    }

    @Test
    void showsAndDropsASignInThatNobodyCompleted() {
        scene.begin();
        scene.begin();
        List<PendingOperation> pending =
                scene.with("meepa", agent -> agent.managed().pendingOperations());
        assertThat(pending).extracting(PendingOperation::kind).containsExactly(PendingOperation.Kind.CONNECT);

        scene.with(connections -> {
            connections.abandon(ConnectScene.KEY);
            return connections;
        });

        assertThat(document().isEmpty()).isTrue();
    }

    @Test
    void deprovisionsConnectionsAndSignIns() {
        scene.connect("meepa", "ada:1");
        scene.begin();

        DeprovisioningReport report = scene.with("meepa", agent -> agent.deprovision(DeprovisionMode.REVOKE));

        assertThat(report.documentDeleted()).isTrue();
        assertThat(scene.upstream.revoked).containsExactly("access-of-ada:1");
    }

    @Test
    @DisplayName("T-23: state, verifier and session stand encrypted only, and in no text")
    void printsNothingThatCompletesASignIn() {
        Consent consent = scene.begin();
        String state = consent.address().getRawQuery().substring("state=".length());

        assertThat(consent.toString()).doesNotContain(state);
        assertThat(document().operations().toString()).doesNotContain("canary", state, "session-alice");
    }

    @Test
    @DisplayName("T-21: a device code is polled when the service wants it, and no earlier")
    void connectsOnAnotherDevice() {
        scene.upstream.confirmAtPoll = 3;
        scene.with(connections -> connections.beginOnDevice(ConnectRequest.to("github")));

        Connection waiting = scene.with(connections -> connections.await(ConnectScene.KEY, Duration.ofSeconds(5)));
        assertThat(waiting.state()).isEqualTo(State.PENDING);
        assertThat(scene.upstream.polls).hasValue(0);

        Connection connection = scene.with(connections -> connections.await(ConnectScene.KEY, Duration.ofMinutes(2)));

        assertThat(connection.state()).isEqualTo(State.ACTIVE);
        assertThat(scene.upstream.polls).hasValue(3);
        assertThat(document().operations()).isEmpty();
    }

    @Test
    @DisplayName("T-21: 64 pollers of one device code: one of them polls, and all get the one connection")
    void pollsOnceHoweverManyWait() throws Exception {
        scene.upstream.confirmAtPoll = 3;
        scene.with(connections -> connections.beginOnDevice(ConnectRequest.to("github")));
        ExecutorService threads = Executors.newFixedThreadPool(64);
        try (var manager = scene.builder().open()) {
            List<Callable<Connection>> pollers = Collections.nCopies(
                    64, () -> manager.agent("meepa").connections().await(ConnectScene.KEY, Duration.ofMinutes(10)));
            for (Future<Connection> end : threads.invokeAll(pollers)) {
                assertThat(end.get().state()).isEqualTo(State.ACTIVE);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(scene.upstream.polls).hasValue(3);
        assertThat(document().entries()).hasSize(1);
    }

    @Test
    void endsADeviceSignInThatWasDeniedOrIsDead() {
        scene.with(connections -> connections.beginOnDevice(ConnectRequest.to("github")));
        scene.clock.advance(Duration.ofMinutes(16));
        assertThatThrownBy(() -> scene.with(connections -> connections.await(ConnectScene.KEY, Duration.ofMinutes(1))))
                .isInstanceOfSatisfying(
                        ConsentException.class, e -> assertThat(e.reason()).isEqualTo(Reason.EXPIRED));

        scene.upstream.deny = true;
        scene.with(connections -> connections.beginOnDevice(ConnectRequest.to("github")));
        assertThatThrownBy(() -> scene.with(connections -> connections.await(ConnectScene.KEY, Duration.ofMinutes(1))))
                .isInstanceOfSatisfying(
                        ConsentException.class, e -> assertThat(e.reason()).isEqualTo(Reason.DENIED));
        assertThat(document().isEmpty()).isTrue();
        assertThatThrownBy(() -> scene.with(connections -> connections.await(ConnectScene.KEY, Duration.ofMinutes(1))))
                .isInstanceOf(CredentialNotFoundException.class);
    }

    private void assertReason(Consent consent, Reason reason) {
        assertThatThrownBy(() -> scene.complete(consent, "ada:9"))
                .isInstanceOfSatisfying(
                        ConsentException.class, e -> assertThat(e.reason()).isEqualTo(reason))
                .isInstanceOf(CredentialException.class);
    }

    private List<Connection> list() {
        return scene.with(connections -> connections.list());
    }

    private AgentDocument document() {
        return scene.store.document("meepa");
    }

    private AgentCredential stored() {
        return document().entries().get(0).credential();
    }
}
