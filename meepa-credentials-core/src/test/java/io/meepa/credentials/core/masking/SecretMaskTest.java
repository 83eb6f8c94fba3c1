package io.meepa.credentials.core.masking;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.model.Secret;
import io.meepa.credentials.tool.OutputMask;
import io.meepa.credentials.tool.OutputMask.Refusal;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SecretMaskTest {

    private static final String PEM = """
            -----BEGIN PRIVATE KEY-----
            MC4CAQAwBQYDK2VwBCIEIJ1hTg5W0Zz3sVw1oB9yqKf4uLrE7cXdAaPpQmNvGtHk
            ZmYxYjA2ZTQ4OTEwN2M1ZDNhMmIxYzBkOWU4ZjdhNmI1YzRkM2UyZjFhMGI5Yzhk
            -----END PRIVATE KEY-----
            """;

    @Test
    @DisplayName("F-06: values below the floor are refused, not shredded")
    void refusesWhatItCannotMask() {
        OutputMask mask = SecretMask.of(Map.of(
                "pin", Secret.of("1234567"),
                "umlauts", Secret.of("äöüßäöü"),
                "huge", Secret.of("x".repeat(OutputMask.LONGEST + 1)),
                "fine", Secret.of("12345678")));
        assertThat(mask.refused())
                .isEqualTo(Map.of("pin", Refusal.TOO_SHORT, "umlauts", Refusal.TOO_SHORT, "huge", Refusal.TOO_LONG));
        assertThat(mask.apply("1234567 äöüßäöü 12345678")).isEqualTo("1234567 äöüßäöü ***");
    }

    @ParameterizedTest
    @DisplayName("JSON as .NET and others spell it is masked: capital digits, and what needs no escape escaped")
    @ValueSource(
            strings = {
                "p\\u002Bw\\u0026\\u003C\\u003E\\u0027\\u0022=q",
                "p+w\\u0026\\u003C\\u003E\\u0027\\\"\\u003Dq",
                "p+w\\u0026\\u003c\\u003e\\u0027\\\"\\u003dq"
            })
    void masksWhatOtherLibrariesWrite(String spelled) {
        OutputMask mask = SecretMask.of(Map.of("password", Secret.of("p+w&<>'\"=q")));

        assertThat(mask.apply("[" + spelled + "]")).isEqualTo("[***]");
    }

    @Test
    void returnsATextWithoutSecretsItself() {
        String text = "unpaired \ud800 surrogate";
        assertThat(MaskingStreamTest.masking("something-else").apply(text)).isSameAs(text);
        assertThat(SecretMask.of(Map.of()).apply(text)).isSameAs(text);
    }

    @Test
    void masksCharacters() throws IOException {
        StringWriter seen = new StringWriter();
        try (Writer writer = MaskingStreamTest.masking("geheim-äöü-😀").filter(seen)) {
            for (char half : "<größe 😀 geheim-äöü-😀>".toCharArray()) {
                writer.write(half);
                writer.flush();
            }
        }
        assertThat(seen).hasToString("<größe 😀 ***>");
    }

    @Test
    void passesOnCharactersOfAnyLength() throws IOException {
        String text = "größe 😀 ".repeat(5_000);
        StringWriter seen = new StringWriter();
        try (Writer writer = MaskingStreamTest.masking("geheim-äöü-😀").filter(seen)) {
            writer.write(text);
        }
        assertThat(seen.toString()).isEqualTo(text);
    }

    @Test
    void masksTheLinesOfAKeyHoweverTheyAreEnded() {
        OutputMask mask = MaskingStreamTest.masking(PEM);
        assertThat(mask.apply(PEM)).isEqualTo("***");
        assertThat(mask.apply(PEM.replace("\n", "\r\n"))).isEqualTo("***");
        assertThat(mask.apply(PEM.indent(4)))
                .isEqualTo("    -----BEGIN PRIVATE KEY-----\n    ***\n    ***\n    -----END PRIVATE KEY-----\n");
        assertThat(mask.apply("-----BEGIN PRIVATE KEY-----.")).doesNotContain("***");
    }

    @Test
    void masksASecretOfSeveralLinesHoweverTheyAreEnded() {
        String lines = "first part of it\r\nand the second";
        OutputMask mask = MaskingStreamTest.masking(lines);
        assertThat(mask.apply("<" + lines + ">")).isEqualTo("<***>");
        assertThat(mask.apply("<" + lines.replace("\r", "") + ">")).isEqualTo("<***>");
        assertThat(MaskingStreamTest.masking(lines.replace("\r", "")).apply("<" + lines + ">"))
                .isEqualTo("<***>");
    }

    @Test
    void takesTheLongestSecret() {
        String longest = "Aa1-".repeat(OutputMask.LONGEST / 4);
        assertThat(MaskingStreamTest.masking(longest).apply("<" + longest + ">"))
                .isEqualTo("<***>");
    }

    @Test
    void printsNoSecret() {
        assertThat(MaskingStreamTest.masking("do-not-show-me").toString()).doesNotContain("do-not-show-me");
    }
}
