package io.meepa.verification.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.provider.agentmail.AgentMailProvider;
import io.meepa.credentials.provider.privacy.PrivacyProvider;
import io.meepa.credentials.sops.store.SopsFileStore;
import io.meepa.credentials.spi.Settings;
import io.meepa.credentials.spi.Sleeper;
import io.meepa.credentials.spi.provider.CredentialIssuer;
import io.meepa.credentials.spi.provider.CredentialProvider;
import io.meepa.credentials.spi.provider.ProviderContext;
import io.meepa.credentials.spi.store.StoreContext;
import io.meepa.credentials.spi.store.StoreSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** F-706: what a plug-in asks its section for is what the tables list, key for key. */
class ConfigurationTableTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\|");

    @TempDir
    private Path folder;

    private static Settings section(String path) {
        return Settings.of(path, Map.of(), new Settings.Surroundings(key -> "", variable -> null));
    }

    /** Returns the keys that the page lists for a section; rows without a path are keys of every provider that calls. */
    private static Set<String> listed(String path, boolean calls) throws IOException {
        Set<String> keys = new TreeSet<>();
        ROW.matcher(Files.readString(Path.of("..", "..", "docs", "configuration.md")))
                .results()
                .map((MatchResult row) -> row.group(1))
                .forEach(key -> {
                    if (key.startsWith(path + ".")) {
                        keys.add(key.substring(path.length() + 1));
                    } else if (calls && key.indexOf('.') < 0) {
                        keys.add(key);
                    }
                });
        return keys;
    }

    private static Set<String> asked(CredentialProvider provider, String path) {
        Settings settings = section(path);
        try (CredentialIssuer issuer =
                provider.open(ProviderContext.of(settings, Clock.systemUTC(), Sleeper.system(), new SecureRandom()))) {
            assertThat(issuer).isNotNull();
        }
        return settings.known();
    }

    @Test
    @DisplayName("AgentMail")
    void listsTheKeysOfAgentMail() throws IOException {
        String path = "credentials.email.agentmail";
        assertThat(listed(path, true)).isEqualTo(asked(new AgentMailProvider(), path));
    }

    @Test
    @DisplayName("Privacy.com")
    void listsTheKeysOfPrivacy() throws IOException {
        String path = "credentials.credit_card.privacy_com";
        assertThat(listed(path, true)).isEqualTo(asked(new PrivacyProvider(), path));
    }

    @Test
    @DisplayName("the file store")
    void listsTheKeysOfTheFileStore() throws IOException {
        String path = "credentials.credential_store.sops";
        Settings settings = section(path);
        try (StoreSession session = new SopsFileStore().open(StoreContext.of(settings, folder, Clock.systemUTC()))) {
            assertThat(session).isNotNull();
        }
        assertThat(listed(path, false)).isEqualTo(settings.known());
    }
}
