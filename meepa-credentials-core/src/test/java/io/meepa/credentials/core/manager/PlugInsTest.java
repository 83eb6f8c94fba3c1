package io.meepa.credentials.core.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.spi.provider.Capabilities;
import io.meepa.credentials.spi.provider.CredentialIssuer;
import io.meepa.credentials.spi.provider.CredentialProvider;
import io.meepa.credentials.spi.provider.ProviderContext;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Being found is not being used; two with one name are an error at start. */
class PlugInsTest {

    private final RecordingStore store = new RecordingStore();

    /** Another class that claims the scripted mailbox's id. */
    private static final class Impostor implements CredentialProvider {

        @Override
        public String id() {
            return "mailbox";
        }

        @Override
        public Set<Category> categories() {
            return Set.of(Category.EMAIL);
        }

        @Override
        public Capabilities capabilities() {
            return ScriptedUpstream.mail().capabilities();
        }

        @Override
        public CredentialIssuer open(ProviderContext context) {
            throw new AssertionError("opened");
        }
    }

    @Test
    @DisplayName("G-03, B-08: two plug-ins with one id are refused, naming both classes and where they come from")
    void refusesTwoPlugInsWithOneId() {
        assertThatThrownBy(() -> Managers.builder(store, ScriptedUpstream.mail())
                        .provider(new Impostor())
                        .open())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("mailbox")
                .hasMessageContaining(Impostor.class.getName() + " in ")
                .hasMessageContaining(ScriptedUpstream.class.getName() + " in ");
    }

    @Test
    @DisplayName("Two objects of one class under one id are refused: neither is left out unseen")
    void refusesTwoObjectsWithOneId() {
        assertThatThrownBy(() -> Managers.builder(store, ScriptedUpstream.mail())
                        .provider(ScriptedUpstream.mail())
                        .open())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("two plug-ins are called provider mailbox");
    }

    @Test
    @DisplayName("G-04: registering the same plug-in twice changes nothing")
    void acceptsTheSamePlugInTwice() {
        ScriptedUpstream mail = ScriptedUpstream.mail();
        try (CredentialManager manager =
                Managers.builder(store, mail).provider(mail).open()) {
            assertThat(manager.register("meepa").provision().ok()).isTrue();
        }
        assertThat(mail.issued).hasSize(1);
    }

    @Test
    @DisplayName("An unknown provider or store is refused, with the ids that exist")
    void refusesUnknownIds() {
        assertThatThrownBy(() -> Managers.builder(store, ScriptedUpstream.mail())
                        .set("credentials.email.provider", "mailbix")
                        .open())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("credentials.email.provider")
                .hasMessageContaining("existing")
                .hasMessageContaining("mailbox");
        assertThatThrownBy(() -> Managers.builder(store)
                        .set("credentials.credential_store.provider", "recordin")
                        .open())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("recording");
    }

    @Test
    @DisplayName("What the configuration does not name is never opened")
    void opensOnlyWhatIsNamed() {
        try (CredentialManager manager = Managers.builder(store)
                .provider(new Impostor())
                .set("credentials.email.enabled", true)
                .set("credentials.email.provider", "existing")
                .open()) {
            assertThat(manager.agents()).isEmpty();
        }
    }

    @Test
    @DisplayName("A setting that the plug-in never read is refused, and what was opened is closed again")
    void refusesSettingsNobodyReads() {
        ScriptedUpstream mail = ScriptedUpstream.mail();
        assertThatThrownBy(() -> Managers.builder(store, mail)
                        .set("credentials.email.mailbox", Map.of("flavor", "vanilla"))
                        .open())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("credentials.email.mailbox.flavor")
                .hasMessageContaining("flavour")
                .hasMessageNotContaining("vanilla");
        assertThat(mail.closed).isTrue();
    }

    @Test
    void closesWhatItOpened() {
        ScriptedUpstream mail = ScriptedUpstream.mail();
        CredentialManager manager = Managers.open(store, mail);
        manager.close();
        manager.close();
        assertThat(mail.closed).isTrue();
    }

    @Test
    @DisplayName("A check refuses what opening refuses, keeps nothing open and touches nothing")
    void checksWithoutStaying() {
        ScriptedUpstream mail = ScriptedUpstream.mail();
        Managers.builder(store, mail).check();
        assertThat(mail.closed).isTrue();
        assertThat(mail.issued).isEmpty();
        assertThatThrownBy(() -> Managers.builder(store, ScriptedUpstream.mail())
                        .set("credentials.email.mailbox", Map.of("flavor", "vanilla"))
                        .check())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("credentials.email.mailbox.flavor");
    }
}
