package io.meepa.credentials.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.error.ConfigurationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever happens to the file, reading it ends in a configuration or in the one typed error. */
class MutilatedFileTest {

    private static final int TRIES = 600;
    private static final List<String> DEBRIS = List.of(
            "\t",
            "\n",
            ":",
            ": ",
            "- ",
            "[",
            "]",
            "{",
            "}",
            "&a ",
            "*a",
            "!t ",
            "!!binary ",
            "|",
            ">",
            "'",
            "\"",
            "#",
            "---\n",
            "<<: *a\n",
            "~",
            "? ",
            "0x",
            "1e9",
            "%",
            "@",
            "`",
            "\\",
            "\u00e9",
            "\uFEFF",
            "\u2028");

    @TempDir
    private Path folder;

    @Test
    void endsInAConfigurationOrATypedError() throws IOException {
        String sample = Files.readString(Path.of("..", "docs", "sample-config.yaml"));
        Random random = new Random(20261121);
        int refused = 0;
        for (int i = 0; i < TRIES; i++) {
            refused += isRefused(mutilated(sample, random)) ? 1 : 0;
        }

        assertThat(refused).isBetween(TRIES / 4, TRIES - 1);
    }

    private boolean isRefused(String yaml) {
        try {
            Host.writing(folder, yaml.getBytes(StandardCharsets.UTF_8)).read();
            return false;
        } catch (ConfigurationException e) {
            assertThat(e).hasNoCause();
            assertThat(e.getMessage()).doesNotContain("snakeyaml", "Source:", "\n");
            return true;
        }
    }

    private static String mutilated(String yaml, Random random) {
        StringBuilder text = new StringBuilder(yaml);
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(3)) {
                case 0 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(20)));
                case 1 -> text.insert(at, DEBRIS.get(random.nextInt(DEBRIS.size())));
                default -> text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(80))));
            }
        }
        return text.toString();
    }
}
