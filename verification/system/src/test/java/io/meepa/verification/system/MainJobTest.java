package io.meepa.verification.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.meepa.credentials.AgentCredential;
import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.Category;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.DeprovisionMode;
import io.meepa.credentials.DeprovisioningReport;
import io.meepa.credentials.ItemType;
import io.meepa.credentials.ProvisioningReport;
import io.meepa.credentials.ProvisioningReport.Result;
import io.meepa.credentials.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Provision, look, add, hand over, take away: real files, real HTTP. */
class MainJobTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private World world;

    @BeforeEach
    void start() {
        world = new World(folder);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private static List<Result> results(ProvisioningReport report) {
        return report.outcomes().stream()
                .map(ProvisioningReport.Outcome::result)
                .filter(result -> result != Result.SKIPPED)
                .toList();
    }

    @Test
    @DisplayName("M-04, M-06, M-12, M-30: an inbox and a card are made once; a new manager finds them existing")
    void provisionsOnce() {
        try (CredentialManager manager = world.open()) {
            assertThat(results(manager.agent("meepa").provision()))
                    .containsExactly(Result.PROVISIONED, Result.PROVISIONED);
        }
        try (CredentialManager manager = world.open()) {
            assertThat(results(manager.agent("meepa").provision())).containsExactly(Result.EXISTING, Result.EXISTING);
        }
        assertThat(world.mail.inboxes()).hasSize(1);
        assertThat(world.mail.liveKeys())
                .as("the agent's own, beside the organisation's")
                .hasSize(1);
        assertThat(world.cards.cards()).hasSize(1);
    }

    @Test
    @DisplayName("M-20, M-33, rule 11: one folder an agent, 0700; its files 0600")
    void keepsFilesToItself() throws IOException {
        try (CredentialManager manager = world.open()) {
            manager.agent("meepa").provision();
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(world.folder("meepa"))))
                .isEqualTo("rwx------");
        for (Path file : List.of(world.document("meepa"), world.key("meepa"))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .as(file.toString())
                    .isEqualTo("rw-------");
        }
    }

    @Test
    @DisplayName("M-29b, rule 7: the real sops prints the gateway's format, field for field")
    void isReadByTheRealSops() throws IOException, InterruptedException {
        Path sops = Programs.require("sops");
        provisionAndAddALogin();
        String plain = Programs.run(
                Map.of("SOPS_AGE_KEY_FILE", world.key("meepa").toString()),
                sops.toString(),
                "-d",
                world.document("meepa").toString());

        JsonNode document = JSON.readTree(plain);
        assertThat(names(document)).startsWith("credential_store", "credentials", "provisioned_at");
        assertThat(names(document.get("credential_store"))).containsExactly("provider", "item_id", "vault", "status");
        JsonNode mail = document.get("credentials").get(0);
        assertThat(names(mail))
                .containsExactly("category", "service", "name", "origin", "items", "metadata", "status", "managed");
        assertThat(names(mail.get("items").get(0))).containsExactly("key", "value", "item_type");
        assertThat(mail.get("items").get(0).get("key").asText()).isEqualTo("address");
        assertThat(mail.get("items").get(0).get("value").asText())
                .isEqualTo(world.mail.inboxes().get(0).id());
        JsonNode card = document.get("credentials").get(1);
        assertThat(card.get("metadata").get("spend_limit").isIntegralNumber()).isTrue();
        assertThat(card.get("metadata").get("spend_limit").asInt()).isEqualTo(5000);
        JsonNode login = document.get("credentials").get(2);
        assertThat(names(login)).containsExactly("category", "service", "name", "origin", "items", "status");
        assertThat(login.get("items").get(0).get("value").asText()).isEqualTo(World.TOKEN);
    }

    @Test
    @DisplayName("F-12: the real age opens the key stanza")
    void isOpenedByTheRealAge() throws IOException, InterruptedException {
        Path age = Programs.require("age");
        provisionAndAddALogin();
        JsonNode file = JSON.readTree(world.document("meepa").toFile());
        Path stanza = folder.resolve("stanza.age");
        Files.writeString(stanza, file.get("sops").get("age").get(0).get("enc").asText());
        Path dataKey = folder.resolve("data.key");
        Programs.run(
                Map.of(),
                age.toString(),
                "-d",
                "-i",
                world.key("meepa").toString(),
                "-o",
                dataKey.toString(),
                stanza.toString());
        assertThat(Files.size(dataKey)).isEqualTo(32);
    }

    @Test
    @DisplayName("M-29a, M-29c, M-55, rule 13: on disk there is no value, and no card number")
    void writesNoValueInClear() throws IOException {
        provisionAndAddALogin();
        String all = String.join("\n", world.files().values());
        assertThat(all)
                .contains("\"github\"", "\"provisioned\"")
                .doesNotContain(World.TOKEN)
                .doesNotContain(world.mail.inboxes().get(0).id())
                .doesNotContain(world.mail.organisationKeyText())
                .doesNotContain(world.cards.accountKeyText());
        try (CredentialManager manager = world.open()) {
            AgentCredential card = manager.agent("meepa").get(Category.CREDIT_CARD, "privacy_com");
            Pattern number = Pattern.compile("[0-9]{13,19}");
            assertThat(card.items())
                    .noneMatch(item -> number.matcher(item.value().reveal()).find());
        }
    }

    @Test
    @DisplayName("M-60, M-61, rule 14: a child sees the agent's own key, never the organisation's")
    void handsOverWhatTheAgentOwns() throws IOException, InterruptedException {
        try (CredentialManager manager = world.builder()
                .set("agent_defaults.image_config.inject_credentials_env", true)
                .open()) {
            AgentCredentials meepa = manager.agent("meepa");
            meepa.provision();
            ProcessBuilder child = new ProcessBuilder("/usr/bin/env");
            meepa.environment().applyTo(child);
            Process process = child.start();
            String output =
                    new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            assertThat(process.waitFor()).isZero();
            assertThat(output)
                    .contains("AGENT_EMAIL=" + world.mail.inboxes().get(0).id())
                    .contains("AGENTMAIL_API_KEY=am_")
                    .doesNotContain(world.mail.organisationKeyText())
                    .doesNotContain(world.cards.accountKeyText())
                    .doesNotContain("PRIVACY_API_KEY");
        }
    }

    @Test
    @DisplayName("M-65, G-17: deprovisioning revokes key, inbox and card, and deletes the document but not the key")
    void takesEverythingBack() {
        provisionAndAddALogin();
        try (CredentialManager manager = world.open()) {
            DeprovisioningReport report = manager.agent("meepa").deprovision(DeprovisionMode.REVOKE);
            assertThat(report.documentDeleted()).as(report.toString()).isTrue();
            assertThat(report.alive()).isEmpty();
        }
        assertThat(world.mail.inboxes()).isEmpty();
        assertThat(world.mail.liveKeys()).isEmpty();
        assertThat(world.cards.cards()).allMatch(card -> card.state().equals("CLOSED"));
        assertThat(world.document("meepa")).doesNotExist();
        assertThat(world.key("meepa")).exists();
    }

    @Test
    @DisplayName("M-40, M-46, M-47: the agent's own limit beats the default and is sent in cents")
    void usesTheAgentsOwnLimit() {
        try (CredentialManager manager = world.builder()
                .set("agents.meepa.identity.credit_card_spend_limit", 2000)
                .open()) {
            manager.agent("meepa").provision();
        }
        assertThat(world.cards.cards().get(0).spendLimitCents()).isEqualTo(2000);
    }

    @Test
    @DisplayName("G-13: a document lost with its disk does not lead to a second inbox under one tag")
    void usesANewTagAfterADocumentWasLost() throws IOException {
        provisionAndAddALogin();
        Files.delete(world.document("meepa"));
        try (CredentialManager manager = world.open()) {
            ProvisioningReport report = manager.agent("meepa").provision();
            // The first inbox holds the address: it is told, not taken over.
            assertThat(report.outcomes().get(0).result()).isEqualTo(Result.FAILED);
        }
        assertThat(world.mail.inboxes()).hasSize(1);
    }

    private void provisionAndAddALogin() {
        try (CredentialManager manager = world.open()) {
            assertThat(manager.agent("meepa").provision().complete()).isTrue();
            manager.agent("meepa")
                    .add(AgentCredential.login("github")
                            .name("GitHub")
                            .item("token", Secret.of(World.TOKEN), ItemType.API_TOKEN)
                            .build());
        }
    }

    private static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
