package io.meepa.verification.sinks;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.model.Secret;
import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("F-05, R13: what was closed is gone from the heap, though the host still holds the closed object")
final class HeapDumpTest {

    private static final List<Charset> IN_MEMORY =
            List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE);

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"no-store", "none", "sops"})
    void holdsTheSecretOnlyUntilItIsClosed(String store) throws Exception {
        String seed = UUID.randomUUID().toString();

        run(store, seed);

        String secret = new String(HeapHost.derive(seed), StandardCharsets.UTF_8);
        assertThat(formsIn("open.hprof", secret))
                .as("the search finds what is there")
                .isNotEmpty();
        assertThat(formsIn("closed.hprof", secret)).isEmpty();
        assertThat(formsIn("closed.hprof", HeapHost.class.getName()))
                .as("a heap")
                .isNotEmpty();
    }

    @Test
    @DisplayName("a secret's equality and hash are those of the object")
    void reportsNothingByEquality() throws ReflectiveOperationException {
        assertThat(Secret.class.getMethod("equals", Object.class).getDeclaringClass())
                .isEqualTo(Object.class);
        assertThat(Secret.class.getMethod("hashCode").getDeclaringClass()).isEqualTo(Object.class);
        assertThat(Secret.class).isFinal();
        assertThat(Comparable.class.isAssignableFrom(Secret.class)).isFalse();
    }

    private void run(String store, String seed) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Path output = folder.resolve("output.txt");
        Process host = new ProcessBuilder(
                        java,
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HeapHost.class.getName(),
                        store,
                        folder.toString(),
                        seed)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(host.waitFor()).as(() -> text(output)).isZero();
        assertThat(new File(folder.toFile(), "closed.hprof")).exists();
    }

    private List<Charset> formsIn(String dump, String text) throws IOException {
        String bytes = Files.readString(folder.resolve(dump), StandardCharsets.ISO_8859_1);
        return IN_MEMORY.stream()
                .filter(charset -> bytes.contains(new String(text.getBytes(charset), StandardCharsets.ISO_8859_1)))
                .toList();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "no output";
        }
    }
}
