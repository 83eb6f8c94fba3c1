package io.meepa.examples.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("F-703: another starter's older Jackson stops the start with one sentence")
final class OlderJacksonTest {

    private static final Path OLDER = Path.of("target", "older");

    @TempDir
    private Path folder;

    @Test
    @DisplayName("which names what is needed, what was found and what to raise")
    void isSaidAtStart() throws IOException, InterruptedException {
        List<Path> libraries = ExtractedJar.into(folder.resolve("application")).libraries();
        RunningJar stopped = ExtractedJar.run(withOlderJackson(libraries), folder);

        assertThat(ExtractedJar.run(libraries, folder).exitCode()).isZero();
        assertThat(stopped.exitCode()).isNotZero();
        assertThat(stopped.output())
                .contains("APPLICATION FAILED TO START")
                .contains(
                        "Meepa Credentials needs Jackson 2.18.0 or newer, and the path has jackson-core 2.17.3: raise the"
                                + " version of com.fasterxml.jackson:jackson-bom")
                .doesNotContain("\tat ", "Caused by", "org.springframework.beans");
    }

    private static List<Path> withOlderJackson(List<Path> libraries) throws IOException {
        try (Stream<Path> older = Files.list(OLDER)) {
            List<Path> jars = older.map(Path::toAbsolutePath).toList();
            return libraries.stream()
                    .map(library -> jars.stream()
                            .filter(jar -> artifact(jar).equals(artifact(library)))
                            .findFirst()
                            .orElse(library))
                    .toList();
        }
    }

    private static String artifact(Path jar) {
        return jar.getFileName().toString().replaceFirst("-[0-9].*", "");
    }
}
