package io.meepa.credentials.provider.oauth.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerReaderTest {

    @Test
    void readsJsonAndFormsByTheirContent() {
        assertThat(read("{\"access_token\":\"A\",\"n\":3600}")
                        .field("access_token")
                        .clear())
                .isEqualTo("A");
        assertThat(read("access_token=gho_A&scope=repo%2Cgist&token_type=bearer")
                        .field("scope")
                        .clear())
                .isEqualTo("repo,gist");
        assertThat(read("  {\"a\": {\"b\": [1, \"two\", null]}}").at("/a/b/1").clear())
                .isEqualTo("two");
    }

    @Test
    void decodesEscapesAndUmlautsInBothForms() {
        assertThat(read("{\"n\":\"\\u00e4\\n\\\"\"}").field("n").clear()).isEqualTo("ä\n\"");
        assertThat(read("n=%C3%A4+%0A%22").field("n").clear()).isEqualTo("ä \n\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "<html><body class=\"x\">Bad gateway</body></html>",
                "null",
                "[]",
                "\"text\"",
                "{\"a\":1} trailing",
                "{\"a\":",
                "just words",
                "a=%zz",
                "a=%4"
            })
    void readsNothingIntoWhatIsNeither(String body) {
        assertThat(AnswerReader.tolerant().read(bytes(body))).isEmpty();
    }

    @Test
    void countsTheLastOfARepeatedFieldInAnswersAndRefusesItInDocuments() {
        String twice = "{\"a\":\"first\",\"a\":\"last\"}";

        assertThat(read(twice).field("a").clear()).isEqualTo("last");
        assertThat(AnswerReader.strict().readJson(bytes(twice))).isEmpty();
    }

    @Test
    void isBoundedInLengthDepthAndNumberOfValues() {
        String deep = "{\"a\":".repeat(40) + "1" + "}".repeat(40);
        String many = "{\"a\":[" + "1,".repeat(5_000) + "1]}";
        byte[] longer = new byte[AnswerReader.LONGEST + 1];

        assertThat(AnswerReader.tolerant().read(bytes(deep))).isEmpty();
        assertThat(AnswerReader.tolerant().read(bytes(many))).isEmpty();
        assertThat(AnswerReader.tolerant().read(longer)).isEmpty();
        assertThat(AnswerReader.strict().readJson(bytes("{\"a\":\"" + "x".repeat(70_000) + "\"}")))
                .isEmpty();
    }

    @Test
    void neverPrintsAValue() {
        AnswerNode node = read("{\"access_token\":\"canary-A\"}");

        assertThat(node.toString() + node.field("access_token")).doesNotContain("canary");
    }

    @Test
    void wipesEverythingWhenClosed() {
        AnswerNode node = read("{\"a\":\"canary\",\"b\":[{\"c\":\"canary\"}]}");
        AnswerNode inner = node.at("/b/0/c");

        node.close();

        assertThatIllegalStateException().isThrownBy(inner::clear);
    }

    private static AnswerNode read(String body) {
        Optional<AnswerNode> node = AnswerReader.tolerant().read(bytes(body));
        assertThat(node).isPresent();
        return node.orElseThrow();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
