package io.meepa.credentials.signup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Metadata;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.signup.PasswordRules.CharacterClass;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SignupValuesTest {

    @Test
    void asksForTheAgentsMailboxAndAStrongPasswordUnlessSetOtherwise() {
        SignupRequest request = SignupRequest.at("github");

        assertThat(request.address()).isEmpty();
        assertThat(request.rules()).isEqualTo(PasswordRules.strong());
        assertThat(request.named("Bot")
                        .using("a@b.test")
                        .as("bot")
                        .accepting(PasswordRules.strong().ofLength(12)))
                .isEqualTo(new SignupRequest(
                        "github",
                        Optional.of("Bot"),
                        Optional.of("a@b.test"),
                        Optional.of("bot"),
                        PasswordRules.strong().ofLength(12)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "@b.test", "canary@b\n", " ", ""})
    void refusesAnAddressThatIsNoneWithoutRepeatingIt(String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SignupRequest.at("github").using(address))
                .withMessageContaining("address")
                .withMessageNotContaining("canary");
    }

    @Test
    void knowsTheCharactersOfAClass() {
        PasswordRules rules = PasswordRules.strong().withSymbols("-_-");

        assertThat(rules.charactersOf(CharacterClass.LOWER))
                .startsWith("a")
                .endsWith("z")
                .hasSize(26);
        assertThat(rules.charactersOf(CharacterClass.UPPER)).hasSize(26);
        assertThat(rules.charactersOf(CharacterClass.DIGIT)).isEqualTo("0123456789");
        assertThat(rules.charactersOf(CharacterClass.SYMBOL)).isEqualTo("-_");
        assertThat(rules.of(CharacterClass.LOWER, CharacterClass.DIGIT).classes())
                .containsExactlyInAnyOrder(CharacterClass.LOWER, CharacterClass.DIGIT);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 7, 129})
    void refusesLengthsThatAreTooShortOrTooLong(int length) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PasswordRules.strong().ofLength(length))
                .withMessageContaining("between 8 and 128");
    }

    @Test
    void collectsWhatTheServiceGave() {
        Secret token = Secret.of("canary");
        SignupResult result =
                SignupResult.nothing().item("token", token, ItemType.API_TOKEN).note("user_id", "4711");

        assertThat(result.items()).containsExactly(new CredentialItem("token", token, ItemType.API_TOKEN));
        assertThat(result.metadata()).isEqualTo(Metadata.empty().with("user_id", "4711"));
        assertThat(SignupResult.nothing().items()).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> result.item("token", token, ItemType.OTHER));
        assertThatIllegalArgumentException().isThrownBy(() -> result.item("id", Secret.of(""), ItemType.OTHER));
    }

    @Test
    void showsNoPassword() {
        PendingSignup signup = new PendingSignup(
                CredentialKey.of(Category.LOGIN, "github"),
                Secret.of("canary-1@mail.test"),
                Optional.of(Secret.of("canary-2")),
                Secret.of("canary-3"),
                false);

        assertThat(List.of(signup).toString()).contains("github").doesNotContain("canary");
    }
}
