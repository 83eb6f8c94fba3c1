package io.meepa.credentials.sops.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.re2j.Pattern;
import io.meepa.credentials.sops.sealed.SealedDocuments;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EncryptionRuleTest {

    private static boolean encrypts(EncryptionRule rule, String... keys) {
        EncryptionRule.Scope scope = rule.root();
        for (String key : keys) {
            scope = scope.key(key);
        }
        return scope.encrypts();
    }

    @Test
    void decidesForEverythingBelowAKeyThatMatches() {
        EncryptionRule rule = EncryptionRule.standard();

        assertThat(encrypts(rule, "a", "b")).isTrue();
        assertThat(encrypts(rule, "a_unencrypted")).isFalse();
        assertThat(encrypts(rule, "a_unencrypted", "b")).isFalse();
        assertThat(encrypts(rule, "a_unencrypted2")).isTrue();
    }

    @Test
    void encryptsOnlyBelowAMatchWhenTheRuleSaysSo() {
        EncryptionRule rule = EncryptionRule.encryptedRegex("^secret$");

        assertThat(encrypts(rule)).isFalse();
        assertThat(encrypts(rule, "secret", "x")).isTrue();
        assertThat(encrypts(rule, "x", "secret")).isTrue();
        assertThat(encrypts(rule, "secretly")).isFalse();
        assertThat(encrypts(EncryptionRule.encryptedSuffix("_s"), "a_s")).isTrue();
    }

    @Test
    void takesCommentRulesAsMatchingNothing() {
        assertThat(encrypts(EncryptionRule.unencryptedCommentRegex("."), "a")).isTrue();
        assertThat(encrypts(EncryptionRule.encryptedCommentRegex("."), "a")).isFalse();
    }

    /** Patterns on which java.util.regex and Go disagree. */
    @ParameterizedTest
    @CsvSource({"a$, 'a\n', false", "a.b, 'a\u2028b', true", "[[:alpha:]], z, true", "(?P<n>x), x, true"})
    void searchesAsGoDoes(String regex, String key, boolean match) {
        assertThat(encrypts(EncryptionRule.encryptedRegex(regex), key)).isEqualTo(match);
    }

    /** Ours is such a list; it is answered without RE2, whose answer is compared here. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "^(value|metadata|details|seal)$",
                "^(a)$",
                "^(a|a)$",
                "^(a|b)c$",
                "^(a|)$",
                "^(|a)$",
                "^(a||b)$",
                "^()$",
                "^(a.c|b)$",
                "^(a(b|c))$",
                "^(a)|(b)$",
                "^(a+|b)$",
                "^(?:a|b)$",
                "(a|b)$",
                "^(a|b)",
                "^(ä|b)$",
                "(ab|cd)$",
                "^(ab|cd)",
                "^(a*|b)$",
                "^([ab]|c)$",
                "^(a\\|b)$",
                "^(a$|b)$",
                "^(^a|b)$"
            })
    void answersAListOfNamesAsRe2Does(String regex) {
        EncryptionRule rule = EncryptionRule.encryptedRegex(regex);
        Pattern expression = Pattern.compile(regex);

        for (String key : List.of(
                "value",
                "metadata",
                "seal",
                "seals",
                "aseal",
                "",
                "a",
                "b",
                "ab",
                "ac",
                "abc",
                "bc",
                "aa",
                "a\n",
                "A",
                "ä",
                "xab",
                "abx",
                "cd",
                "a*",
                "[ab]",
                "c",
                "a\\",
                "a|b",
                "value|metadata",
                "()",
                "?:a")) {
            assertThat(encrypts(rule, key))
                    .as(key)
                    .isEqualTo(expression.matcher(key).find());
        }
    }

    @Test
    void ourOwnRuleIsAListOfNamesSoThatRe2IsNotLoadedForIt() {
        assertThat(KeyExpression.isListOfNames(SealedDocuments.RULE.text())).isTrue();
        assertThat(KeyExpression.isListOfNames("^secret$")).isFalse();
    }

    @Test
    void aNameInAListIsOfLettersDigitsAndUnderscoresAlone() {
        assertThat(KeyExpression.isListOfNames("^(azAZ09_|x)$")).isTrue();
        for (char beside : "`{@[/:^-. é".toCharArray()) {
            assertThat(KeyExpression.isListOfNames("^(" + beside + ")$"))
                    .as(String.valueOf(beside))
                    .isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"(?=x)", "(", "[z-a]", "\\1", "(?<!a)b", ""})
    void refusesAnExpressionThatSopsWouldTakeAsNeverMatching(String regex) {
        assertThatThrownBy(() -> EncryptionRule.encryptedRegex(regex))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("encrypted_regex");
        assertThatThrownBy(() -> EncryptionRule.encryptedCommentRegex(regex))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void isEqualToTheSameRule() {
        assertThat(EncryptionRule.standard())
                .isEqualTo(EncryptionRule.unencryptedSuffix("_unencrypted"))
                .hasSameHashCodeAs(EncryptionRule.unencryptedSuffix("_unencrypted"))
                .isNotEqualTo(EncryptionRule.encryptedSuffix("_unencrypted"))
                .hasToString("unencrypted_suffix: _unencrypted");
    }
}
