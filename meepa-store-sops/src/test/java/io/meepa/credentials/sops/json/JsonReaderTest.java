package io.meepa.credentials.sops.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.sops.text.Defect;
import io.meepa.credentials.sops.text.Limits;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "\"hunter2\"",
                "12",
                "{\"hunter2\":1,\"hunter2\":2}",
                "{\"a\":{\"hunter2\":1,\"b\":0,\"hunter2\":2}}",
                "{} hunter2",
                "{}{}",
                "{\"a\":\"hunter2\"}]",
                "{\"a\":hunter2}",
                "{\"a\":\"hunter2}",
                "{\"a\":01}",
                "{\"a\":NaN}",
                "{\"a\":+1}",
                "{\"a\":.5}",
                "{'a':1}",
                "{\"a\":1,}",
                "{\"a\" 1}",
                "{\"a\":1 /* hunter2 */}",
                "{\"a\":\"hunter2\n\"}",
                "{\"a\":\"\\ud800\"}",
                "{\"\\udc00\":1}",
                "{\"a\":\"\\x\"}",
                "\ufeff{}",
            })
    void refusesWhatIsNotStrictJson(String text) {
        assertThatThrownBy(() -> JsonReader.read(utf8(text)))
                .isInstanceOf(Defect.class)
                .hasNoCause()
                .message()
                .satisfies(message -> {
                    if (!message.contains("twice")) {
                        assertThat(message).doesNotContain("hunter2");
                    }
                });
    }

    @Test
    void saysWhatToDoAboutAByteOrderMark() {
        assertThatThrownBy(() -> JsonReader.read("\ufeff{}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Defect.class)
                .hasMessageContaining("save it as UTF-8 without one");
        assertThatThrownBy(() -> JsonReader.read("\ufefe{}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Defect.class)
                .hasMessageNotContaining("byte order mark");
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        byte[] overlong = {'{', '"', (byte) 0xC0, (byte) 0xAF, '"', ':', '1', '}'};
        byte[] utf16 = "{\"a\":1}".getBytes(StandardCharsets.UTF_16LE);

        assertThatThrownBy(() -> JsonReader.read(overlong)).isInstanceOf(Defect.class);
        assertThatThrownBy(() -> JsonReader.read(utf16)).isInstanceOf(Defect.class);
    }

    @Test
    void refusesEveryTruncation() {
        byte[] whole = utf8("{\"a\":[1,{\"b\":\"\\u00e9漢\"},true],\"c\":null}");
        assertThat(JsonReader.read(whole).members()).hasSize(2);

        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> JsonReader.read(cut)).isInstanceOf(Defect.class);
        }
    }

    @Test
    @DisplayName("S12: absurd depth, counts and sizes are refused, not tried")
    void refusesTheAbsurd() {
        StringBuilder manyKeys = new StringBuilder("{");
        for (int i = 0; i < 1_000_000; i++) {
            manyKeys.append('"').append(i).append("\":0,");
        }
        byte[] deep = utf8("{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}");
        byte[] longNumber = utf8("{\"n\":" + "1".repeat(2_000_000) + "}");
        byte[] longString = utf8("{\"s\":\"" + "x".repeat(21_000_000) + "\"}");
        byte[] large = new byte[Limits.DOCUMENT_BYTES + 1];

        for (byte[] input : new byte[][] {
            deep,
            longNumber,
            longString,
            large,
            utf8(manyKeys.append("\"z\":0}").toString())
        }) {
            assertThatThrownBy(() -> JsonReader.read(input)).isInstanceOf(Defect.class);
        }
    }

    @Test
    void writesStringsAsGoDoes() {
        String awkward = "{\"<k>\":\"\\\" \\\\ \\b\\f\\n\\r\\t \\u0001 \\u001f \\u007f < > & \\u2028\\u2029 é 😀\"}";

        assertThat(new String(JsonWriter.write(JsonReader.read(utf8(awkward))), StandardCharsets.UTF_8))
                .isEqualTo("{\n\t\"\\u003ck\\u003e\": \"\\\" \\\\ \\b\\f\\n\\r\\t \\u0001 \\u001f \u007f"
                        + " \\u003c \\u003e \\u0026 \\u2028\\u2029 é 😀\"\n}\n");
    }

    @Test
    void writesEmptyContainersOnOneLine() {
        byte[] json = utf8("{\"o\":{},\"a\":[],\"n\":[[1,null],false]}");

        assertThat(new String(JsonWriter.write(JsonReader.read(json)), StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\n\t\"o\": {},\n\t\"a\": [],\n\t\"n\": [\n\t\t[\n\t\t\t1,\n\t\t\tnull\n\t\t],\n\t\tfalse\n\t]\n}\n");
    }
}
