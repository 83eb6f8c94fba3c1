package io.meepa.credentials.core.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.error.CredentialNotFoundException;
import io.meepa.credentials.error.ManagedCredentialException;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.CredentialKind;
import io.meepa.credentials.model.CredentialSummary;
import io.meepa.credentials.model.ItemKeys;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.MetadataKeys;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.report.DeprovisionMode;
import io.meepa.credentials.report.DeprovisioningReport;
import io.meepa.credentials.spi.call.RefreshRequest;
import io.meepa.credentials.spi.call.Refreshed;
import io.meepa.credentials.spi.call.Repetition;
import io.meepa.credentials.spi.provider.TokenRefresh;
import io.meepa.credentials.testkit.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A token that a provider gives for a credential which it issued. */
class DerivedTokenTest {

    private static final CredentialKey TOKEN = CredentialKey.of(Category.TOKEN, "mailbox");
    private static final Duration LIFE = Duration.ofHours(1);

    private final RecordingStore store = new RecordingStore();
    private final ManualClock clock = ManualClock.at(Managers.NOW);
    private final ScriptedUpstream mail = ScriptedUpstream.mail();
    private final Minting minting = new Minting(clock, new AtomicInteger());

    @BeforeEach
    void gives() {
        mail.refresh = minting;
    }

    private <T> T with(Function<AgentCredentials, T> action) {
        try (CredentialManager manager = Managers.builder(store, mail)
                .clock(clock)
                .set("agents.meepa", Map.of("id", "meepa"))
                .open()) {
            return action.apply(manager.agent("meepa"));
        }
    }

    private List<CredentialSummary> list() {
        return with(AgentCredentials::list);
    }

    private String token() {
        return with(agent -> agent.tokens().get(TOKEN).value().reveal());
    }

    @Test
    void isMadeByTheFirstWhoAsks() {
        assertThatThrownBy(this::token).isInstanceOf(CredentialNotFoundException.class);
        with(AgentCredentials::provision);
        assertThat(list()).hasSize(1);

        assertThat(token()).isEqualTo("for-meepa@mail.test-1");
        assertThat(token()).isEqualTo("for-meepa@mail.test-1");
        clock.advance(LIFE);
        assertThat(token()).isEqualTo("for-meepa@mail.test-2");

        CredentialSummary summary = list().get(1);
        assertThat(summary.kind()).isEqualTo(CredentialKind.MANAGED);
        assertThat(summary.key()).hasToString("token/mailbox (Access token)");
        assertThat(summary.metadata().text(MetadataKeys.ISSUED_FOR)).contains("email");
        assertThat(store.document("meepa").entries().get(0).credential().items())
                .as("what it was obtained for stays as it was")
                .hasSize(3);
    }

    @Test
    void isManagedAndNoDrift() {
        with(AgentCredentials::provision);
        token();
        assertThatThrownBy(() -> with(agent -> {
                    agent.remove(TOKEN);
                    return agent;
                }))
                .isInstanceOf(ManagedCredentialException.class);
        assertThat(with((AgentCredentials agent) -> agent.managed().reconcile()).ok())
                .isTrue();
    }

    @Test
    @DisplayName("B-45: it ends with what it was obtained for, good or not")
    void endsWithItsSource() {
        with(AgentCredentials::provision);
        token();
        with(agent -> agent.managed().forget(CredentialKey.of(Category.EMAIL, "mailbox")));
        assertThatThrownBy(this::token)
                .isInstanceOf(CredentialNotFoundException.class)
                .hasMessageContaining("email/mailbox");
    }

    @Test
    void leavesNothingToRevoke() {
        with(AgentCredentials::provision);
        token();
        DeprovisioningReport report = with(agent -> agent.deprovision(DeprovisionMode.REVOKE));
        assertThat(report.outcomes())
                .extracting(outcome -> outcome.key().category())
                .containsExactly(Category.EMAIL);
        assertThat(store.raw().agents()).isEmpty();
        assertThat(minting.made).hasValue(1);
    }

    /** Creates a token of nothing but the credential it is for. */
    private record Minting(ManualClock clock, AtomicInteger made) implements TokenRefresh {

        @Override
        public Repetition repetition(RefreshRequest request) {
            return Repetition.REPEATABLE;
        }

        @Override
        public Refreshed refresh(RefreshRequest request) {
            String address = request.source().secret(ItemKeys.ADDRESS).reveal();
            return Refreshed.of(List.of(new CredentialItem(
                            ItemKeys.ACCESS_TOKEN,
                            Secret.of("for-" + address + "-" + made.incrementAndGet()),
                            ItemType.API_TOKEN)))
                    .expiringAt(clock.instant().plus(LIFE));
        }
    }
}
