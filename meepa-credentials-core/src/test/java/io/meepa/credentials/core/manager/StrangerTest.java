package io.meepa.credentials.core.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.UnknownAgentException;
import io.meepa.credentials.error.StoreException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.report.DeprovisionMode;
import io.meepa.credentials.report.ProvisioningPlan;
import io.meepa.credentials.report.ProvisioningReport;
import io.meepa.credentials.report.ReconcileMode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** F-201: a misspelt name is not charged for. */
class StrangerTest {

    private final RecordingStore store = new RecordingStore();
    private final ScriptedUpstream mail = ScriptedUpstream.mail();

    private CredentialManager unlisted() {
        return Managers.builder(store, mail).open();
    }

    @Test
    @DisplayName("Provisioning an agent that nobody knows is refused with the nearest known name")
    void refusesToProvisionAnAgentThatNobodyKnows() {
        try (CredentialManager manager = Managers.open(store, mail)) {
            assertThatThrownBy(() -> manager.agent("mepa").provision())
                    .isInstanceOf(UnknownAgentException.class)
                    .hasMessage("agent mepa is neither configured nor stored (did you mean meepa?): list it below"
                            + " agents, or register it in code");
            assertThatThrownBy(() -> manager.agent("research").provision())
                    .isInstanceOf(UnknownAgentException.class)
                    .hasMessageNotContaining("did you mean");
            assertThat(manager.agent("mepa")
                            .managed()
                            .reconcile(ReconcileMode.APPLY)
                            .findings())
                    .isEmpty();
        }
        assertThat(mail.issued).isEmpty();
        assertThat(store.written).isEmpty();
    }

    @Test
    @DisplayName("A host that lists nobody is asked, too")
    void refusesWhereNobodyIsListed() {
        try (CredentialManager manager = unlisted()) {
            assertThatThrownBy(() -> manager.agent("meepa").provision()).isInstanceOf(UnknownAgentException.class);
            assertThat(manager.agent("meepa")
                            .managed()
                            .reconcile(ReconcileMode.APPLY)
                            .findings())
                    .isEmpty();
        }
        assertThat(mail.issued).isEmpty();
    }

    @Test
    @DisplayName("Its plan says why nothing would be done")
    void plansNothing() {
        try (CredentialManager manager = Managers.open(store, mail)) {
            assertThat(manager.agent("mepa").plan().steps())
                    .allSatisfy(step -> assertThat(step.action()).isEqualTo(ProvisioningPlan.Action.SKIP))
                    .anySatisfy(step -> assertThat(step.detail()).contains("did you mean meepa?"));
        }
    }

    @Test
    @DisplayName("Reading and own credentials stay open; an agent with a document is known")
    void readsAndKeepsOwnCredentialsOfAnybody() {
        try (CredentialManager manager = unlisted()) {
            AgentCredentials guest = manager.agent("guest");
            assertThat(guest.list()).isEmpty();
            guest.add(AgentCredential.login("github").build());
            assertThat(guest.list()).hasSize(1);

            assertThat(guest.provision().ok()).isTrue();
        }
        assertThat(mail.issued).hasSize(1);
    }

    @Test
    @DisplayName("A host that makes agents in code registers them")
    void provisionsWhatWasRegistered() {
        try (CredentialManager manager = Managers.open(store, mail)) {
            assertThat(manager.register("guest").provision().ok()).isTrue();
            manager.register(AgentId.of("other"));

            assertThat(manager.agents()).extracting(AgentId::value).containsExactly("guest", "meepa", "other");
            assertThat(manager.plan().steps())
                    .extracting(ProvisioningPlan.Step::agent)
                    .contains(AgentId.of("other"));
            assertThat(manager.provision())
                    .extracting(ProvisioningReport::agent)
                    .extracting(AgentId::value)
                    .containsExactly("meepa", "guest", "other");
        }
        assertThat(mail.issued).hasSize(3);
    }

    @Test
    @DisplayName("An agent set in code is configured")
    void provisionsWhatIsSetInCode() {
        try (CredentialManager manager = Managers.builder(store, mail)
                .set("agents", List.of(Map.of("id", "guest")))
                .open()) {
            assertThat(manager.agent("guest").provision().ok()).isTrue();
        }
    }

    @Test
    @DisplayName("A store that cannot be listed does not hide what is wrong with the name")
    void namesTheConfiguredAgentsWhereTheStoreCannotBeListed() {
        store.unlistable = new StoreException("the shelf is locked");
        try (CredentialManager manager = Managers.open(store, mail)) {
            assertThatThrownBy(() -> manager.agent("mepa").provision())
                    .isInstanceOf(UnknownAgentException.class)
                    .hasMessageContaining("did you mean meepa?");
        }
    }

    @Test
    @DisplayName("Deprovisioning ends what made it known")
    void forgetsADeprovisionedAgentOfAHostThatListsNobody() {
        try (CredentialManager manager = unlisted()) {
            manager.agent("guest").add(AgentCredential.login("github").build());
            manager.agent("guest").deprovision(DeprovisionMode.REVOKE);
            assertThatThrownBy(() -> manager.agent("guest").provision()).isInstanceOf(UnknownAgentException.class);
        }
        assertThat(mail.issued).isEmpty();
    }
}
