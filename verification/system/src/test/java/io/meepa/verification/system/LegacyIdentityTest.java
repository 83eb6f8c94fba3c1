package io.meepa.verification.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.error.CorruptDocumentException;
import io.meepa.credentials.event.CredentialEvent;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** M-56: an old identity file moves into the encrypted document on first read, and nothing of it is lost. */
class LegacyIdentityTest {

    private static final String IDENTITY = """
            {"email": {"address": "old@mail.test", "inbox_id": "in-1"},
             "login": {"github": {"token": "ghp_canary_legacy_1"}}}
            """;

    @TempDir
    Path folder;

    private Installation installation;

    @BeforeEach
    void start() throws IOException {
        installation = new Installation(folder);
        Files.createDirectories(installation.folder("meepa"));
        Files.writeString(identity(), IDENTITY);
    }

    @AfterEach
    void stop() {
        installation.close();
    }

    private Path identity() {
        return installation.folder("meepa").resolve("identity.json");
    }

    @Test
    @DisplayName("M-56: migrated on first read, encrypted, reported; the old file is gone")
    void movesOnFirstRead() throws IOException {
        List<CredentialEvent> events = new ArrayList<>();
        try (CredentialManager manager =
                installation.builder().listener(events::add).open()) {
            AgentCredentials meepa = manager.agent("meepa");
            assertThat(meepa.list())
                    .extracting(CredentialSummary::category)
                    .containsExactlyInAnyOrder(Category.EMAIL, Category.LOGIN);
            assertThat(meepa.get(Category.LOGIN, "github").secret("token").reveal())
                    .isEqualTo("ghp_canary_legacy_1");
        }
        assertThat(identity()).doesNotExist();
        assertThat(installation.files().toString()).doesNotContain("ghp_canary_legacy_1");
        assertThat(events).anyMatch(event -> event.subject().equals("migrated"));
    }

    @Test
    @DisplayName("M-13: a migrated mailbox counts as there; nothing is provisioned in its place")
    void keepsTheMigratedMailbox() {
        try (CredentialManager manager = installation.open()) {
            manager.agent("meepa").provision();
        }
        assertThat(installation.mail.inboxes()).isEmpty();
    }

    @Test
    @DisplayName("A crash after the new file and before the old one goes: the next first read finishes")
    void finishesAfterACrash() throws IOException {
        try (CredentialManager manager = installation.open()) {
            manager.agent("meepa").list();
        }
        Files.writeString(identity(), IDENTITY);
        try (CredentialManager manager = installation.open()) {
            assertThat(manager.agent("meepa").list()).hasSize(2);
        }
        assertThat(identity()).doesNotExist();
    }

    @Test
    @DisplayName("An old file that says something else than the document is left and reported")
    void leavesWhatDiffers() throws IOException {
        try (CredentialManager manager = installation.open()) {
            manager.agent("meepa").list();
        }
        Files.writeString(identity(), IDENTITY.replace("ghp_canary_legacy_1", "ghp_canary_other_9"));
        List<CredentialEvent> events = new ArrayList<>();
        try (CredentialManager manager =
                installation.builder().listener(events::add).open()) {
            manager.agent("meepa").list();
        }
        assertThat(identity()).exists();
        assertThat(events).anyMatch(event -> event.subject().equals("identity-left"));
    }

    @Test
    @DisplayName("A broken old file is refused, without a value, and nothing changes")
    void refusesABrokenFile() throws IOException {
        Files.writeString(identity(), "{\"login\": {\"github\": {\"token\": \"ghp_canary_legacy_1\"");
        try (CredentialManager manager = installation.open()) {
            assertThatThrownBy(() -> manager.agent("meepa").list())
                    .isInstanceOf(CorruptDocumentException.class)
                    .hasMessageContaining("identity.json")
                    .hasMessageNotContaining("ghp_canary");
        }
        assertThat(identity()).exists();
        assertThat(installation.document("meepa")).doesNotExist();
    }
}
