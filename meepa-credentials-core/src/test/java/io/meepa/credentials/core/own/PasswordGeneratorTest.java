package io.meepa.credentials.core.own;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.meepa.credentials.signup.PasswordRules;
import io.meepa.credentials.signup.PasswordRules.CharacterClass;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PasswordGeneratorTest {

    private final PasswordGenerator generator = new PasswordGenerator(new SecureRandom());

    private String password(PasswordRules rules) {
        return generator.generate(rules).reveal();
    }

    @Test
    void isStrongUnlessAsked() {
        Set<String> drawn = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            String password = password(PasswordRules.strong());
            assertThat(password)
                    .hasSize(24)
                    .matches(".*[a-z].*")
                    .matches(".*[A-Z].*")
                    .matches(".*[0-9].*")
                    .matches(".*[^A-Za-z0-9].*")
                    .doesNotContain("\"", "'", "\\", "<", "&", " ");
            drawn.add(password);
        }
        assertThat(drawn).hasSize(200);
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 9, 64, 128})
    void hasTheLengthAskedFor(int length) {
        assertThat(password(PasswordRules.strong().ofLength(length))).hasSize(length);
    }

    @Test
    void usesNothingButTheClassesAndSymbolsAskedFor() {
        PasswordRules rules = PasswordRules.strong().ofLength(8).of(CharacterClass.DIGIT, CharacterClass.SYMBOL);
        for (int i = 0; i < 100; i++) {
            assertThat(password(rules.withSymbols("~~"))).matches("[0-9~]{8}").contains("~");
        }
        assertThat(rules.withSymbols("~~").charactersOf(CharacterClass.SYMBOL)).isEqualTo("~");
        assertThat(password(rules.of(CharacterClass.LOWER))).matches("[a-z]{8}");
    }

    @Test
    void drawsAgainAsAWholeWhatMissesAClass() {
        Deque<Integer> draws = new ArrayDeque<>();
        for (int i = 0; i < 8; i++) {
            draws.add(0);
        }
        for (int i = 0; i < 8; i++) {
            draws.add(i == 7 ? 26 : 1);
        }
        PasswordRules rules = PasswordRules.strong().ofLength(8).of(CharacterClass.LOWER, CharacterClass.DIGIT);

        assertThat(new PasswordGenerator(scripted(draws)).generate(rules).reveal())
                .isEqualTo("bbbbbbb0");
        assertThat(draws).isEmpty();
    }

    private static RandomGenerator scripted(Deque<Integer> draws) {
        return new RandomGenerator() {
            @Override
            public long nextLong() {
                throw new AssertionError("only bounded draws are unbiased");
            }

            @Override
            public int nextInt(int bound) {
                assertThat(bound).isEqualTo(36);
                return draws.remove();
            }
        };
    }

    @Test
    void reachesEveryCharacter() {
        Set<Integer> seen = new HashSet<>();
        PasswordRules rules = PasswordRules.strong().ofLength(128);
        for (int i = 0; i < 50; i++) {
            password(rules).chars().forEach(seen::add);
        }
        assertThat(seen).hasSize(26 + 26 + 10 + rules.symbols().length());
    }

    @Test
    void refusesRulesThatAreNone() {
        PasswordRules rules = PasswordRules.strong();
        for (Runnable wrong : List.<Runnable>of(
                () -> rules.ofLength(7),
                () -> rules.ofLength(129),
                () -> rules.withSymbols(""),
                () -> rules.withSymbols("a"),
                () -> rules.withSymbols(" "),
                () -> rules.withSymbols("\u20ac"),
                () -> new PasswordRules(8, Set.of(), "!"))) {
            assertThatIllegalArgumentException().isThrownBy(wrong::run);
        }
    }
}
