package io.meepa.credentials.core.manager;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.testkit.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReadCacheTest {

    private final ManualClock clock = ManualClock.at(Managers.NOW);
    private final RecordingStore store = new RecordingStore();

    private CredentialManager manager(String staleness) {
        return Managers.builder(store)
                .clock(clock)
                .set("credentials.staleness", staleness)
                .open();
    }

    private CredentialManager strict() {
        return Managers.builder(store).clock(clock).open();
    }

    private static AgentCredential login(String service) {
        return AgentCredential.login(service)
                .item("password", Secret.of("correct horse"), ItemType.PASSWORD)
                .build();
    }

    @Test
    void readsWhatOthersWroteAtOnceUnlessAskedOtherwise() {
        try (CredentialManager one = strict();
                CredentialManager other = strict()) {
            AgentCredentials reader = one.agent(AgentId.of("meepa"));
            assertThat(reader.list()).isEmpty();

            other.agent(AgentId.of("meepa")).add(login("github"));

            assertThat(reader.list()).hasSize(1);
        }
    }

    @Test
    void readsWhatIsAsOldAsTheHostAllowsAndNoOlder() {
        try (CredentialManager one = manager("1s");
                CredentialManager other = strict()) {
            AgentCredentials reader = one.agent(AgentId.of("meepa"));
            assertThat(reader.list()).isEmpty();
            other.agent(AgentId.of("meepa")).add(login("github"));

            clock.advance(Duration.ofMillis(999));
            assertThat(reader.list()).isEmpty();

            clock.advance(Duration.ofMillis(1));
            assertThat(reader.list()).hasSize(1);
        }
    }

    @Test
    void readsAgainWhenTheClockWentBack() {
        try (CredentialManager one = manager("1s");
                CredentialManager other = strict()) {
            AgentCredentials reader = one.agent(AgentId.of("meepa"));
            assertThat(reader.list()).isEmpty();
            other.agent(AgentId.of("meepa")).add(login("github"));

            clock.advance(Duration.ofHours(-1));

            assertThat(reader.list()).hasSize(1);
        }
    }

    @Test
    void seesItsOwnChangesAtOnce() {
        try (CredentialManager manager = manager("1h")) {
            AgentCredentials agent = manager.agent(AgentId.of("meepa"));
            assertThat(agent.list()).isEmpty();

            agent.add(login("github"));

            assertThat(agent.list()).hasSize(1);
        }
    }

    @Test
    void makesChangesFromWhatIsThereNow() {
        try (CredentialManager one = manager("1h");
                CredentialManager other = strict()) {
            AgentCredentials behind = one.agent(AgentId.of("meepa"));
            assertThat(behind.list()).isEmpty();
            other.agent(AgentId.of("meepa")).add(login("github"));

            behind.add(login("gitlab"));

            assertThat(behind.list()).hasSize(2);
        }
    }
}
