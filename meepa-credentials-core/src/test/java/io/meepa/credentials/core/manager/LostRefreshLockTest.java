package io.meepa.credentials.core.manager;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.error.CredentialException;
import io.meepa.credentials.error.ProviderIndeterminateException;
import io.meepa.credentials.model.ItemKeys;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.report.PendingOperation;
import io.meepa.credentials.spi.call.Repetition;
import io.meepa.credentials.testkit.fake.FakeTokenProvider;
import io.meepa.credentials.testkit.fake.FakeTokenServer;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two managers that refresh one token, and a lock that is lost while the first stands still, at every point. */
class LostRefreshLockTest {

    private final Clock clock = Clock.fixed(Managers.NOW, ZoneOffset.UTC);

    @ParameterizedTest(name = "{0} token, lock that reports its loss: {1}")
    @DisplayName("The refresh token on record can still be used, or a person is notified that it may be spent")
    @CsvSource({"ONE_TIME,true", "ONE_TIME,false", "REPEATABLE,true", "REPEATABLE,false"})
    void losesNoRefreshToken(Repetition.Kind kind, boolean reportsLoss) {
        Repetition repetition = kind == Repetition.Kind.ONE_TIME ? Repetition.ONE_TIME : Repetition.REPEATABLE;
        int point = 0;
        boolean reached = true;
        while (reached) {
            Scene scene = new Scene(repetition, reportsLoss);
            reached = scene.runStandingStill(point);
            assertThat(scene.spentUnnoticed()).as("point %d", point).isFalse();
            assertThat(scene.upstream.reused()).as("point %d", point).isZero();
            point++;
        }
        assertThat(point).isGreaterThan(4);
    }

    private final class Scene {

        private final LeaseStore store = new LeaseStore();
        private final FakeTokenServer upstream = new FakeTokenServer();
        private boolean reported;
        private int steps;

        Scene(Repetition repetition, boolean reportsLoss) {
            upstream.repeats(repetition);
            store.reportsLoss = reportsLoss;
            upstream.signIn();
            try (CredentialManager manager = open()) {
                manager.agent("meepa")
                        .add(TokenFixture.session(Managers.NOW.minusSeconds(1).toString()));
            }
        }

        boolean runStandingStill(int point) {
            Runnable still = () -> {
                if (steps++ == point) {
                    store.lapse();
                    refresh();
                }
            };
            store.step = still;
            upstream.beforeTrade(still);
            upstream.afterTrade(still);
            refresh();
            store.step = () -> {};
            return steps > point;
        }

        private void refresh() {
            try (CredentialManager manager = open()) {
                manager.agent("meepa").tokens().get(TokenFixture.KEY);
            } catch (ProviderIndeterminateException e) {
                reported = true;
            } catch (CredentialException e) {
                // Nothing was done, or what was done is on record.
            }
        }

        boolean spentUnnoticed() {
            AgentDocument document = store.document().orElseThrow();
            Secret onRecord = document.entries().get(0).credential().secret(ItemKeys.REFRESH_TOKEN);
            boolean open = document.operations().stream()
                    .anyMatch(operation -> operation.kind() == PendingOperation.Kind.REFRESH);
            return upstream.repetition().equals(Repetition.ONE_TIME)
                    && upstream.isSpent(onRecord)
                    && !reported
                    && !open;
        }

        private CredentialManager open() {
            return CredentialManager.builder()
                    .withoutDiscovery()
                    .clock(clock)
                    .sleeper(duration -> {})
                    .environment(name -> null)
                    .store(store)
                    .provider(new FakeTokenProvider(upstream))
                    .set("credentials.enabled", true)
                    .set("credentials.credential_store.provider", store.id())
                    .set("credentials.token.enabled", true)
                    .set("credentials.token.provider", FakeTokenProvider.ID)
                    .set("agents.meepa", Map.of("id", "meepa"))
                    .open();
        }
    }
}
