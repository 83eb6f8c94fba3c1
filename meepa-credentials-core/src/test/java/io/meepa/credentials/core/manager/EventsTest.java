package io.meepa.credentials.core.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.error.CredentialNotFoundException;
import io.meepa.credentials.event.CredentialEvent;
import io.meepa.credentials.event.CredentialEvent.Kind;
import io.meepa.credentials.event.CredentialEvent.Phase;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.report.DeprovisionMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** R15: every mutation and every reveal emits a begin and an end, without values. */
class EventsTest {

    private final RecordingStore store = new RecordingStore();
    private final ScriptedUpstream mail = ScriptedUpstream.mail();
    private final List<CredentialEvent> events = Collections.synchronizedList(new ArrayList<>());

    private List<String> of(Kind kind) {
        return events.stream()
                .filter(event -> event.kind() == kind)
                .map(event -> event.phase() + " " + event.subject())
                .toList();
    }

    private static AgentCredential github() {
        return AgentCredential.login("github")
                .item("token", Secret.of("canary-0123456789"), ItemType.API_TOKEN)
                .build();
    }

    @Test
    void reportsEveryMutationAndReveal() {
        try (CredentialManager manager =
                Managers.builder(store, mail).listener(events::add).open()) {
            manager.register("meepa");
            AgentCredentials meepa = manager.agent("meepa");
            meepa.provision();
            meepa.add(github());
            meepa.replace(github());
            meepa.get(Category.LOGIN, "github");
            meepa.remove(Category.LOGIN, "github");
            meepa.deprovision(DeprovisionMode.REVOKE);
        }
        assertThat(of(Kind.PROVISION)).containsExactly("BEGUN email/mailbox", "SUCCEEDED email/mailbox");
        assertThat(of(Kind.ADD)).containsExactly("BEGUN login/github (github)", "SUCCEEDED login/github (github)");
        assertThat(of(Kind.REPLACE)).hasSize(2);
        assertThat(of(Kind.REVEAL)).containsExactly("BEGUN login/github", "SUCCEEDED login/github");
        assertThat(of(Kind.REMOVE)).hasSize(2);
        assertThat(of(Kind.REVOKE)).containsExactly("BEGUN email/mailbox", "SUCCEEDED email/mailbox");
        assertThat(of(Kind.DEPROVISION)).hasSize(2);
        assertThat(events).extracting(CredentialEvent::at).containsOnly(Managers.NOW);
        assertThat(events.toString()).doesNotContain("canary").doesNotContain("key-of-");
    }

    @Test
    void reportsWhatDidNotHappen() {
        try (CredentialManager manager =
                Managers.builder(store, mail).listener(events::add).open()) {
            assertThatThrownBy(() -> manager.agent("meepa").get(Category.LOGIN, "github"))
                    .isInstanceOf(CredentialNotFoundException.class);
        }
        assertThat(events).extracting(CredentialEvent::phase).containsExactly(Phase.BEGUN, Phase.FAILED);
    }

    @Test
    @DisplayName("B-48: a listener's failure never hides the change, nor keeps other listeners from it")
    void survivesABadListener() {
        try (CredentialManager manager = Managers.builder(store, mail)
                .listener(event -> {
                    throw new IllegalStateException("bad listener");
                })
                .listener(events::add)
                .open()) {
            manager.agent("meepa").add(github());
            assertThat(manager.agent("meepa").list()).hasSize(1);
        }
        assertThat(events).hasSize(2);
    }
}
