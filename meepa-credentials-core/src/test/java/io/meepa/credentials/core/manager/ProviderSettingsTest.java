package io.meepa.credentials.core.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.CredentialManagerBuilder;
import io.meepa.credentials.core.system.AppCredentials;
import io.meepa.credentials.core.system.SystemCatalogue;
import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.spi.provider.Capabilities;
import io.meepa.credentials.spi.provider.CredentialIssuer;
import io.meepa.credentials.spi.provider.CredentialProvider;
import io.meepa.credentials.spi.provider.ProviderContext;
import io.meepa.credentials.spi.provider.SystemCredential;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a provider is given when it is opened: settings per agent, and credentials of the host. */
class ProviderSettingsTest {

    private final RecordingStore store = new RecordingStore();
    private final Reading provider = new Reading("shelf");

    /** A provider that reads one key per agent. */
    private static final class Reading implements CredentialProvider {

        private final ScriptedUpstream upstream = ScriptedUpstream.mail();
        private final String id;
        private Function<AgentId, Optional<String>> plans = agent -> Optional.empty();

        Reading(String id) {
            this.id = id;
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public Set<Category> categories() {
            return Set.of(Category.EMAIL);
        }

        @Override
        public Capabilities capabilities() {
            return upstream.capabilities();
        }

        @Override
        public CredentialIssuer open(ProviderContext context) {
            plans = context.perAgent(section -> section.text("plan"));
            return upstream;
        }
    }

    private CredentialManagerBuilder builder(CredentialProvider opened, Map<String, Object> identity) {
        return Managers.builder(store)
                .provider(opened)
                .set("credentials.email.enabled", true)
                .set("credentials.email.provider", opened.id())
                .set("agents.meepa", Map.of("id", "meepa", "identity", identity))
                .set("agents.other", Map.of("id", "other"));
    }

    @Test
    @DisplayName("Any provider reads settings per agent, under its own id")
    void readsSettingsPerAgent() {
        try (CredentialManager manager =
                builder(provider, Map.of("shelf", Map.of("plan", "gold"))).open()) {
            assertThat(manager.agents()).hasSize(2);
        }
        assertThat(provider.plans.apply(AgentId.of("meepa"))).contains("gold");
        assertThat(provider.plans.apply(AgentId.of("other"))).isEmpty();
    }

    @Test
    @DisplayName("A key per agent that the provider does not read is an error that names the nearest, never the value")
    void refusesAKeyPerAgentThatNobodyReads() {
        assertThatThrownBy(() -> builder(provider, Map.of("shelf", Map.of("plam", "gold-7")))
                        .open())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("meepa")
                .hasMessageContaining("shelf.plam")
                .hasMessageContaining("plan")
                .hasMessageNotContaining("gold-7");
    }

    @Test
    @DisplayName("A section of a provider that is not there is an error that names the nearest")
    void refusesASectionOfAnUnknownProvider() {
        assertThatThrownBy(() -> builder(provider, Map.of("shelv", Map.of("plan", "gold")))
                        .open())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("shelv")
                .hasMessageContaining("shelf");
    }

    @Test
    @DisplayName("A provider called like a key that every agent may have is refused")
    void refusesAProviderCalledLikeAKeyOfEveryAgent() {
        assertThatThrownBy(() -> builder(new Reading("phone_number"), Map.of()).open())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("phone_number");
    }

    @Test
    @DisplayName("A credential of the host is found by its address, read at each use, and absent if it is not set")
    void findsACredentialOfTheHost() {
        SystemCatalogue catalogue = SystemCatalogue.builtIn();
        CredentialKey key = catalogue.offers().stream()
                .map(offer -> CredentialKey.of(offer.category(), offer.service()))
                .findFirst()
                .orElseThrow();

        assertThat(new AppCredentials(catalogue, name -> null).apply(key)).isEmpty();
        SystemCredential found =
                new AppCredentials(catalogue, name -> "app-canary").apply(key).orElseThrow();
        String item = found.items().iterator().next();
        assertThat(found.service()).isEqualTo(key.service());
        assertThat(found.item(item).read().reveal()).isEqualTo("app-canary");
        assertThat(found.toString()).doesNotContain("app-canary");
        assertThatThrownBy(() -> found.item("no such item"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("no such item")
                .hasMessageContaining(item);
    }
}
