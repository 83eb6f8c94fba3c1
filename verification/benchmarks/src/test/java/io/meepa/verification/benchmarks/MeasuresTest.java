package io.meepa.verification.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MeasuresTest {

    private static final Path PAGE = Path.of("../../docs/benchmarks.md");

    // A target with a letter is a line of its number's measure; P21 stands for those of PostgreSQL, which have letters.
    private static final Pattern TARGET = Pattern.compile("(?m)^\\| (P[0-9]+)b? \\|");
    private static final String OF_POSTGRES = "P21";

    @Test
    void takeEveryTargetThatThePageHas() throws IOException {
        String page = Files.readString(PAGE);
        String targets = page.substring(page.indexOf("\n## Targets"), page.indexOf("\n## Figures"));

        List<String> numbers = TARGET.matcher(targets)
                .results()
                .map(match -> match.group(1))
                .filter(number -> !number.equals(OF_POSTGRES))
                .distinct()
                .toList();

        assertThat(numbers).hasSizeGreaterThan(10).isSubsetOf(Measures.ids());
    }

    @Test
    void haveAWordOfExplanationOnThePage() throws IOException {
        String page = Files.readString(PAGE);

        assertThat(Measures.ids())
                .filteredOn(number -> number.matches("P(4|5|9|15|18|19|20|22|23|24)"))
                .allMatch(number -> Pattern.compile("(?m)^- \\*\\*[P0-9, ]*\\b" + number + "\\b[P0-9, ]*\\*\\* ")
                        .matcher(page)
                        .find());
    }

    @Test
    void areMadeWithoutBeingTaken() {
        assertThat(Measures.ids())
                .allSatisfy(number -> assertThat(Measures.of(number)).isNotNull());
    }

    @Test
    void refuseANumberThatIsNone() {
        assertThatThrownBy(() -> Measures.of("P99"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("P99")
                .hasMessageContaining("P24");
    }
}
