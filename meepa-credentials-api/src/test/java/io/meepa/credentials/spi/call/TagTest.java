package io.meepa.credentials.spi.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Category;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("R4: namespace.agent.category.generation, within each upstream's characters")
final class TagTest {

    private static final AgentId MEEPA = AgentId.of("meepa");

    private final Tag tag = Tag.of("acme", MEEPA, Category.CREDIT_CARD, "7f3a");

    @Test
    void joinsItsFourParts() {
        assertThat(tag).hasToString("acme.meepa.credit_card.7f3a").isEqualTo(new Tag("acme.meepa.credit_card.7f3a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"My Wallet", "päss", "a.b", "a/b", "ключ"})
    void writesAHostsOwnCategoryWithinTheCharacters(String category) {
        String text = Tag.of("acme", MEEPA, Category.of(category), "1").text();

        assertThat(text).matches("[a-z0-9._-]+");
        assertThat(text.split("\\.", -1)).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Acme.a", "a b", "a/b", "a\n", "ä", "a+b"})
    void refusesOtherCharacters(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Tag(text)).withMessageStartingWith("tag: use ");
    }

    @Test
    void isLeftAloneWhereItFits() {
        assertThat(tag.fitted(100)).isEqualTo(tag.text());
        assertThat(long64().fitted(long64().text().length())).isEqualTo(long64().text());
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 50, 63, 64, 86})
    void isCutToWhatTheUpstreamTakes(int longest) {
        String fitted = long64().fitted(longest);

        assertThat(fitted).hasSize(longest).matches("[a-z0-9._-]+").isEqualTo(long64().fitted(longest));
        assertThat(long64().text()).startsWith(fitted.substring(0, longest - 33));
    }

    @Test
    void staysUniqueWhenCut() {
        Set<String> fitted = new HashSet<>();
        IntStream.range(0, 10_000)
                .forEach(i -> fitted.add(Tag.of("acme", AgentId.of("a".repeat(64)), Category.EMAIL, Integer.toString(i))
                        .fitted(40)));

        assertThat(fitted).hasSize(10_000);
    }

    private static Tag long64() {
        return Tag.of("acme", AgentId.of("a".repeat(64)), Category.EMAIL, "0123456789ab");
    }
}
