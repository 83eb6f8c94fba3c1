package io.meepa.credentials.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.meepa.credentials.error.CredentialNotFoundException;
import io.meepa.credentials.model.CredentialStatus.Settled;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class AgentCredentialTest {

    private final AgentCredential github = AgentCredential.login("github")
            .item(ItemKeys.USERNAME, Secret.of("meepa"), ItemType.USERNAME)
            .item(ItemKeys.PASSWORD, Secret.of("correct horse"), ItemType.PASSWORD)
            .build();

    @Test
    void isTheOperatorsExistingAndNamedAfterItsServiceUnlessSetOtherwise() {
        assertThat(github.category()).isEqualTo(Category.LOGIN);
        assertThat(github.name()).isEqualTo("github");
        assertThat(github.origin()).isEqualTo(Origin.OPERATOR_PROVIDED);
        assertThat(github.status()).isEqualTo(Settled.EXISTING);
        assertThat(github.metadata()).isEqualTo(Metadata.empty());
        assertThat(github.managed()).isFalse();
    }

    @Test
    void beginsAsAnyCategory() {
        assertThat(AgentCredential.apiKey("stripe").build().category()).isEqualTo(Category.API_KEY);
        assertThat(AgentCredential.token("slack").build().category()).isEqualTo(Category.TOKEN);
        assertThat(AgentCredential.of(Category.of("wallet"), "bank").build().category())
                .isEqualTo(Category.of("wallet"));
    }

    @Test
    void keepsItsItemsInOrder() {
        assertThat(github.items()).extracting(CredentialItem::key).containsExactly("username", "password");
    }

    @Test
    void findsAnItem() {
        assertThat(github.item("username")).map(CredentialItem::type).contains(ItemType.USERNAME);
        assertThat(github.secret("password").reveal()).isEqualTo("correct horse");
        assertThat(github.item("totp")).isEmpty();
    }

    @Test
    void saysWhichItemIsMissing() {
        assertThatExceptionOfType(CredentialNotFoundException.class)
                .isThrownBy(() -> github.secret("totp"))
                .withMessage("login/github has no item totp");
    }

    @Test
    void refusesTwoItemsWithOneKey() {
        AgentCredentialBuilder builder = github.toBuilder();
        List<CredentialItem> twice =
                List.of(github.items().get(0), github.items().get(0));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.item("username", Secret.of("other"), ItemType.USERNAME))
                .withMessage("login/github: two items have the key username");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AgentCredential(
                        Category.LOGIN,
                        "github",
                        "github",
                        Origin.AGENT_CREATED,
                        twice,
                        Metadata.empty(),
                        Settled.EXISTING,
                        false))
                .withMessage("login/github: two items have the key username");
    }

    @Test
    void refusesNamesThatCannotStandInADocument() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AgentCredential.login(" ").build())
                .withMessageStartingWith("service: ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AgentCredential.login("github").name("a\nb").build())
                .withMessageStartingWith("name: ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> github.toBuilder().item("", Secret.of("v"), ItemType.OTHER))
                .withMessageStartingWith("item key: ");
    }

    @Test
    void isChangedByCopy() {
        AgentCredential changed = github.toBuilder()
                .name("work")
                .origin(Origin.AGENT_CREATED)
                .metadata(Metadata.empty().with("label", "work"))
                .status(Settled.PENDING_SIGNUP)
                .replaceItem("password", Secret.of("new"), ItemType.PASSWORD)
                .build();

        assertThat(changed.key()).hasToString("login/github (work)");
        assertThat(changed.origin()).isEqualTo(Origin.AGENT_CREATED);
        assertThat(changed.metadata().text("label")).contains("work");
        assertThat(changed.status()).isEqualTo(Settled.PENDING_SIGNUP);
        assertThat(changed.secret("password").reveal()).isEqualTo("new");
        assertThat(changed.items()).extracting(CredentialItem::key).containsExactly("username", "password");
        assertThat(github.secret("password").reveal()).isEqualTo("correct horse");
    }

    @Test
    void losesTheManagedFlagWhenCopied() {
        assertThat(Managed.copyOf(github).toBuilder().build().managed()).isFalse();
    }

    @Test
    @DisplayName("prints none of its secrets (R13)")
    void printsNoneOfItsSecrets() {
        assertThat(github.toString()).contains("login", "github", "password").doesNotContain("correct horse");
        assertThat(github.items().toString()).contains("Secret[redacted]").doesNotContain("correct horse");
    }
}
