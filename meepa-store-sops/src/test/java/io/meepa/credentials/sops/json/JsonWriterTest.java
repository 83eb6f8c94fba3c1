package io.meepa.credentials.sops.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.sops.text.GoText;
import io.meepa.credentials.sops.tree.SopsLeaf;
import io.meepa.credentials.sops.tree.SopsNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonWriterTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "plain ~", "\"", "a<b", "\0", "\u007f", "é", "\u2028", "😀", "tab\tand é"})
    void writesNamesAndTextsOfAnyKindAndLength(String part) {
        for (int times : new int[] {1, 7, 5_000}) {
            String text = part.repeat(times);
            StringBuilder quoted = new StringBuilder();
            GoText.append(quoted, text);

            byte[] json = JsonWriter.write(SopsNode.Fields.copyOf(Map.of(text, SopsLeaf.text(text))));

            assertThat(new String(json, StandardCharsets.UTF_8)).isEqualTo("{\n\t" + quoted + ": " + quoted + "\n}\n");
        }
    }
}
