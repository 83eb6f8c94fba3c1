package io.meepa.credentials.core.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.error.CredentialNotFoundException;
import io.meepa.credentials.error.ProviderIndeterminateException;
import io.meepa.credentials.error.ProviderUnavailableException;
import io.meepa.credentials.event.CredentialEvent;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.report.DeprovisionMode;
import io.meepa.credentials.report.DeprovisioningReport;
import io.meepa.credentials.report.DeprovisioningReport.End;
import io.meepa.credentials.report.PendingOperation;
import io.meepa.credentials.report.ReconcileMode;
import io.meepa.credentials.spi.call.RevocationResult;
import io.meepa.credentials.spi.provider.Capabilities;
import io.meepa.credentials.testkit.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** F-03, W-05, W-06: what cannot be revoked now is on record, and comes back when it is due. */
class RevocationQueueTest {

    private static final CredentialKey MAIL = CredentialKey.of(Category.EMAIL, "mailbox");

    private final RecordingStore store = new RecordingStore();
    private final ScriptedUpstream mail = ScriptedUpstream.mail();
    private final ScriptedUpstream card =
            new ScriptedUpstream("cards", Category.CREDIT_CARD, Capabilities.Creation.FINDABLE);
    private final ManualClock clock = ManualClock.at(Managers.NOW);
    private final List<CredentialEvent> events = new ArrayList<>();

    private CredentialManager open(ScriptedUpstream... upstreams) {
        return Managers.builder(store, upstreams)
                .clock(clock)
                .listener(events::add)
                .set("agents.meepa", Map.of("id", "meepa"))
                .open();
    }

    private void failing(int times) {
        for (int i = 0; i < times; i++) {
            mail.onRevoke.add(() -> {
                throw new ProviderUnavailableException("mailbox: down for maintenance");
            });
        }
    }

    private PendingOperation only(AgentCredentials agent) {
        assertThat(agent.managed().pendingOperations()).hasSize(1);
        return agent.managed().pendingOperations().get(0);
    }

    @Test
    @DisplayName("F-03: the upstream fails over three restarts: unusable at once, revoked once, queue empty in the end")
    void survivesRestartsUntilItIsRevoked() {
        failing(5);
        try (CredentialManager manager = open(mail)) {
            manager.agent("meepa").provision();
            manager.agent("meepa").deprovision(DeprovisionMode.REVOKE);
            assertThatThrownBy(() -> manager.agent("meepa").get(MAIL)).isInstanceOf(CredentialNotFoundException.class);
        }
        String tag = mail.issued.get(0).tag().text();
        for (int restart = 0; restart < 3; restart++) {
            try (CredentialManager manager = open(mail)) {
                manager.agent("meepa").deprovision(DeprovisionMode.REVOKE);
                assertThat(only(manager.agent("meepa")).attempts()).isEqualTo(restart + 2);
            }
        }
        assertThat(mail.live).containsKey(tag);
        try (CredentialManager manager = open(mail)) {
            assertThat(manager.agent("meepa")
                            .deprovision(DeprovisionMode.REVOKE)
                            .alive())
                    .hasSize(1);
            assertThat(manager.agent("meepa")
                            .deprovision(DeprovisionMode.REVOKE)
                            .documentDeleted())
                    .isTrue();
            manager.agent("meepa").deprovision(DeprovisionMode.REVOKE);
            assertThat(manager.agent("meepa").managed().pendingOperations()).isEmpty();
        }
        assertThat(mail.live).isEmpty();
        assertThat(mail.revoked).hasSize(6);
        assertThat(events.stream()
                        .filter(event -> event.kind() == CredentialEvent.Kind.REVOKE
                                && event.phase() == CredentialEvent.Phase.SUCCEEDED))
                .hasSize(1);
        assertThat(store.agents()).isEmpty();
        System.out.println("proof: revocation queue: restarts=4 failures=5 revoked=1 left in the queue=0");
    }

    @Test
    @DisplayName("W-11: waits twice as long after each failure, six hours at most; provision skips what is not due")
    void backsOff() {
        failing(20);
        try (CredentialManager manager = open(mail)) {
            AgentCredentials agent = manager.agent("meepa");
            agent.provision();
            manager.revokeManaged(agent.id());
            mail.unavailable = "no key";
            assertThat(only(agent).due()).contains(clock.instant().plusSeconds(30));
            assertThat(only(agent).reason()).contains("maintenance");

            clock.advance(Duration.ofSeconds(29));
            agent.provision();
            assertThat(mail.revoked).hasSize(1);

            clock.advance(Duration.ofSeconds(1));
            agent.provision();
            assertThat(mail.revoked).hasSize(2);
            assertThat(only(agent).due()).contains(clock.instant().plusSeconds(60));

            for (int i = 0; i < 15; i++) {
                clock.advance(Duration.ofHours(6));
                agent.provision();
            }
            assertThat(only(agent).due()).contains(clock.instant().plus(Duration.ofHours(6)));
            assertThat(only(agent).attempts()).isEqualTo(17);
        }
    }

    @Test
    @DisplayName("A clock that jumps back neither loses nor freezes what is queued")
    void survivesAClockThatJumpsBack() {
        failing(1);
        try (CredentialManager manager = open(mail)) {
            AgentCredentials agent = manager.agent("meepa");
            agent.provision();
            manager.revokeManaged(agent.id());
            mail.unavailable = "no key";
            clock.advance(Duration.ofDays(-400));
            agent.provision();
            assertThat(mail.revoked).hasSize(1);

            clock.advance(Duration.ofSeconds(30));
            agent.provision();
            assertThat(mail.live).isEmpty();
        }
    }

    @Test
    @DisplayName("A tag is not used again, even if the clock shows the same moment twice")
    void neverReusesATag() {
        try (CredentialManager manager = open(mail)) {
            manager.agent("meepa").provision();
            manager.agent("meepa").deprovision(DeprovisionMode.REVOKE);
            manager.agent("meepa").provision();
        }
        assertThat(mail.issued.get(1).tag()).isNotEqualTo(mail.issued.get(0).tag());
    }

    @Test
    @DisplayName("F-03: what can never be revoked stays on record, is not tried again, and goes when a person says so")
    void keepsTheIrrevocableUntilForgotten() {
        mail.onRevoke.add(() -> RevocationResult.unsupported("no such call"));
        try (CredentialManager manager = open(mail)) {
            AgentCredentials agent = manager.agent("meepa");
            agent.provision();
            DeprovisioningReport report = agent.deprovision(DeprovisionMode.REVOKE);
            assertThat(report.documentDeleted()).isFalse();
            assertThat(agent.deprovision(DeprovisionMode.REVOKE).alive())
                    .extracting(DeprovisioningReport.Outcome::end)
                    .containsExactly(End.UNSUPPORTED);
            assertThat(mail.revoked).hasSize(1);
            assertThat(only(agent).standing()).isEqualTo(PendingOperation.Standing.IRREVOCABLE);
            assertThat(only(agent).reason()).isEqualTo("no such call");

            PendingOperation forgotten = agent.managed().forget(only(agent).operation());

            assertThat(forgotten.kind()).isEqualTo(PendingOperation.Kind.REVOKE);
            assertThat(agent.managed().pendingOperations()).isEmpty();
            assertThat(store.agents()).isEmpty();
            assertThat(events)
                    .anyMatch(event -> event.kind() == CredentialEvent.Kind.FORGET
                            && event.phase() == CredentialEvent.Phase.SUCCEEDED);
            assertThatThrownBy(() -> agent.managed().forget(forgotten.operation()))
                    .isInstanceOf(CredentialNotFoundException.class);
        }
    }

    @Test
    @DisplayName("A person forgets an indeterminate creation, and provisioning may begin anew")
    void forgetsTheIndeterminate() {
        ScriptedUpstream once = new ScriptedUpstream("once", Category.EMAIL, Capabilities.Creation.UNREPEATABLE);
        once.onIssue.add(request -> {
            throw new ProviderIndeterminateException("once: lost");
        });
        try (CredentialManager manager = open(once)) {
            AgentCredentials agent = manager.agent("meepa");
            agent.provision();
            agent.provision();
            assertThat(once.issued).hasSize(1);
            assertThat(only(agent).standing()).isEqualTo(PendingOperation.Standing.INDETERMINATE);

            assertThat(agent.managed().forget(CredentialKey.of(Category.EMAIL, "once")))
                    .hasSize(1);
            assertThat(agent.list()).isEmpty();
            agent.provision();
            assertThat(once.issued).hasSize(2);
        }
    }

    @Test
    @DisplayName(
            "Forgetting a managed credential calls nothing; what is upstream is taken back if its agent wants one still")
    void forgetsAManagedCredential() {
        try (CredentialManager manager = open(mail)) {
            AgentCredentials agent = manager.agent("meepa");
            agent.provision();
            agent.add(AgentCredential.login("github").build());
            assertThatThrownBy(() -> agent.managed().forget(CredentialKey.of(Category.LOGIN, "github")))
                    .isInstanceOf(CredentialNotFoundException.class)
                    .hasMessageContaining("removed, not forgotten");

            assertThat(agent.managed().forget(MAIL)).isEmpty();

            assertThat(agent.list()).hasSize(1);
            assertThat(mail.revoked).isEmpty();
            agent.managed().reconcile(ReconcileMode.APPLY);
            assertThat(agent.get(MAIL).tag()).contains(mail.issued.get(0).tag().text());
            assertThat(mail.revoked).isEmpty();
            assertThat(mail.live).hasSize(1);
        }
    }

    @Test
    @DisplayName(
            "G-16, G-17: cleaning up takes back what is managed, continues after errors and leaves the owner's own")
    void cleansUpForAnOwnerWhoGoes() {
        failing(1);
        try (CredentialManager manager = open(mail, card)) {
            manager.agent("meepa").provision();
            manager.agent("meepa").add(AgentCredential.login("github").build());

            DeprovisioningReport report = manager.revokeManaged(AgentId.of("meepa"));

            assertThat(report.outcomes())
                    .extracting(DeprovisioningReport.Outcome::end)
                    .containsExactly(End.QUEUED, End.REVOKED);
            assertThat(report.documentDeleted()).isFalse();
            assertThat(manager.agent("meepa").list()).hasSize(1);
            assertThat(manager.revokeManaged(AgentId.of("nobody")).outcomes()).isEmpty();
        }
    }

    @Test
    @DisplayName(
            "W-07: operations of a provider that is not installed, and of an agent that is not configured, are kept")
    void keepsOperationsOfWhatIsNotConfigured() {
        failing(1);
        try (CredentialManager manager = open(mail)) {
            manager.agent("meepa").provision();
            manager.revokeManaged(AgentId.of("meepa"));
        }
        try (CredentialManager without = Managers.builder(store, card)
                .clock(clock)
                .set("agents.other", Map.of("id", "other"))
                .open()) {
            without.revokeManaged(AgentId.of("meepa"));
            assertThat(only(without.agent("meepa")).reason()).contains("configure it");
            without.reconcile(ReconcileMode.APPLY);
            assertThat(only(without.agent("meepa")).key().service()).isEqualTo("mailbox");
        }
        try (CredentialManager unlisted = Managers.builder(store, mail)
                .clock(clock)
                .set("agents.other", Map.of("id", "other"))
                .open()) {
            unlisted.reconcile(ReconcileMode.APPLY);
            assertThat(unlisted.agent("meepa").managed().pendingOperations()).isEmpty();
        }
        assertThat(mail.revoked).hasSize(2);
        assertThat(mail.live).hasSize(1);
    }
}
