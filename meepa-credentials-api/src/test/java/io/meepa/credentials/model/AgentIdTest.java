package io.meepa.credentials.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.Stream;
import nl.jqno.equalsverifier.EqualsVerifier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("S10: an agent's name is safe as a folder, a tag and a mail address")
final class AgentIdTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"a", "7", "meepa", "meepa-2", "sales.eu", "a_b", "x-_.y", "console", "con1", "com", "lpt10"})
    void takesANarrowName(String name) {
        assertThat(AgentId.of(name).value()).isEqualTo(name);
        assertThat(AgentId.isValid(name)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void refusesEverythingElseWithoutRepeatingIt(String name) {
        assertThat(AgentId.isValid(name)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AgentId.of(name))
                .withMessage("agent id: use 1 to 64 of a-z, 0-9, '.', '_', '-', beginning with a letter or digit,"
                        + " without '..', a final '.' or a reserved device name");
    }

    static List<String> corpus() {
        return List.of(
                // Traversal and separators.
                "..",
                ".",
                "../etc",
                "a/b",
                "a\\b",
                "/",
                "/etc/passwd",
                "C:\\x",
                "c:",
                "a..b",
                "a...b",
                "~",
                "~root",
                "%2e%2e",
                "..%2f",
                "a%00b",
                "file:a",
                // Control characters.
                "\u0000",
                "a\u0000",
                "a\u0000.json",
                "a\nb",
                "a\r",
                "\ta",
                "a\u001b[2J",
                "a\u007f",
                "a\u0085",
                // Device names of Windows.
                "con",
                "CON",
                "nul",
                "NUL",
                "aux",
                "prn",
                "com1",
                "COM1",
                "lpt9",
                "com0",
                "con.txt",
                "nul.a.b",
                // Unicode: look-alikes, composed and decomposed, invisible, right to left, full width, surrogates.
                "é",
                "e\u0301",
                "ｍeepa",
                "mееpa",
                "a\u200b",
                "a\u202eb",
                "\ufeffa",
                "ß",
                "ı",
                "٣",
                "\ud83d\ude00",
                "\ud800",
                // Blanks.
                "",
                " ",
                "  ",
                " a",
                "a ",
                "a b",
                "a\u00a0b",
                "\u3000",
                // Capitals: two names that differ in case are one folder on some systems.
                "Meepa",
                "MEEPA",
                "mEEPA",
                "A",
                // First and last character.
                "-a",
                "_a",
                ".a",
                ".hidden",
                "a.",
                "-",
                "_",
                "-rf",
                // What shells, tags and mail addresses would trip over.
                "a@b",
                "a+b",
                "a,b",
                "a;b",
                "a|b",
                "$a",
                "`a`",
                "a'b",
                "a\"b",
                "a*b",
                "a?b",
                "a<b",
                "a>b",
                "#a",
                "a=b",
                // Length.
                "a".repeat(65),
                "a".repeat(100_000));
    }

    @Test
    void takesUpTo64Characters() {
        assertThat(AgentId.of("a".repeat(64)).value()).hasSize(64);
    }

    @Test
    void isAValue() {
        EqualsVerifier.forClass(AgentId.class).withNonnullFields("value").verify();
    }

    @Test
    void isAValueThatPrintsAndSortsAsItsName() {
        assertThat(AgentId.of("meepa")).isEqualTo(new AgentId("meepa")).hasToString("meepa");
        assertThat(Stream.of(AgentId.of("b"), AgentId.of("a.b"), AgentId.of("a"))
                        .sorted())
                .containsExactly(AgentId.of("a"), AgentId.of("a.b"), AgentId.of("b"));
    }
}
