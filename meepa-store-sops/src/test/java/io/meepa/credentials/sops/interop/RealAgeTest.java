package io.meepa.credentials.sops.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.sops.Identities;
import io.meepa.credentials.sops.Identity;
import io.meepa.credentials.sops.SopsDocument;
import io.meepa.credentials.sops.tree.EncryptionRule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our identities and wrapped keys with the real age and age-keygen. */
class RealAgeTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    @TempDir
    Path folder;

    @Test
    void readsWhatAgeKeygenWrites() throws Exception {
        byte[] file = run(Programs.onPath("age-keygen").toString());
        Identity identity = Identities.parse(file).all().get(0);

        assertThat(new String(file, StandardCharsets.UTF_8)).contains("# public key: " + identity.recipient());
    }

    @Test
    void writesWhatAgeKeygenReads() throws Exception {
        Identity identity = Identity.generate();
        Path file = write("key.txt", identity.file(NOW).withBytes(byte[]::clone));

        String recipient = new String(
                run(Programs.onPath("age-keygen").toString(), "-y", file.toString()), StandardCharsets.UTF_8);
        assertThat(recipient.strip()).isEqualTo(identity.recipient().toString());
    }

    @Test
    void wrapsDataKeysThatAgeOpens() throws Exception {
        Path age = Programs.onPath("age");
        Identity identity = Identity.generate();
        Path key = write("key.txt", identity.file(NOW).withBytes(byte[]::clone));
        byte[] file = SopsDocument.create(EncryptionRule.standard(), List.of(identity.recipient()))
                .save(NOW);
        Matcher enc = Pattern.compile("\"enc\": \"([^\"]*)\"").matcher(new String(file, StandardCharsets.UTF_8));
        assertThat(enc.find()).isTrue();
        Path blob = write("key.age", enc.group(1).replace("\\n", "\n").getBytes(StandardCharsets.UTF_8));

        assertThat(Files.size(blob)).isEqualTo(385);
        assertThat(run(age.toString(), "-d", "-i", key.toString(), blob.toString()))
                .hasSize(32);
    }

    private Path write(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    private byte[] run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectError(folder.resolve("errors.txt").toFile())
                .start();
        byte[] out = process.getInputStream().readAllBytes();
        assertThat(process.waitFor()).as("exit code of %s", command[0]).isZero();
        return out;
    }
}
