package io.meepa.credentials.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** F-303: a name that people read looks like what it is. */
final class ReadableNameTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "git\u202ebuh", "git\u2066hub", "git\u200bhub", "\ufeffgithub", "git\u00adhub", "git\u2028hub",
                "git\u2029hub", "git\ufffdhub", "git\ud800hub", "git\udc00", "git\u3164hub", "git\uffa0hub",
                "git\u2800hub", "git\ufe0fhub", "git\u115fhub", "git\u034fhub", "git\uffffhub", "git\ufdd0hub",
                "git\udb40\udc41hub", "git\u0085hub", "git\u007fhub", "a\nb", "git\u200dhub"
            })
    void refusesACharacterThatIsInvisibleTurnsTextAroundOrStandsForALostOne(String name) {
        assertThat(ReadableName.fault(name))
                .hasValueSatisfying(why -> assertThat(why).startsWith("must not hold the character U+"));
        assertThat(ReadableName.spelled(name)).matches("[\\x20-\\x7e]*<U\\+[0-9A-F]{4,6}>[\\x20-\\x7e]*");
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "..", "a/..", "../a", "a/./b", "a\\..\\b", "/..", "./"})
    void refusesPathWords(String name) {
        assertThat(ReadableName.fault(name)).contains("must not be or hold the path word . or ..");
    }

    @ParameterizedTest
    @ValueSource(strings = {" github", "github ", "github\u00a0", "\u3000github", "github\u2003"})
    void refusesABlankAtAnEnd(String name) {
        assertThat(ReadableName.fault(name)).contains("must not begin or end with a blank");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "github",
                "git hub",
                "a.b",
                "..a",
                "a..",
                "...",
                ".env",
                "Größe",
                "日本語",
                "😀",
                "שלום",
                "a/b",
                "login/github (work)",
                "<U+202E>"
            })
    void takesWhatLooksLikeWhatItIs(String name) {
        assertThat(ReadableName.fault(name)).isEmpty();
        assertThat(ReadableName.spelled(name)).isSameAs(name);
    }

    @Test
    void takesNamesUpToTheLimit() {
        assertThat(ReadableName.fault("a".repeat(CredentialLimits.NAME_CHARACTERS)))
                .isEmpty();
        assertThat(ReadableName.fault("a".repeat(CredentialLimits.NAME_CHARACTERS + 1)))
                .contains("must have 1 to 128 characters, not all blank");
        assertThat(ReadableName.fault(" ")).isPresent();
        assertThat(ReadableName.fault("")).isPresent();
    }

    @Test
    void cutsWhatGetsTooLongBySpellingItOut() {
        assertThat(ReadableName.spelled("\u202e".repeat(128))).hasSize(128).endsWith("…");
    }

    @Test
    @DisplayName("New credentials cannot have such a name, a copy of an old one may keep its own")
    void isAskedForByBuildersOfNewCredentials() {
        Category odd = Category.of("lo\u202egin");
        AgentCredential old = new AgentCredential(
                odd,
                "git\u202ebuh",
                "..",
                Origin.OPERATOR_PROVIDED,
                List.of(new CredentialItem("to\u200bken", Secret.of("x"), ItemType.API_TOKEN)),
                Metadata.empty(),
                CredentialStatus.Settled.EXISTING,
                false);

        assertThatIllegalArgumentException().isThrownBy(() -> AgentCredential.login("git\u202ebuh"));
        assertThatIllegalArgumentException().isThrownBy(() -> AgentCredential.of(odd, "github"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AgentCredential.login("github").name(".."));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> AgentCredential.login("github").item("to\u200bken", Secret.of("x"), ItemType.API_TOKEN));
        assertThatIllegalArgumentException().isThrownBy(() -> Metadata.empty().with("no\u200bte", "x"));
        assertThat(old.toBuilder().build()).isEqualTo(old);
        assertThat(old.toString()).matches("[\\x20-\\x7e]+");
        assertThat(old.key()).hasToString("lo<U+202E>gin/git<U+202E>buh (..)");
    }

    @Test
    void spellsNamesOutInSummaries() {
        AgentCredential old = new AgentCredential(
                Category.LOGIN,
                "git\u202ebuh",
                "w\u200bork",
                Origin.OPERATOR_PROVIDED,
                List.of(new CredentialItem("to\u200bken", Secret.of("x"), ItemType.API_TOKEN)),
                Metadata.empty(),
                CredentialStatus.Settled.EXISTING,
                false);

        CredentialSummary summary = old.summary();

        assertThat(summary.service()).isEqualTo("git<U+202E>buh");
        assertThat(summary.name()).isEqualTo("w<U+200B>ork");
        assertThat(summary.items()).extracting(ItemSummary::key).containsExactly("to<U+200B>ken");
    }
}
