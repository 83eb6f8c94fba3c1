package io.meepa.credentials.core.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.error.CorruptDocumentException;
import io.meepa.credentials.spi.store.DocumentNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PlainJsonTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "'canary'",
                "{'a': 'canary'",
                "{'a': canary}",
                "{'a': 'canary'} 'canary'",
                "{'a': 'canary', 'a': 'canary'}",
                "{'a': 'canary\u0001'}",
                "{'a': 'canary',}",
                "{'a': NaN}",
                "{'a': 'canary\\ud800'}",
                "{'canary\\udc00': 1}",
                "// canary\n{}"
            })
    @DisplayName("R10, R13: strict, and without quoting what it refuses")
    void refusesWhatIsNotStrictJson(String text) {
        assertThatThrownBy(() -> Shown.json(text))
                .isInstanceOf(CorruptDocumentException.class)
                .hasMessageStartingWith("file.json: ")
                .hasMessageNotContaining("canary")
                .hasNoCause();
    }

    @Test
    void refusesAbsurdDepthAndSize() {
        assertThatThrownBy(() -> Shown.json("{'a':".repeat(40) + "1" + "}".repeat(40)))
                .isInstanceOf(CorruptDocumentException.class);
        assertThatThrownBy(() -> PlainJson.read("file.json", new byte[PlainJson.LARGEST + 1]))
                .isInstanceOf(CorruptDocumentException.class)
                .hasMessageContaining("larger than");
    }

    @Test
    void readsADepthAndASizeUpToTheirLimits() {
        byte[] most = ("{\"a\":\"" + "x".repeat(PlainJson.LARGEST - 8) + "\"}").getBytes(StandardCharsets.UTF_8);

        assertThat(most).hasSize(PlainJson.LARGEST);
        assertThat(PlainJson.read("file.json", most).members()).containsOnlyKeys("a");
        assertThat(Shown.json("{'a':".repeat(32) + "1" + "}".repeat(32)).members())
                .containsOnlyKeys("a");
        assertThatThrownBy(() -> Shown.json("{'a':".repeat(33) + "1" + "}".repeat(33)))
                .isInstanceOf(CorruptDocumentException.class);
    }

    @Test
    void keepsWholeSurrogatePairs() {
        assertThat(Shown.json("{'\\ud83d\\ude00': 'x\\ud83d\\ude00'}").members())
                .containsOnlyKeys("\ud83d\ude00");
    }

    @Test
    @DisplayName("R13: every text is hidden")
    void hidesEveryText() {
        DocumentNode.Fields tree = PlainJson.read(
                "file.json", "{\"a\": [\"canary\", {\"b\": \"canary\"}]}".getBytes(StandardCharsets.UTF_8));
        assertThat(tree.toString()).doesNotContain("canary");
    }

    @Test
    void keepsNumbersAsTheyStandThere() {
        assertThat(Shown.json("{'a': 1.50, 'b': -0, 'c': 1e3, 'd': true, 'e': null}")
                        .members())
                .containsEntry("a", new DocumentNode.Numeric("1.50"))
                .containsEntry("c", new DocumentNode.Numeric("1e3"))
                .containsEntry("d", new DocumentNode.Flag(true))
                .containsEntry("e", new DocumentNode.Nothing());
    }
}
