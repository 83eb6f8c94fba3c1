package io.meepa.credentials.core.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.tool.CredentialReference;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("F-14: references")
final class CredentialReferenceTest {

    private static final CredentialKey GITHUB = CredentialKey.of(Category.LOGIN, "github");

    @Test
    void nameAnAgentOrTheOneAtHand() {
        assertThat(CredentialReference.parse("cred://meepa/login/github#token"))
                .isEqualTo(new CredentialReference(Optional.of(AgentId.of("meepa")), GITHUB, "token"));
        assertThat(CredentialReference.parse("cred:///login/github#token"))
                .isEqualTo(new CredentialReference(Optional.empty(), GITHUB, "token"));
    }

    @Test
    void distinguishCredentialsOfOneService() {
        assertThat(CredentialReference.parse("cred:///login/github?name=Work%20account#token"))
                .isEqualTo(new CredentialReference(Optional.empty(), GITHUB.named("Work account"), "token"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cred:///login/github#token",
                "cred://meepa/login/github#token",
                "cred:///api_key/My%20Service%2FX%3F%23?name=%C3%A4%25%2B#an%23item"
            })
    void printAsTheyParse(String text) {
        assertThat(CredentialReference.parse(text)).hasToString(text);
    }

    @Test
    void haveOneNormalForm() {
        assertThat(CredentialReference.parse("cred:///login/%67ith%75b#token"))
                .isEqualTo(CredentialReference.parse("cred:///login/github#token"))
                .hasToString("cred:///login/github#token");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "cred://",
                "cred:///login/github",
                "cred:///login/github#",
                "cred:///login#token",
                "cred://login/github#token",
                "cred://MEEPA/login/github#token",
                "cred://../login/github#token",
                "cred:///login/github#a b",
                "cred:///login/github#a+b",
                "cred:///login/github?nom=x#token",
                "cred:///login/github#%zz",
                "cred:///login/%00#token",
                "cred:///login/github#%C3%28%00",
                "CRED:///login/github#token",
                " cred:///login/github#token"
            })
    void refuseWhatIsMalformed(String text) {
        assertThatThrownBy(() -> CredentialReference.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
