package io.meepa.credentials.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import nl.jqno.equalsverifier.EqualsVerifier;
import org.junit.jupiter.api.Test;

final class CredentialKeyTest {

    private static final CredentialKey GITHUB = CredentialKey.of(Category.LOGIN, "github");

    private final AgentCredential work =
            AgentCredential.login("github").name("work").build();

    @Test
    void isAValue() {
        EqualsVerifier.forClass(CredentialKey.class)
                .withNonnullFields("category", "service")
                .verify();
    }

    @Test
    void fitsAnyNameUnlessItHasOne() {
        assertThat(GITHUB.fits(work)).isTrue();
        assertThat(GITHUB.named("work").fits(work)).isTrue();
        assertThat(GITHUB.named("home").fits(work)).isFalse();
    }

    @Test
    void fitsOneCategoryAndServiceOnly() {
        assertThat(CredentialKey.of(Category.TOKEN, "github").fits(work)).isFalse();
        assertThat(CredentialKey.of(Category.LOGIN, "gitlab").fits(work)).isFalse();
        assertThat(CredentialKey.of(Category.LOGIN, "GitHub").fits(work)).isFalse();
    }

    @Test
    void differsFromItsNarrowerForm() {
        assertThat(GITHUB).isNotEqualTo(GITHUB.named("github"));
        assertThat(GITHUB.name()).isEmpty();
        assertThat(GITHUB.named("work").name()).contains("work");
    }

    @Test
    void returnsItsParts() {
        assertThat(GITHUB.category()).isEqualTo(Category.LOGIN);
        assertThat(GITHUB.service()).isEqualTo("github");
        assertThat(GITHUB).hasToString("login/github");
        assertThat(GITHUB.named("work")).hasToString("login/github (work)");
    }

    @Test
    void refusesNamesThatCannotStandInADocument() {
        assertThatIllegalArgumentException().isThrownBy(() -> CredentialKey.of(Category.LOGIN, ""));
        assertThatIllegalArgumentException().isThrownBy(() -> GITHUB.named("\u0007"));
    }

    @Test
    void isTheAddressOfACredential() {
        assertThat(work.key())
                .isEqualTo(GITHUB.named("work"))
                .isEqualTo(work.summary().key());
        assertThat(work.key().fits(work)).isTrue();
    }
}
