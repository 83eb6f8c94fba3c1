package io.meepa.examples.terminal.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CellsTest {

    @ParameterizedTest
    @CsvSource({"abc, 3", "名前, 4", "e\u0301, 1", "\ud83d\udd11, 2", "'', 0"})
    void measures(String text, int cells) {
        assertThat(Cells.width(text)).isEqualTo(cells);
    }

    @Test
    void cutsBeforeAWideCharacterThatDoesNotFit() {
        assertThat(Cells.cut("名前です", 6)).isEqualTo("名前…");
        assertThat(Cells.cut("abc", 3)).isEqualTo("abc");
        assertThat(Cells.cut("abcd", 0)).isEmpty();
    }

    @Test
    void breaksBetweenWordsAndWithinThoseThatAreTooLong() {
        assertThat(Cells.wrapped("one two three", 7)).containsExactly("one two", "three");
        assertThat(Cells.wrapped("abcdefghij", 4)).containsExactly("abcd", "efgh", "ij");
        assertThat(Cells.wrapped("日本語のサービス", 5)).containsExactly("日本", "語の", "サー", "ビス");
        assertThat(Cells.wrapped("operator_provided", 9)).containsExactly("operator_", "provided");
        assertThat(Cells.wrapped("", 5)).containsExactly("");
    }
}
