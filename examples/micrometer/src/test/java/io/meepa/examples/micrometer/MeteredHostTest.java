package io.meepa.examples.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MeteredHostTest {

    @TempDir
    private Path home;

    @Test
    void printsTheMeters() throws IOException {
        Path configuration = Files.writeString(
                home.resolve("config.yaml"),
                "credentials: {credential_store: {provider: none}}\nagents: [{id: meepa}]\n");
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            MeteredHost.main(new String[] {configuration.toString(), home.toString()});
        } finally {
            System.setOut(before);
        }

        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("meepa.credentials.open");
    }
}
