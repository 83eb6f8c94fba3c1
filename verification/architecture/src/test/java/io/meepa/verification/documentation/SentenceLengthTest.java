package io.meepa.verification.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.verification.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages that are read first are short, and so are their sentences. */
@DisplayName("The first pages")
final class SentenceLengthTest {

    private static final int AVERAGE = 20;
    private static final int WORDS_OF_THE_README = 900;

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/getting-started.md", "docs/concepts.md"})
    @DisplayName("have sentences of 20 words or fewer on average")
    void haveShortSentences(String page) throws IOException {
        Sentences sentences = Sentences.of(text(page));
        assertThat(sentences.all()).hasSizeGreaterThan(20);
        assertThat(sentences.averageWords()).isLessThanOrEqualTo(AVERAGE);
    }

    @Test
    @DisplayName("begin with a README below 900 words, code included")
    void beginWithAShortReadme() throws IOException {
        assertThat(Arrays.stream(text("README.md").split("\\s+"))).hasSizeLessThan(WORDS_OF_THE_README);
    }

    @Test
    @DisplayName("are counted by sentences: code, headings and addresses aside")
    void areCountedBySentences() {
        Sentences sentences = Sentences.of("""
                # A heading of its own

                One two [three](a.md). Four
                five six seven!

                - eight nine
                - ten `eleven` twelve

                ```java
                not a word of this
                ```

                | in a cell | alone |
                """);
        assertThat(sentences.all())
                .extracting(String::strip)
                .containsExactly(
                        "One two three.", "Four five six seven!", "- eight nine", "- ten `eleven` twelve", "in a cell");
        assertThat(sentences.averageWords()).isEqualTo(3.0);
    }

    private static String text(String page) throws IOException {
        return Files.readString(Repository.root().resolve(page));
    }
}
