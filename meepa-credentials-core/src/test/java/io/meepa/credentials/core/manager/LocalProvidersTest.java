package io.meepa.credentials.core.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.CredentialManagerBuilder;
import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialStatus;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.report.ProvisioningReport;
import io.meepa.credentials.report.ProvisioningReport.Result;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The built-in providers: an existing mailbox, a phone, a card that a person enters. */
class LocalProvidersTest {

    private final RecordingStore store = new RecordingStore();

    private CredentialManagerBuilder builder() {
        return Managers.builder(store).set("agents.meepa", Map.of("id", "meepa"));
    }

    private static ProvisioningReport.Outcome only(CredentialManager manager, Category category) {
        return manager.agent("meepa").provision().outcomes().stream()
                .filter(outcome -> outcome.category().equals(category))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @DisplayName("M-34a: an existing mailbox comes from the configuration, unmanaged, without a call")
    void recordsAnExistingMailbox() {
        CredentialManagerBuilder builder = builder()
                .set("credentials.email.enabled", true)
                .set("credentials.email.provider", "existing")
                .set("credentials.email.existing.address", "{agent}@corp.example");
        try (CredentialManager manager = builder.open()) {
            assertThat(only(manager, Category.EMAIL).result()).isEqualTo(Result.EXISTING);
            AgentCredential mail = manager.agent("meepa").get(Category.EMAIL, "existing");
            assertThat(mail.secret("address").reveal()).isEqualTo("meepa@corp.example");
            assertThat(mail.managed()).isFalse();
            assertThat(mail.status()).isEqualTo(CredentialStatus.Settled.EXISTING);
            int writes = store.written.size();
            assertThat(only(manager, Category.EMAIL).result()).isEqualTo(Result.EXISTING);
            assertThat(store.written).hasSize(writes);
        }
    }

    @Test
    @DisplayName("M-45: the agent's own mail prefix stands in the address; a change is recorded")
    void followsTheConfiguration() {
        CredentialManagerBuilder builder = builder()
                .set("credentials.email.enabled", true)
                .set("credentials.email.provider", "existing")
                .set("credentials.email.existing.address", "{agent}@corp.example");
        try (CredentialManager manager = builder.open()) {
            manager.agent("meepa").provision();
        }
        try (CredentialManager manager =
                builder.set("agents.meepa.identity.email_prefix", "hello").open()) {
            manager.agent("meepa").provision();
            assertThat(manager.agent("meepa")
                            .get(Category.EMAIL, "existing")
                            .secret("address")
                            .reveal())
                    .isEqualTo("hello@corp.example");
            assertThat(manager.agent("meepa").list()).hasSize(1);
        }
    }

    @Test
    void refusesAnAddressThatIsNone() {
        CredentialManagerBuilder builder = builder()
                .set("credentials.email.enabled", true)
                .set("credentials.email.provider", "existing")
                .set("credentials.email.existing.address", "corp.example");
        assertThatThrownBy(builder::open)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("credentials.email.existing.address");
    }

    @Test
    @DisplayName("M-37: the phone comes from the agent's configuration only where phones are enabled")
    void recordsAPhone() {
        CredentialManagerBuilder builder = builder().set("agents.meepa.identity.phone_number", "+15551234567");
        try (CredentialManager manager = builder.open()) {
            assertThat(only(manager, Category.PHONE).result()).isEqualTo(Result.SKIPPED);
        }
        try (CredentialManager manager =
                builder.set("credentials.phone.enabled", true).open()) {
            assertThat(only(manager, Category.PHONE).result()).isEqualTo(Result.EXISTING);
            assertThat(manager.agent("meepa")
                            .get(Category.PHONE, "manual")
                            .secret("number")
                            .reveal())
                    .isEqualTo("+15551234567");
        }
    }

    @Test
    @DisplayName("M-05, M-14: a phone without a number waits for a person, and says what to do")
    void waitsForAPerson() {
        try (CredentialManager manager =
                builder().set("credentials.phone.enabled", true).open()) {
            assertThat(only(manager, Category.PHONE).result()).isEqualTo(Result.PENDING_MANUAL);
            AgentCredential phone = manager.agent("meepa").get(Category.PHONE, "manual");
            assertThat(phone.status()).isEqualTo(CredentialStatus.Settled.PENDING_MANUAL);
            assertThat(phone.metadata().text("next_step").orElse("")).contains("phone_number");
            assertThat(only(manager, Category.PHONE).result()).isEqualTo(Result.PENDING_MANUAL);
        }
    }

    @Test
    @DisplayName("M-06, M-38: a manual card makes no call; what a person enters is kept")
    void keepsAnEnteredCard() {
        try (CredentialManager manager = builder()
                .set("credentials.credit_card.enabled", true)
                .set("credentials.credit_card.provider", "manual")
                .open()) {
            assertThat(only(manager, Category.CREDIT_CARD).result()).isEqualTo(Result.PENDING_MANUAL);
            manager.agent("meepa")
                    .replace(AgentCredential.of(Category.CREDIT_CARD, "manual")
                            .item("last_four", Secret.of("1234"), ItemType.OTHER)
                            .build());
            assertThat(only(manager, Category.CREDIT_CARD).result()).isEqualTo(Result.EXISTING);
        }
    }

    @Test
    @DisplayName("M-13: a card that an operator added elsewhere satisfies the category")
    void acceptsAnOperatorsOwn() {
        try (CredentialManager manager = builder()
                .set("credentials.credit_card.enabled", true)
                .set("credentials.credit_card.provider", "manual")
                .open()) {
            manager.agent("meepa")
                    .add(AgentCredential.of(Category.CREDIT_CARD, "visa")
                            .item("last_four", Secret.of("1234"), ItemType.OTHER)
                            .build());
            assertThat(only(manager, Category.CREDIT_CARD).result()).isEqualTo(Result.EXISTING);
            assertThat(manager.agent("meepa").list()).hasSize(1);
        }
    }
}
