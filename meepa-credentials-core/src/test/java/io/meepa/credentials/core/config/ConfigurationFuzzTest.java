package io.meepa.credentials.core.config;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.meepa.credentials.error.ConfigurationException;
import io.meepa.verification.watch.Allowance;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever the file holds, reading it ends in a configuration or in the one typed error, in one line without the
 * parser's words. Seeds are replayed in the normal build; {@code JAZZER_FUZZ=1} searches for real.
 */
class ConfigurationFuzzTest {

    private static final String PARSER = "snakeyaml";

    @TempDir
    private static Path folder;

    @FuzzTest(maxDuration = "2h", maxExecutions = 1_000_000)
    void readsOrRefusesAnyFile(byte[] yaml) {
        Allowance.hold(() -> read(yaml));
    }

    private static void read(byte[] yaml) {
        try {
            require(!Host.writing(folder, yaml).read().namespace().isEmpty());
        } catch (ConfigurationException e) {
            String message = String.valueOf(e.getMessage());
            require(e.getCause() == null && message.lines().count() == 1);
            require(!message.contains(PARSER) || new String(yaml, StandardCharsets.UTF_8).contains(PARSER));
        }
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new AssertionError("a promise was broken");
        }
    }
}
