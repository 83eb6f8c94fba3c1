package io.meepa.credentials.core.config;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.meepa.credentials.ConfigurationException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever the file holds, reading it ends in a configuration or in the one typed error, told in one line without the
 * parser's words. Seeds are replayed in the normal build; {@code JAZZER_FUZZ=1} searches for real.
 */
class ConfigurationFuzzTest {

    @TempDir
    private static Path folder;

    @FuzzTest(maxDuration = "2h", maxExecutions = 1_000_000)
    void readsOrRefusesAnyFile(byte[] yaml) {
        try {
            require(!Host.writing(folder, yaml).read().namespace().isEmpty());
        } catch (ConfigurationException e) {
            String message = String.valueOf(e.getMessage());
            require(e.getCause() == null && message.lines().count() == 1 && !message.contains("snakeyaml"));
        }
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new AssertionError("a promise was broken");
        }
    }
}
