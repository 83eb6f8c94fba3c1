package io.meepa.credentials.core.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.error.CredentialNotFoundException;
import io.meepa.credentials.error.ProviderIndeterminateException;
import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.error.ProviderUnavailableException;
import io.meepa.credentials.error.ProviderUnsupportedException;
import io.meepa.credentials.event.CredentialEvent;
import io.meepa.credentials.event.CredentialEvent.Kind;
import io.meepa.credentials.event.CredentialEvent.Phase;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.CredentialSummary;
import io.meepa.credentials.model.MetadataKeys;
import io.meepa.credentials.report.DeprovisionMode;
import io.meepa.credentials.report.PendingOperation;
import io.meepa.credentials.report.ProvisioningReport;
import io.meepa.credentials.report.ReconcileMode;
import io.meepa.credentials.report.ReconciliationReport;
import io.meepa.credentials.report.ReconciliationReport.Divergence;
import io.meepa.credentials.report.ReconciliationReport.Finding;
import io.meepa.credentials.report.ReconciliationReport.Remedy;
import io.meepa.credentials.spi.call.Verification;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Off for now: intent first, and from then on no tool gets it until the upstream says that it is live again. */
class SuspensionTest {

    private static final CredentialKey KEY = CredentialKey.of(Category.EMAIL, "mailbox");

    private final List<CredentialEvent> events = new ArrayList<>();
    private RecordingStore store = new RecordingStore();
    private ScriptedUpstream mail = ScriptedUpstream.mail();
    private boolean enabled = true;

    private <T> T with(Function<AgentCredentials, T> action) {
        try (CredentialManager manager = open()) {
            return action.apply(manager.agent("meepa"));
        }
    }

    private CredentialManager open() {
        return Managers.builder(store, mail)
                .listener(events::add)
                .set("agent_defaults.image_config.inject_credentials_env", true)
                .set("agents.meepa", Map.of("id", "meepa", "identity", Map.of("enabled", enabled)))
                .open();
    }

    private Set<String> injected() {
        return with(agent -> agent.environment().names());
    }

    private List<PendingOperation> pendingOperations() {
        return with((AgentCredentials agent) -> agent.managed().pendingOperations());
    }

    private AgentCredential stored() {
        return store.document("meepa").entries().get(0).credential();
    }

    private boolean off() {
        return mail.off.contains(stored().metadata().text("tag").orElseThrow());
    }

    @Test
    void switchesOffAndOnAgain() {
        with(AgentCredentials::provision);

        CredentialSummary off = with(agent -> agent.managed().suspend(KEY));

        assertThat(off.suspended()).isTrue();
        assertThat(off.metadata().text(MetadataKeys.SUSPENDED_SINCE)).contains("2026-11-21T10:00:00Z");
        assertThat(off()).isTrue();
        assertThat(store.document("meepa").operations()).isEmpty();

        CredentialSummary on = with(agent -> agent.managed().resume(KEY));

        assertThat(on.suspended()).isFalse();
        assertThat(on.metadata().values()).doesNotContainKey(MetadataKeys.SUSPENDED_SINCE);
        assertThat(off()).isFalse();
        assertThat(stored().managed()).isTrue();
        assertThat(store.document("meepa").operations()).isEmpty();
    }

    @Test
    void injectsNothingThatIsSuspended() {
        with(AgentCredentials::provision);
        assertThat(injected()).contains("AGENT_EMAIL", "MAILBOX_API_KEY");

        with(agent -> agent.managed().suspend(KEY));

        assertThat(injected()).isEmpty();
        with(agent -> agent.managed().resume(KEY));
        assertThat(injected()).contains("AGENT_EMAIL", "MAILBOX_API_KEY");
    }

    @Test
    @DisplayName("R1: the intent, and that no tool gets it, are on record before the call")
    void recordsTheIntentFirst() {
        with(AgentCredentials::provision);
        mail.onSwitch.add(() -> {
            assertThat(stored().usable()).isFalse();
            assertThat(pendingOperations())
                    .extracting(PendingOperation::kind)
                    .containsExactly(PendingOperation.Kind.SUSPEND);
            throw new ProviderUnavailableException("mailbox: down");
        });

        assertThatThrownBy(() -> with(agent -> agent.managed().suspend(KEY)))
                .isInstanceOf(ProviderUnavailableException.class);

        assertThat(stored().suspended()).isTrue();
        assertThat(off()).isFalse();
        with(AgentCredentials::provision);
        assertThat(off()).isTrue();
        assertThat(pendingOperations()).isEmpty();
    }

    @Test
    void repeatsBothCallsHarmlessly() {
        with(AgentCredentials::provision);

        with(agent -> agent.managed().suspend(KEY));
        CredentialSummary first = stored().summary();
        CredentialSummary second = with(agent -> agent.managed().suspend(KEY));
        assertThat(second).isEqualTo(first);
        with(agent -> agent.managed().resume(KEY));
        assertThat(with(agent -> agent.managed().resume(KEY)).suspended()).isFalse();

        assertThat(off()).isFalse();
    }

    @Test
    @DisplayName("R2: after a crash before or after every write and call, the next run ends as was asked last")
    void survivesACrashAtEveryStep() {
        int crashes = 0;
        while (crashesAt(crashes + 1)) {
            crashes++;
            boolean mayBeUsed = stored().usable();
            assertThat(mayBeUsed && off())
                    .as("point %d: a tool gets what is off", crashes)
                    .isFalse();
            with(AgentCredentials::provision);
            assertThat(stored().suspended()).as("point %d", crashes).isEqualTo(off());
            assertThat(store.document("meepa").operations())
                    .as("point %d", crashes)
                    .isEmpty();
        }
        assertThat(crashes).isGreaterThanOrEqualTo(12);
    }

    /** Suspends and resumes in a new world and dies at the nth point; false if there are less. */
    private boolean crashesAt(int nth) {
        store = new RecordingStore();
        mail = ScriptedUpstream.mail();
        with(AgentCredentials::provision);
        int[] left = {nth};
        Runnable point = () -> {
            if (--left[0] == 0) {
                throw new Crash();
            }
        };
        mail.step = point;
        store.beforeWrite = document -> point.run();
        store.afterWrite = document -> point.run();
        boolean crashed = died(agent -> {
            agent.managed().suspend(KEY);
            agent.managed().resume(KEY);
        });
        mail.step = () -> {};
        store.beforeWrite = document -> {};
        store.afterWrite = document -> {};
        return crashed;
    }

    private boolean died(Consumer<AgentCredentials> action) {
        try (CredentialManager manager = open()) {
            action.accept(manager.agent("meepa"));
            return false;
        } catch (Crash e) {
            return true;
        }
    }

    @Test
    void takesTheLastWord() {
        with(AgentCredentials::provision);
        with(agent -> agent.managed().suspend(KEY));
        mail.onSwitch.add(() -> {
            throw new ProviderIndeterminateException("mailbox: no answer");
        });
        assertThatThrownBy(() -> with(agent -> agent.managed().resume(KEY)))
                .isInstanceOf(ProviderIndeterminateException.class);

        with(agent -> agent.managed().suspend(KEY));

        assertThat(off()).isTrue();
        assertThat(store.document("meepa").operations()).isEmpty();
        with(AgentCredentials::provision);
        assertThat(off()).isTrue();
    }

    @Test
    void staysSuspendedWhereTheUpstreamRefuses() {
        with(AgentCredentials::provision);
        with(agent -> agent.managed().suspend(KEY));
        mail.onSwitch.add(() -> {
            throw new ProviderRejectedException("mailbox: the account is locked");
        });

        assertThatThrownBy(() -> with(agent -> agent.managed().resume(KEY)))
                .hasMessageContaining("the account is locked");

        assertThat(stored().suspended()).isTrue();
        assertThat(pendingOperations()).isEmpty();
    }

    @Test
    void believesNoUpstreamThatDoesNotConfirm() {
        with(AgentCredentials::provision);
        mail.onSwitch.add(() -> Verification.live(List.of()));

        assertThatThrownBy(() -> with(agent -> agent.managed().suspend(KEY)))
                .isInstanceOf(ProviderUnavailableException.class)
                .hasMessageContaining("does not say that it is off");

        assertThat(stored().usable()).isFalse();
        assertThat(pendingOperations())
                .extracting(PendingOperation::reason)
                .singleElement()
                .asString()
                .contains("does not say that it is off");
    }

    @Test
    void reportsWhatIsGoneUpstream() {
        with(AgentCredentials::provision);
        mail.live.clear();

        assertThatThrownBy(() -> with(agent -> agent.managed().suspend(KEY))).hasMessageContaining("gone upstream");
        assertThatThrownBy(() -> with(agent -> agent.managed().resume(KEY))).hasMessageContaining("gone upstream");

        assertThat(stored().suspended()).isTrue();
        assertThat(pendingOperations()).isEmpty();
    }

    @Test
    void refusesWhatCannotBeSwitched() {
        with(agent -> {
            agent.provision();
            agent.add(AgentCredential.login("github").build());
            return agent.id();
        });

        assertThatThrownBy(() -> with(agent -> agent.managed().suspend(CredentialKey.of(Category.LOGIN, "github"))))
                .isInstanceOf(ProviderUnsupportedException.class)
                .hasMessageContaining("own credential");
        assertThatThrownBy(() -> with(agent -> agent.managed().suspend(CredentialKey.of(Category.LOGIN, "gitlab"))))
                .isInstanceOf(CredentialNotFoundException.class);
        mail.switches = false;
        assertThatThrownBy(() -> with(agent -> agent.managed().suspend(KEY)))
                .isInstanceOf(ProviderUnsupportedException.class)
                .hasMessageContaining("cannot be switched off");
        assertThat(stored().suspended())
                .as("refused before anything was on record")
                .isFalse();
    }

    @Test
    @DisplayName("what a person suspended stays off: neither provision, reconcile nor rotate switches it on")
    void isNotSwitchedOnByAnythingElse() {
        with(AgentCredentials::provision);
        with(agent -> agent.managed().suspend(KEY));

        ProvisioningReport provisioned = with(AgentCredentials::provision);
        ReconciliationReport reconciled = with(agent -> agent.managed().reconcile(ReconcileMode.APPLY));

        assertThat(provisioned.outcomes())
                .extracting(ProvisioningReport.Outcome::detail)
                .contains("suspended, until it is resumed");
        assertThat(reconciled.ok()).isTrue();
        assertThat(off()).isTrue();
        assertThat(mail.repaired).isEmpty();
        assertThatThrownBy(() -> with(agent -> agent.managed().rotate(KEY))).hasMessageContaining("resume it first");
    }

    @Test
    void switchesOffAgainWhatSomebodySwitchedOn() {
        with(AgentCredentials::provision);
        with(agent -> agent.managed().suspend(KEY));
        mail.off.clear();

        assertThat(with((AgentCredentials agent) -> agent.managed().reconcile()).findings())
                .extracting(Finding::divergence)
                .containsExactly(Divergence.DRIFTED);
        assertThat(mail.off).isEmpty();
        assertThat(with(agent -> agent.managed().reconcile(ReconcileMode.APPLY)).findings())
                .extracting(Finding::remedy)
                .containsExactly(Remedy.REPAIRED);

        assertThat(off()).isTrue();
        assertThat(stored().suspended()).isTrue();
    }

    @Test
    void doesNotMakeAnotherWhereASuspendedOneIsGone() {
        with(AgentCredentials::provision);
        with(agent -> agent.managed().suspend(KEY));
        mail.live.clear();

        ReconciliationReport report = with(agent -> agent.managed().reconcile(ReconcileMode.APPLY));

        assertThat(report.findings())
                .extracting(Finding::divergence, Finding::remedy)
                .containsExactly(tuple(Divergence.MISSING, Remedy.NONE));
        assertThat(mail.issued).hasSize(1);
    }

    @Test
    void canStillBeTakenBack() {
        with(AgentCredentials::provision);
        with(agent -> agent.managed().suspend(KEY));

        assertThat(with(agent -> agent.deprovision(DeprovisionMode.REVOKE)).documentDeleted())
                .isTrue();

        assertThat(mail.live).isEmpty();
    }

    @Test
    @DisplayName("R15: each call is reported by one event of its own")
    void reportsWhatHappens() {
        with(AgentCredentials::provision);
        events.clear();

        with(agent -> agent.managed().suspend(KEY));
        with(agent -> agent.managed().resume(KEY));

        assertThat(events)
                .extracting(CredentialEvent::kind, CredentialEvent::phase)
                .containsExactly(
                        tuple(Kind.SUSPEND, Phase.BEGUN),
                        tuple(Kind.SUSPEND, Phase.SUCCEEDED),
                        tuple(Kind.RESUME, Phase.BEGUN),
                        tuple(Kind.RESUME, Phase.SUCCEEDED));
    }

    @Test
    @DisplayName("R6: of a disabled agent nothing is called, not even to look")
    void comparesNothingOfADisabledAgent() {
        with(AgentCredentials::provision);
        enabled = false;
        mail.live.clear();
        mail.unlistable = new IllegalStateException("listed");

        ReconciliationReport report = with(agent -> agent.managed().reconcile(ReconcileMode.APPLY));

        assertThat(report.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.divergence()).isEqualTo(Divergence.UNKNOWN);
            assertThat(finding.detail()).contains("identity.enabled is false");
            assertThat(finding.remedy()).isEqualTo(Remedy.NONE);
        });
    }
}
