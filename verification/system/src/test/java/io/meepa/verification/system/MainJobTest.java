package io.meepa.verification.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.report.DeprovisionMode;
import io.meepa.credentials.report.DeprovisioningReport;
import io.meepa.credentials.report.ProvisioningReport;
import io.meepa.credentials.report.ProvisioningReport.Result;
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

    private Installation installation;

    @BeforeEach
    void start() {
        installation = new Installation(folder);
    }

    @AfterEach
    void stop() {
        installation.close();
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
        try (CredentialManager manager = installation.open()) {
            assertThat(results(manager.agent("meepa").provision()))
                    .containsExactly(Result.PROVISIONED, Result.PROVISIONED);
        }
        try (CredentialManager manager = installation.open()) {
            assertThat(results(manager.agent("meepa").provision())).containsExactly(Result.EXISTING, Result.EXISTING);
        }
        assertThat(installation.mail.inboxes()).hasSize(1);
        assertThat(installation.mail.liveKeys())
                .as("the agent's own, beside the organisation's")
                .hasSize(1);
        assertThat(installation.cards.cards()).hasSize(1);
    }

    @Test
    @DisplayName("M-20, M-33, R11: one folder per agent, 0700; its files 0600")
    void keepsFilesToItself() throws IOException {
        try (CredentialManager manager = installation.open()) {
            manager.agent("meepa").provision();
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(installation.folder("meepa"))))
                .isEqualTo("rwx------");
        for (Path file : List.of(installation.document("meepa"), installation.key("meepa"))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .as(file.toString())
                    .isEqualTo("rw-------");
        }
    }

    @Test
    @DisplayName("M-29b, R7: the real sops prints the gateway's format, field for field")
    void isReadByTheRealSops() throws IOException, InterruptedException {
        Path sops = Programs.require("sops");
        provisionAndAddALogin();
        String plain = Programs.run(
                Map.of("SOPS_AGE_KEY_FILE", installation.key("meepa").toString()),
                sops.toString(),
                "-d",
                installation.document("meepa").toString());

        JsonNode document = JSON.readTree(plain);
        assertThat(names(document)).startsWith("credential_store", "credentials", "provisioned_at");
        assertThat(names(document.get("credential_store"))).containsExactly("provider", "item_id", "vault", "status");
        JsonNode mail = document.get("credentials").get(0);
        assertThat(names(mail))
                .containsExactly(
                        "category", "service", "name", "origin", "items", "metadata", "status", "managed", "shown");
        assertThat(names(mail.get("items").get(0))).containsExactly("key", "value", "item_type");
        assertThat(mail.get("items").get(0).get("key").asText()).isEqualTo("address");
        assertThat(mail.get("items").get(0).get("value").asText())
                .isEqualTo(installation.mail.inboxes().get(0).id());
        JsonNode card = document.get("credentials").get(1);
        assertThat(card.get("metadata").get("spend_limit").isIntegralNumber()).isTrue();
        assertThat(card.get("metadata").get("spend_limit").asInt()).isEqualTo(5000);
        JsonNode login = document.get("credentials").get(2);
        assertThat(names(login)).containsExactly("category", "service", "name", "origin", "items", "status");
        assertThat(login.get("items").get(0).get("value").asText()).isEqualTo(Installation.TOKEN);
    }

    @Test
    @DisplayName("F-12: the real age opens the key stanza")
    void isOpenedByTheRealAge() throws IOException, InterruptedException {
        Path age = Programs.require("age");
        provisionAndAddALogin();
        JsonNode file = JSON.readTree(installation.document("meepa").toFile());
        Path stanza = folder.resolve("stanza.age");
        Files.writeString(stanza, file.get("sops").get("age").get(0).get("enc").asText());
        Path dataKey = folder.resolve("data.key");
        Programs.run(
                Map.of(),
                age.toString(),
                "-d",
                "-i",
                installation.key("meepa").toString(),
                "-o",
                dataKey.toString(),
                stanza.toString());
        assertThat(Files.size(dataKey)).isEqualTo(32);
    }

    @Test
    @DisplayName("M-29a, M-29c, M-55, R13: on disk there is no value, and no card number")
    void writesNoValueInClear() throws IOException {
        provisionAndAddALogin();
        String all = String.join("\n", installation.files().values());
        assertThat(all)
                .contains("\"github\"", "\"provisioned\"")
                .doesNotContain(Installation.TOKEN)
                .doesNotContain(installation.mail.inboxes().get(0).id())
                .doesNotContain(installation.mail.organisationKeyText())
                .doesNotContain(installation.cards.accountKeyText());
        try (CredentialManager manager = installation.open()) {
            AgentCredential card = manager.agent("meepa").get(Category.CREDIT_CARD, "privacy_com");
            Pattern number = Pattern.compile("[0-9]{13,19}");
            assertThat(card.items())
                    .noneMatch(item -> number.matcher(item.value().reveal()).find());
        }
    }

    @Test
    @DisplayName("M-60, M-61, R14: a child sees the agent's own key, never the organisation's")
    void handsOverWhatTheAgentOwns() throws IOException, InterruptedException {
        try (CredentialManager manager = installation
                .builder()
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
                    .contains(
                            "AGENT_EMAIL=" + installation.mail.inboxes().get(0).id())
                    .contains("AGENTMAIL_API_KEY=am_")
                    .doesNotContain(installation.mail.organisationKeyText())
                    .doesNotContain(installation.cards.accountKeyText())
                    .doesNotContain("PRIVACY_API_KEY");
        }
    }

    @Test
    @DisplayName("M-65, G-17: deprovisioning revokes key, inbox and card, and deletes the document but not the key")
    void takesEverythingBack() {
        provisionAndAddALogin();
        try (CredentialManager manager = installation.open()) {
            DeprovisioningReport report = manager.agent("meepa").deprovision(DeprovisionMode.REVOKE);
            assertThat(report.documentDeleted()).as(report.toString()).isTrue();
            assertThat(report.alive()).isEmpty();
        }
        assertThat(installation.mail.inboxes()).isEmpty();
        assertThat(installation.mail.liveKeys()).isEmpty();
        assertThat(installation.cards.cards()).allMatch(card -> card.state().equals("CLOSED"));
        assertThat(installation.document("meepa")).doesNotExist();
        assertThat(installation.key("meepa")).exists();
    }

    @Test
    @DisplayName("M-40, M-46, M-47: the agent's own limit beats the default and is sent in cents")
    void usesTheAgentsOwnLimit() {
        try (CredentialManager manager = installation
                .builder()
                .set("agents.meepa.identity.credit_card_spend_limit", 2000)
                .open()) {
            manager.agent("meepa").provision();
        }
        assertThat(installation.cards.cards().get(0).spendLimitCents()).isEqualTo(2000);
    }

    @Test
    @DisplayName("G-13: a document lost with its disk does not lead to a second inbox under one tag")
    void usesANewTagAfterADocumentWasLost() throws IOException {
        provisionAndAddALogin();
        Files.delete(installation.document("meepa"));
        try (CredentialManager manager = installation.open()) {
            ProvisioningReport report = manager.agent("meepa").provision();
            // The first inbox holds the address: it is reported, not taken over.
            assertThat(report.outcomes().get(0).result()).isEqualTo(Result.FAILED);
        }
        assertThat(installation.mail.inboxes()).hasSize(1);
    }

    private void provisionAndAddALogin() {
        try (CredentialManager manager = installation.open()) {
            assertThat(manager.agent("meepa").provision().ok()).isTrue();
            manager.agent("meepa")
                    .add(AgentCredential.login("github")
                            .name("GitHub")
                            .item("token", Secret.of(Installation.TOKEN), ItemType.API_TOKEN)
                            .build());
        }
    }

    private static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
