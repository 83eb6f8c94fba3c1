package io.meepa.verification.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.AgentCredential;
import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.Category;
import io.meepa.credentials.CorruptDocumentException;
import io.meepa.credentials.CredentialException;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.ItemType;
import io.meepa.credentials.KeyUnavailableException;
import io.meepa.credentials.ProvisioningReport;
import io.meepa.credentials.ProvisioningReport.Outcome;
import io.meepa.credentials.ProvisioningReport.Result;
import io.meepa.credentials.Secret;
import io.meepa.credentials.testkit.standin.Fault;
import io.meepa.credentials.testkit.standin.Route;
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

    private static final String CANARY = World.TOKEN;

    @TempDir
    Path folder;

    private World world;

    @BeforeEach
    void start() {
        world = new World(folder);
        try (CredentialManager manager = world.open()) {
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
        world.close();
    }

    private void refuses(Class<? extends CredentialException> type, String... told) throws IOException {
        Map<String, String> before = world.files();
        try (CredentialManager manager = world.open()) {
            AgentCredentials meepa = manager.agent("meepa");
            for (ThrowingCallable action : new ThrowingCallable[] {
                meepa::list,
                () -> meepa.get(Category.LOGIN, "github"),
                () -> meepa.add(AgentCredential.login("npm").build()),
                meepa::provision
            }) {
                assertThatThrownBy(action)
                        .isInstanceOf(type)
                        .hasMessageContainingAll(told)
                        .hasMessageNotContaining(CANARY);
            }
        }
        assertThat(world.files()).isEqualTo(before);
        assertThat(world.mail.requests()).isEmpty();
    }

    private void change(Path file, java.util.function.UnaryOperator<String> change) throws IOException {
        Files.writeString(file, change.apply(Files.readString(file)));
    }

    @Test
    void refusesATruncatedDocument() throws IOException {
        change(world.document("meepa"), text -> text.substring(0, text.length() / 2));
        refuses(CorruptDocumentException.class, "credentials.json");
    }

    @Test
    void refusesAnEmptyDocument() throws IOException {
        change(world.document("meepa"), text -> "");
        refuses(CorruptDocumentException.class, "credentials.json");
    }

    @Test
    @DisplayName("M-29c: a changed clear value is noticed")
    void refusesATamperedDocument() throws IOException {
        change(world.document("meepa"), text -> text.replace("\"existing\"", "\"provisioned\""));
        refuses(CorruptDocumentException.class, "credentials.json");
    }

    @Test
    @DisplayName("Rule 10: another agent's document is refused even where one key opens both")
    void refusesAnotherAgentsDocument() throws IOException {
        Files.copy(world.document("other"), world.document("meepa"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        Files.copy(world.key("other"), world.key("meepa"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        refuses(CorruptDocumentException.class, "credentials.json");
    }

    @Test
    @DisplayName("M-64: a document encrypted to others names the recipient that is needed")
    void refusesADocumentEncryptedToOthers() throws IOException {
        Files.copy(world.document("other"), world.document("meepa"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        refuses(KeyUnavailableException.class, "age1");
    }

    @Test
    void refusesAMissingKey() throws IOException {
        Files.delete(world.key("meepa"));
        refuses(KeyUnavailableException.class, "private-key.key");
    }

    @Test
    void refusesAKeyThatIsNone() throws IOException {
        change(world.key("meepa"), text -> "AGE-SECRET-KEY-1" + CANARY + "\n");
        refuses(CredentialException.class, "private-key.key");
    }

    @Test
    @DisplayName("M-33: a key that everybody can read is refused, with the remedy")
    void refusesAWorldReadableKey() throws IOException {
        Files.setPosixFilePermissions(world.key("meepa"), PosixFilePermissions.fromString("rw-r--r--"));
        refuses(KeyUnavailableException.class, "private-key.key", "600");
    }

    @Test
    void refusesAHomeThatCannotBeWritten() throws IOException {
        Path blocked = folder.resolve("blocked");
        Files.writeString(blocked, "a file stands where the home should be", StandardCharsets.UTF_8);
        try (CredentialManager manager = world.builder().home(blocked).open()) {
            assertThatThrownBy(() -> manager.agent("meepa")
                            .add(AgentCredential.login("npm").build()))
                    .isInstanceOf(CredentialException.class)
                    .hasMessageContaining("blocked");
        }
    }

    private Outcome mailOutcome(Consumer<World> fault) {
        fault.accept(world);
        try (CredentialManager manager = world.open()) {
            ProvisioningReport report = manager.agent("meepa").provision();
            assertThat(report.outcomes().toString())
                    .doesNotContain(world.mail.organisationKeyText())
                    .doesNotContain(world.cards.accountKeyText());
            assertThat(manager.agent("meepa")
                            .get(Category.LOGIN, "github")
                            .secret("token")
                            .reveal())
                    .isEqualTo(CANARY);
            Outcome card = report.outcomes().stream()
                    .filter(outcome -> outcome.category().equals(Category.CREDIT_CARD))
                    .findFirst()
                    .orElseThrow();
            assertThat(card.result()).as("the other category goes on").isEqualTo(Result.PROVISIONED);
            return report.outcomes().get(0);
        }
    }

    @Test
    void reportsAnUpstreamThatIsDown() {
        Outcome outcome = mailOutcome(world -> world.mail.close());
        assertThat(outcome.result()).isEqualTo(Result.FAILED);
        assertThat(outcome.detail()).isNotBlank();
    }

    @Test
    void reportsAnUpstreamThatAnswersGarbage() {
        Outcome outcome = mailOutcome(world -> world.mail.failEvery(Fault.Plain.GARBAGE_BODY, Route.any()));
        assertThat(outcome.result()).isEqualTo(Result.FAILED);
    }

    @Test
    void reportsARefusedKey() {
        try (CredentialManager manager = world.builder()
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
