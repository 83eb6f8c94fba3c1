package io.meepa.credentials.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.Stream;
import nl.jqno.equalsverifier.EqualsVerifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CategoryTest {

    @Test
    void knowsSixNames() {
        assertThat(List.of(
                        Category.EMAIL,
                        Category.PHONE,
                        Category.CREDIT_CARD,
                        Category.LOGIN,
                        Category.API_KEY,
                        Category.TOKEN))
                .extracting(Category::name)
                .containsExactly("email", "phone", "credit_card", "login", "api_key", "token");
    }

    @Test
    void isOpenToTheHostsOwnNames() {
        Category own = Category.of("Société Générale vault");

        assertThat(own.name()).isEqualTo("Société Générale vault");
        assertThat(own).isEqualTo(Category.of("Société Générale vault")).hasToString("Société Générale vault");
    }

    @Test
    void isAValue() {
        EqualsVerifier.forClass(Category.class).withNonnullFields("name").verify();
    }

    @Test
    void isTheSameWhetherAConstantOrAName() {
        assertThat(Category.of("email")).isEqualTo(Category.EMAIL).hasSameHashCodeAs(Category.EMAIL);
    }

    @Test
    void sortsByName() {
        assertThat(Stream.of(Category.TOKEN, Category.EMAIL, Category.LOGIN).sorted())
                .containsExactly(Category.EMAIL, Category.LOGIN, Category.TOKEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t", "a\nb", "a\u0000b", "a\u007fb", "a\u0085b", "\ud83d", "x\udc00y"})
    void refusesANameThatCannotStandInADocument(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Category.of(name))
                .withMessageContaining("category: use 1 to 128 characters");
    }

    @Test
    void takesNamesUpTo128Characters() {
        assertThat(Category.of("c".repeat(128)).name()).hasSize(128);
        assertThatIllegalArgumentException().isThrownBy(() -> Category.of("c".repeat(129)));
    }
}
