package io.meepa.credentials.core.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.error.CorruptDocumentException;
import io.meepa.credentials.error.CredentialAlreadyExistsException;
import io.meepa.credentials.error.StoreException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plain document moves in whole, or not at all. */
class ImportTest {

    private static final String PLAIN = """
            {"credential_store": {"provider": "none", "item_id": "i", "vault": "v", "status": "provisioned"},
             "credentials": [
               {"category": "login", "service": "github", "name": "GitHub", "origin": "operator_provided",
                "items": [{"key": "token", "value": "t-1", "item_type": "api_token"}], "status": "existing"},
               {"category": "api_key", "service": "openai", "name": "OpenAI", "origin": "agent_created",
                "items": [{"key": "key", "value": "k-1", "item_type": "api_token"}], "status": "existing"}],
             "provisioned_at": "2025-07-01T09:00:00Z"}
            """;

    @TempDir
    Path folder;

    private final RecordingStore store = new RecordingStore();

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("plain.json"), content);
    }

    @Test
    void takesOverEveryCredential() throws IOException {
        try (CredentialManager manager = Managers.open(store)) {
            AgentCredentials meepa = manager.agent("meepa");
            assertThat(meepa.storage().importPlain(file(PLAIN)))
                    .extracting(CredentialSummary::service)
                    .containsExactly("github", "openai");
            assertThat(meepa.get(Category.API_KEY, "openai").secret("key").reveal())
                    .isEqualTo("k-1");
            assertThat(meepa.list()).hasSize(2);
        }
    }

    @Test
    void takesOverNothingWhereOneIsThereAlready() throws IOException {
        try (CredentialManager manager = Managers.open(store)) {
            AgentCredentials meepa = manager.agent("meepa");
            meepa.add(AgentCredential.apiKey("openai").name("OpenAI").build());
            int writes = store.written.size();
            Path plain = file(PLAIN);
            assertThatThrownBy(() -> meepa.storage().importPlain(plain))
                    .isInstanceOf(CredentialAlreadyExistsException.class)
                    .hasMessageContaining("api_key/openai");
            assertThat(meepa.list()).hasSize(1);
            assertThat(store.written).hasSize(writes);
        }
    }

    @Test
    void refusesWhatIsNoDocument() throws IOException {
        try (CredentialManager manager = Managers.open(store)) {
            AgentCredentials meepa = manager.agent("meepa");
            Path broken = file("{\"credentials\": [{\"category\": \"login\"}]}");
            assertThatThrownBy(() -> meepa.storage().importPlain(broken)).isInstanceOf(CorruptDocumentException.class);
            assertThatThrownBy(() -> meepa.storage().importPlain(folder.resolve("absent.json")))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("absent.json");
            assertThat(store.written).isEmpty();
        }
    }
}
