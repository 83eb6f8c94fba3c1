package io.meepa.verification.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.error.CorruptDocumentException;
import io.meepa.credentials.error.CredentialException;
import io.meepa.credentials.error.KeyUnavailableException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.report.ProvisioningReport;
import io.meepa.credentials.report.ProvisioningReport.Outcome;
import io.meepa.credentials.report.ProvisioningReport.Result;
import io.meepa.credentials.standin.Fault;
import io.meepa.credentials.standin.Route;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is wrong around it: a typed error a person can act on, no secret in it, nothing on disk changed. */
class BadInputTest {

    private static final String CANARY = Installation.TOKEN;

    @TempDir
    Path folder;

    private Installation installation;

    @BeforeEach
    void start() {
        installation = new Installation(folder);
        try (CredentialManager manager = installation.open()) {
            for (String agent : java.util.List.of("meepa", "other")) {
                manager.agent(agent)
                        .add(AgentCredential.login("github")
                                .item("token", Secret.of(CANARY), ItemType.API_TOKEN)
                                .build());
            }
        }
    }

    @AfterEach
    void stop() {
        installation.close();
    }

    private void refuses(Class<? extends CredentialException> type, String... messages) throws IOException {
        Map<String, String> before = installation.files();
        try (CredentialManager manager = installation.open()) {
            AgentCredentials meepa = manager.agent("meepa");
            for (ThrowingCallable action : new ThrowingCallable[] {
                meepa::list,
                () -> meepa.get(Category.LOGIN, "github"),
                () -> meepa.add(AgentCredential.login("npm").build()),
                meepa::provision
            }) {
                assertThatThrownBy(action)
                        .isInstanceOf(type)
                        .hasMessageContainingAll(messages)
                        .hasMessageNotContaining(CANARY);
            }
        }
        assertThat(installation.files()).isEqualTo(before);
        assertThat(installation.mail.requests()).isEmpty();
    }

    private void change(Path file, java.util.function.UnaryOperator<String> change) throws IOException {
        Files.writeString(file, change.apply(Files.readString(file)));
    }

    @Test
    void refusesATruncatedDocument() throws IOException {
        change(installation.document("meepa"), text -> text.substring(0, text.length() / 2));
        refuses(CorruptDocumentException.class, "credentials.json");
    }

    @Test
    void refusesAnEmptyDocument() throws IOException {
        change(installation.document("meepa"), text -> "");
        refuses(CorruptDocumentException.class, "credentials.json");
    }

    @Test
    @DisplayName("M-29c: a changed clear value is noticed")
    void refusesATamperedDocument() throws IOException {
        change(installation.document("meepa"), text -> text.replace("\"existing\"", "\"provisioned\""));
        refuses(CorruptDocumentException.class, "credentials.json");
    }

    @Test
    @DisplayName("R10: another agent's document is refused even where one key opens both")
    void refusesAnotherAgentsDocument() throws IOException {
        Files.copy(
                installation.document("other"),
                installation.document("meepa"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        Files.copy(
                installation.key("other"),
                installation.key("meepa"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        refuses(CorruptDocumentException.class, "credentials.json");
    }

    @Test
    @DisplayName("M-64: a document encrypted to others names the recipient that is needed")
    void refusesADocumentEncryptedToOthers() throws IOException {
        Files.copy(
                installation.document("other"),
                installation.document("meepa"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        refuses(KeyUnavailableException.class, "age1");
    }

    @Test
    void refusesAMissingKey() throws IOException {
        Files.delete(installation.key("meepa"));
        refuses(KeyUnavailableException.class, "private-key.key");
    }

    @Test
    void refusesAKeyThatIsNone() throws IOException {
        change(installation.key("meepa"), text -> "AGE-SECRET-KEY-1" + CANARY + "\n");
        refuses(CredentialException.class, "private-key.key");
    }

    @Test
    @DisplayName("M-33: a key that everybody can read is refused, with the remedy")
    void refusesAWorldReadableKey() throws IOException {
        Files.setPosixFilePermissions(installation.key("meepa"), PosixFilePermissions.fromString("rw-r--r--"));
        refuses(KeyUnavailableException.class, "private-key.key", "600");
    }

    @Test
    void refusesAHomeThatCannotBeWritten() throws IOException {
        Path blocked = folder.resolve("blocked");
        Files.writeString(blocked, "a file stands where the home should be", StandardCharsets.UTF_8);
        try (CredentialManager manager = installation.builder().home(blocked).open()) {
            assertThatThrownBy(() -> manager.agent("meepa")
                            .add(AgentCredential.login("npm").build()))
                    .isInstanceOf(CredentialException.class)
                    .hasMessageContaining("blocked");
        }
    }

    private Outcome mailOutcome(Consumer<Installation> fault) {
        fault.accept(installation);
        try (CredentialManager manager = installation.open()) {
            ProvisioningReport report = manager.agent("meepa").provision();
            assertThat(report.outcomes().toString())
                    .doesNotContain(installation.mail.organisationKeyText())
                    .doesNotContain(installation.cards.accountKeyText());
            assertThat(manager.agent("meepa")
                            .get(Category.LOGIN, "github")
                            .secret("token")
                            .reveal())
                    .isEqualTo(CANARY);
            Outcome card = report.outcomes().stream()
                    .filter(outcome -> outcome.category().equals(Category.CREDIT_CARD))
                    .findFirst()
                    .orElseThrow();
            assertThat(card.result()).as("the other category continues").isEqualTo(Result.PROVISIONED);
            return report.outcomes().get(0);
        }
    }

    @Test
    void reportsAnUpstreamThatIsDown() {
        Outcome outcome = mailOutcome(installation -> installation.mail.close());
        assertThat(outcome.result()).isEqualTo(Result.FAILED);
        assertThat(outcome.detail()).isNotBlank();
    }

    @Test
    void reportsAnUpstreamThatAnswersGarbage() {
        Outcome outcome =
                mailOutcome(installation -> installation.mail.failEvery(Fault.Plain.GARBAGE_BODY, Route.any()));
        assertThat(outcome.result()).isEqualTo(Result.FAILED);
    }

    @Test
    void reportsARefusedKey() {
        try (CredentialManager manager = installation
                .builder()
                .environment(name -> name.equals("AGENTMAIL_API_KEY") ? "am_us_wrong" : null)
                .open()) {
            ProvisioningReport report = manager.agent("meepa").provision();
            assertThat(report.outcomes().get(0).result()).isEqualTo(Result.FAILED);
            assertThat(report.outcomes().get(0).detail())
                    .contains("credentials.email.agentmail.api_key_env")
                    .doesNotContain("am_us_wrong");
        }
    }
}
