package io.meepa.credentials.core.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.CredentialManagerBuilder;
import io.meepa.credentials.error.CredentialNotFoundException;
import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.event.CredentialEvent;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Metadata;
import io.meepa.credentials.model.MetadataKeys;
import io.meepa.credentials.model.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a manager hands to an agent's tools. */
class EnvironmentTest {

    private final RecordingStore store = new RecordingStore();
    private final ScriptedUpstream mail = ScriptedUpstream.mail();

    private CredentialManagerBuilder injecting() {
        return Managers.builder(store, mail)
                .set("agent_defaults.image_config.inject_credentials_env", true)
                .set("credentials.phone.enabled", true)
                .set("agents.meepa", Map.of("id", "meepa"));
    }

    @Test
    @DisplayName("M-57: nothing is injected unless the configuration says so")
    void injectsNothingByDefault() {
        try (CredentialManager manager = Managers.open(store, mail)) {
            manager.agent("meepa").provision();
            assertThat(manager.agent("meepa").environment().names()).isEmpty();
        }
    }

    @Test
    @DisplayName("M-58, M-59, M-60: address, number and the agent's own scoped key")
    void injectsWhatTheAgentOwns() {
        try (CredentialManager manager = injecting()
                .set("agents.meepa.identity.phone_number", "+15551234567")
                .open()) {
            manager.agent("meepa").provision();
            Map<String, Secret> variables = manager.agent("meepa").environment().variables();
            assertThat(variables).containsOnlyKeys("AGENT_EMAIL", "AGENT_PHONE", "MAILBOX_API_KEY");
            assertThat(variables)
                    .hasEntrySatisfying(
                            "AGENT_EMAIL", value -> assertThat(value.reveal()).isEqualTo("meepa@mail.test"));
            assertThat(variables)
                    .hasEntrySatisfying(
                            "AGENT_PHONE", value -> assertThat(value.reveal()).isEqualTo("+15551234567"));
            assertThat(variables)
                    .hasEntrySatisfying(
                            "MAILBOX_API_KEY",
                            value -> assertThat(value.reveal()).startsWith("key-of-"));
        }
    }

    @Test
    @DisplayName("M-14, M-59: what is pending or failed is never injected as if it were ready")
    void injectsOnlyWhatIsUsable() {
        mail.onIssue.add(request -> {
            throw new ProviderRejectedException("mailbox: no");
        });
        try (CredentialManager manager = injecting().open()) {
            manager.agent("meepa").provision();
            assertThat(manager.agent("meepa").environment().names()).isEmpty();
        }
    }

    @Test
    @DisplayName("M-61a, M-62: a grant hands an item to the agents and tools that it names")
    void injectsWhatWasGranted() {
        try (CredentialManager manager = injecting()
                .set("credentials.environment.grants.GITHUB_TOKEN", "login/github#token")
                .set(
                        "credentials.environment.grants.NPM_TOKEN",
                        Map.of("item", "login/npm#token", "agents", List.of("meepa"), "tools", List.of("publisher")))
                .open()) {
            for (String service : List.of("github", "npm")) {
                for (String agent : List.of("meepa", "other")) {
                    manager.agent(agent)
                            .add(AgentCredential.login(service)
                                    .item("token", Secret.of(service + "-token"), ItemType.API_TOKEN)
                                    .build());
                }
            }
            assertThat(manager.agent("meepa").environment().names()).containsExactly("GITHUB_TOKEN");
            assertThat(manager.agent("meepa").tools().environment("publisher").names())
                    .containsExactly("GITHUB_TOKEN", "NPM_TOKEN");
            assertThat(manager.agent("other").tools().environment("publisher").names())
                    .containsExactly("GITHUB_TOKEN");
        }
    }

    @Test
    @DisplayName("F-09: what expired is not injected or resolved, nothing takes its place, and that is reported")
    void injectsNothingThatExpired() {
        List<CredentialEvent> events = new ArrayList<>();
        try (CredentialManager manager = injecting()
                .set("credentials.environment.grants.OPENAI_API_KEY", "api_key/openai#api_key")
                .set("credentials.environment.grants.HUB_TOKEN", "token/hub#token")
                .environment(Map.of("OPENAI_API_KEY", "shared")::get)
                .listener(events::add)
                .open()) {
            AgentCredentials agent = manager.agent("meepa");
            Metadata ended = Metadata.empty().with(MetadataKeys.EXPIRES_AT, Managers.NOW.toString());
            agent.add(AgentCredential.apiKey("openai")
                    .item("api_key", Secret.of("own"), ItemType.API_TOKEN)
                    .metadata(ended)
                    .build());
            agent.add(AgentCredential.token("hub")
                    .item("token", Secret.of("t"), ItemType.API_TOKEN)
                    .build());
            assertThat(agent.environment().names()).containsExactly("HUB_TOKEN");
            assertThat(events)
                    .filteredOn(event -> event.phase() == CredentialEvent.Phase.NOTED)
                    .extracting(CredentialEvent::subject, CredentialEvent::detail)
                    .containsExactly(tuple("api_key/openai (openai)", "not injected: it expired at " + Managers.NOW));
            assertThatThrownBy(() -> agent.tools().references().resolve("cred://meepa/api_key/openai#api_key"))
                    .isInstanceOf(CredentialNotFoundException.class);

            agent.tokens().reportRejected(CredentialKey.of(Category.TOKEN, "hub"), Secret.of("t"));
            assertThat(agent.environment().names()).isEmpty();
        }
    }
}
