package io.meepa.credentials.provider.gworkspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.spi.provider.ProviderContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkspaceSettingsTest {

    private final WorkspaceFixture scene = new WorkspaceFixture();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void readsEverySettingWhenOpenedAndCallsNobody() {
        scene.settings.putAll(Map.of(
                "org_unit_path", "/Agents",
                "consistency_budget", "2m",
                "on_revoke", "suspend",
                "agent_scope", "https://mail.google.com/",
                "admin_subject", "admin@agents.example",
                "credentials", "key",
                "call_timeout", "20s",
                "run_timeout", "1m",
                "max_concurrency", 2L));
        ProviderContext context = scene.context();

        new GoogleWorkspaceProvider().open(context).close();

        assertThat(context.settings().unread()).isEmpty();
        assertThat(scene.workspace.seen).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "domain, no domain",
        "domain, user@agents.example",
        "org_unit_path, Agents",
        "org_unit_path, /Agents/",
        "on_revoke, forget",
        "agent_scope, https://www.googleapis.com/auth/admin.directory.user",
        "agent_scope, https://mail.google.com/ https://www.googleapis.com/auth/drive",
        "admin_subject, admin",
        "base_url, http://admin.googleapis.com",
        "token_url, http://oauth2.googleapis.com/token",
        "key_file, relative/key.json",
        "key_file, /both/are/set.json",
        "credentials, ambient",
        "consistency_budget, soon"
    })
    void refusesAWrongValueByItsPath(String key, String value) {
        scene.settings.put(key, value);

        assertThatThrownBy(scene::issuer)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("config.yaml:7: credentials.email.google_workspace." + key + " ");
    }

    @Test
    void asksForTheDomain() {
        scene.settings.remove("domain");

        assertThatThrownBy(scene::issuer)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("credentials.email.google_workspace.domain is required");
    }

    @Test
    void readsAKeyFileThatOnlyItsOwnerMayRead() throws IOException {
        Path file = keyFile("rw-------");

        scene.issuer().inventory("test");

        assertThat(scene.workspace.claims).hasSize(1);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
        scene.issuer().inventory("test");
        assertThat(scene.workspace.claims).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"rw-r-----", "rw----r--", "rw--w----"})
    void refusesAKeyFileThatOthersMayUse(String mode) throws IOException {
        keyFile(mode);

        assertThatThrownBy(() -> scene.issuer().inventory("test"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("chmod 600")
                .hasMessageContaining("key.json");
        assertThat(scene.workspace.seen).isEmpty();
    }

    @Test
    void saysThatAKeyFileIsMissing() throws IOException {
        Path file = keyFile("rw-------");
        Files.delete(file);

        assertThat(scene.issuer().unavailable().orElseThrow())
                .contains("key.json")
                .contains("key_file");
        assertThatThrownBy(() -> scene.issuer().inventory("test"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("is no readable file");
    }

    @Test
    void refusesAFileThatCannotBeAKey() throws IOException {
        Path file = keyFile("rw-------");
        Files.write(file, new byte[70_000]);

        assertThatThrownBy(() -> scene.issuer().inventory("test"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("larger");
    }

    @Test
    void readsAKeyFileUpToItsLimit() throws IOException {
        Path file = keyFile("rw-------");
        Files.writeString(file, Keys.json() + " ".repeat((64 << 10) - (int) Files.size(file)));

        scene.issuer().inventory("test");
        assertThat(scene.workspace.claims).hasSize(1);

        Files.writeString(file, Files.readString(file) + " ");
        assertThatThrownBy(() -> scene.issuer().inventory("test"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("larger");
    }

    @Test
    void opensOnTheSurroundingsWithoutLookingAtThem() {
        Map<String, Object> ambient = new HashMap<>(scene.settings);
        ambient.remove("key_env");
        scene.settings.clear();
        scene.settings.putAll(ambient);
        scene.settings.put("credentials", "ambient");

        assertThat(scene.issuer().unavailable()).isEmpty();
    }

    private Path keyFile(String mode) throws IOException {
        Path file = Files.writeString(folder.resolve("key.json"), Keys.json());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
        scene.settings.remove("key_env");
        scene.settings.put("key_file", file.toString());
        return file;
    }
}
