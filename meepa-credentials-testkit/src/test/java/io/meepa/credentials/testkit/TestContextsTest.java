package io.meepa.credentials.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.spi.Settings;
import io.meepa.credentials.spi.store.StoreContext;
import io.meepa.credentials.spi.store.StoreNotice;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TestContextsTest {

    private final TestContexts contexts = TestContexts.create();

    @Test
    void movesTheClockInsteadOfSleeping() throws InterruptedException {
        Instant before = contexts.clock().instant();

        contexts.provider(contexts.settings(Map.of())).sleeper().sleep(Duration.ofHours(1));

        assertThat(contexts.clock().instant()).isEqualTo(before.plusSeconds(3600));
        assertThat(contexts.sleeper().slept()).containsExactly(Duration.ofHours(1));
    }

    @Test
    void doesNotSleepWhenInterrupted() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> contexts.sleeper().sleep(Duration.ofHours(1)))
                .isInstanceOf(InterruptedException.class);
        assertThat(contexts.sleeper().slept()).isEmpty();
    }

    @Test
    void showsTheSameTimeInEveryZone() {
        Clock view = contexts.clock().withZone(ZoneId.of("Asia/Tokyo"));

        contexts.clock().advance(Duration.ofMinutes(1));

        assertThat(view.instant()).isEqualTo(contexts.clock().instant());
        assertThat(view.getZone()).isEqualTo(ZoneId.of("Asia/Tokyo"));
    }

    @Test
    void looksVariablesUpWhenTheyAreUsed() {
        Settings settings = contexts.settings(Map.of());
        var secret = settings.secretFromEnvironment("key_env", "KEY");
        assertThat(secret.available()).isFalse();

        contexts.environment(Map.of("KEY", "value"));

        assertThat(secret.read().reveal()).isEqualTo("value");
        assertThat(settings.path()).isEqualTo("credentials.test");
    }

    @Test
    void keepsWhatStoresNotice() {
        StoreNotice notice = new StoreNotice(AgentId.of("meepa"), "code", "message");
        Path home = Path.of("home");

        contexts.store(contexts.settings(Map.of()), home).notices().accept(notice);
        StoreContext real = contexts.storeInRealTime(contexts.settings(Map.of()), home);

        assertThat(contexts.notices()).containsExactly(notice);
        assertThat(real.clock()).isNotSameAs(contexts.clock());
    }
}
