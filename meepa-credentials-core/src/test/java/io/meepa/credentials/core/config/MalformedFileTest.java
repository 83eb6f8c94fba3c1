package io.meepa.credentials.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MalformedFileTest {

    private static final String CANARY = "c4n4ry";

    @TempDir
    private Path folder;

    private String refusal(String yaml) {
        return Host.writing(folder, yaml).refusal();
    }

    private String at(int line, String why) {
        return folder.resolve("config.yaml") + ":" + line + ": " + why;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "2 ; a: 1~b: 'V",
                "2 ; a: [1~b: V",
                "2 ; a: 1~b: V: x",
                "2 ; a: 1~@V",
                "2 ; a: {~V: [x}",
                "1 ; {V",
                "2 ; a: 1~? [V]",
                "2 ; a: 1~*V : 1",
                "3 ; a: |~  x~ V: 1",
            })
    void namesTheLineAndNotTheText(int line, String yaml) {
        String message = refusal(yaml.replace('~', '\n').replace("V", CANARY));

        assertThat(message)
                .matches(
                        "(?s).*config\\.yaml:[0-9]+: is not valid YAML; check indentation, quotes, brackets and colons.*")
                .doesNotContain(CANARY);
        assertThat(message).contains("config.yaml:" + line + ": ");
    }

    @Test
    void distinguishesTabsFromOtherMistakes() {
        assertThat(refusal("credentials:\n\tenabled: true\n"))
                .isEqualTo(at(2, "is not valid YAML; indent with spaces, not tabs"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"- a\n- b\n", "hello\n", "5", "[1]"})
    void mustBeAMapping(String yaml) {
        assertThat(refusal(yaml))
                .contains("must be a mapping of keys to values")
                .doesNotContain("hello");
    }

    @Test
    void mustBeOneDocument() {
        assertThat(refusal("credentials: {enabled: false}\n---\ncredentials: {enabled: true}\n"))
                .isEqualTo(at(3, "begins a second document; keep one"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{a: ", "- "})
    void mustNotBeNestedDeeply(String opening) {
        assertThat(refusal("a: 1\nb:\n  " + opening.repeat(10_000)))
                .isEqualTo(at(3, "is nested deeper than 64 levels; flatten it"));
    }

    @Test
    void mustNotBeLarge() {
        assertThat(refusal("# " + "x".repeat(1 << 20))).contains("config.yaml: is larger than 1 MiB");
    }

    @Test
    void mayBeAsLargeAsTheLimit() {
        String yaml = "credentials: {enabled: true} #\n";
        String line = "#" + "x".repeat((1 << 16) - 2) + "\n";

        assertThat(Host.writing(folder, yaml + line.repeat(15) + "#".repeat((1 << 16) - yaml.length()))
                        .read()
                        .enabled())
                .isTrue();
    }

    @Test
    void mustNotHaveEndlessLines() {
        assertThat(refusal("a: 1\n#" + "x".repeat(1 << 16))).isEqualTo(at(2, "is longer than 64 KiB; fold it"));
    }

    @Test
    void mustBeUtf8() {
        byte[] latin = "a: 1\nb: \u00e4 c4n4ry".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(Host.writing(folder, latin).refusal()).isEqualTo(at(2, "is not UTF-8; save it as UTF-8"));
    }

    @Test
    void mustNotBreakOffWithinACharacter() {
        byte[] cut = {'a', ':', ' ', (byte) 0xE2, (byte) 0x82};

        assertThat(Host.writing(folder, cut).refusal()).isEqualTo(at(1, "is not UTF-8; save it as UTF-8"));
    }

    @Test
    void mustNotHaveControlCharacters() {
        assertThat(refusal("a: 1\nb: \"c4n4ry\u0007\"\n")).isEqualTo(at(2, "contains a control character; remove it"));
    }

    @Test
    void mayBeginWithAByteOrderMark() {
        assertThat(Host.writing(folder, "\uFEFFcredentials: {enabled: true}")
                        .read()
                        .enabled())
                .isTrue();
    }

    @Test
    void mayHaveWindowsLineEnds() {
        assertThat(refusal("credentials:\r\n  enabled: true\r\n  emial: {}\r\n"))
                .contains("config.yaml:3: ");
    }

    @Test
    void mustExist() {
        assertThat(Host.withFile(folder.resolve("absent.yaml")).refusal())
                .isEqualTo(folder.resolve("absent.yaml") + ": does not exist; create it or name another file");
    }

    @Test
    void mustBeAFile() {
        assertThat(Host.withFile(folder).refusal())
                .isEqualTo(folder + ": is no regular file; name the gateway's config.yaml");
    }

    @Test
    void mayBeBehindALink() throws IOException {
        Path file = Files.writeString(folder.resolve("real.yaml"), "credentials: {enabled: true}");
        Path link = Files.createSymbolicLink(folder.resolve("config.yaml"), file);

        assertThat(Host.withFile(link).read().enabled()).isTrue();
    }
}
