package io.meepa.examples.dotenv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.Secret;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("an .env file, through a library of its own")
final class DotenvTest {

    private static final String VALUE = "sk-canary=0123#4";

    @TempDir
    Path folder;

    @Test
    void takesOverWhatTheFileHas() throws IOException {
        DotenvFile file = write("# keys\nOPENAI_API_KEY=\"" + VALUE + "\"\nGROQ_API_KEY=other\n\nOTHER=1\n");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (CredentialManager manager = manager(file)) {
            AgentCredentials meepa = manager.agent("meepa");

            DotenvImport.run(file, meepa, new PrintStream(out, true, StandardCharsets.UTF_8));
            DotenvImport.run(file, meepa, new PrintStream(out, true, StandardCharsets.UTF_8));

            Secret stored = meepa.get(Category.API_KEY, "openai").items().get(0).value();
            assertThat(stored.matches(Secret.of(VALUE))).isTrue();
            assertThat(DotenvImport.names(meepa)).containsExactly("GROQ_API_KEY", "OPENAI_API_KEY");
        }
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("api_key/openai (openai): added", "api_key/openai (openai): kept as it was", "OTHER: UNKNOWN")
                .doesNotContain("canary");
    }

    @Test
    void standsBehindTheHostsOwnEnvironment() throws IOException {
        DotenvFile file = write("PATH=elsewhere\nMEEPA_DOTENV_ONLY=here\n");

        assertThat(file.lookUp("PATH")).isEqualTo(System.getenv("PATH"));
        assertThat(file.lookUp("MEEPA_DOTENV_ONLY")).isEqualTo("here");
        assertThat(file.lookUp("MEEPA_DOTENV_NOWHERE")).isNull();
    }

    @Test
    @DisplayName("R13: a malformed line is not quoted")
    void quotesNothing() {
        assertThatThrownBy(() -> write("a line with " + VALUE + " in \"it\n"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("keys.env")
                .hasMessageNotContaining("canary")
                .hasNoCause();
        assertThatThrownBy(() -> DotenvFile.read(folder.resolve("absent.env")))
                .isInstanceOf(ConfigurationException.class);
    }

    @Test
    void printsNamesOnly() throws IOException {
        assertThat(write("OPENAI_API_KEY=" + VALUE + "\n")).hasToString("DotenvFile[OPENAI_API_KEY]");
    }

    private DotenvFile write(String text) throws IOException {
        return DotenvFile.read(Files.writeString(folder.resolve("keys.env"), text));
    }

    private CredentialManager manager(DotenvFile file) {
        return CredentialManager.builder()
                .home(folder)
                .environment(file::lookUp)
                .set("credentials.enabled", true)
                .set("credentials.credential_store.provider", "none")
                .set("agents.meepa", Map.of("id", "meepa"))
                .open();
    }
}
