package io.meepa.credentials.core.manager;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.report.DeprovisionMode;
import io.meepa.credentials.report.ReconcileMode;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** F-306: a machine whose clock is far off provisions, reads what it wrote, and takes it back. */
class OddClockTest {

    private static final CredentialKey MAIL = CredentialKey.of(Category.EMAIL, "mailbox");

    private final RecordingStore store = new RecordingStore();
    private final ScriptedUpstream mail = ScriptedUpstream.mail();

    private CredentialManager at(String time) {
        return Managers.builder(store, mail)
                .set("agents.meepa", Map.of("id", "meepa"))
                .clock(Clock.fixed(Instant.parse(time), ZoneOffset.UTC))
                .open();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000-01-01T00:00:00Z",
                "1601-01-01T00:00:00Z",
                "1901-12-13T20:45:52Z",
                "1969-12-31T23:59:59Z",
                "2038-01-19T03:14:08Z",
                "9999-12-31T23:59:59Z",
                "+10000-01-01T00:00:00Z",
                "-0001-12-31T23:59:59Z"
            })
    @DisplayName("A whole life at any time, in a store that can name it")
    void livesAtAnyTime(String time) {
        try (CredentialManager manager = at(time)) {
            AgentCredentials meepa = manager.agent("meepa");
            assertThat(meepa.provision().ok()).isTrue();
            meepa.managed().suspend(MAIL);
            meepa.managed().resume(MAIL);
            assertThat(meepa.managed().reconcile(ReconcileMode.APPLY).findings())
                    .isEmpty();
            assertThat(manager.doctor().ok()).isTrue();
        }
        try (CredentialManager manager = Managers.open(store, mail)) {
            assertThat(manager.agent("meepa").get(MAIL).usable()).isTrue();
            assertThat(manager.agent("meepa")
                            .deprovision(DeprovisionMode.REVOKE)
                            .documentDeleted())
                    .isTrue();
        }
        assertThat(mail.live).isEmpty();
    }
}
