package io.meepa.verification.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.verification.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The sample plug-in is what somebody else would write: a project of its own, and small. */
final class CustomProviderTest {

    private static final Pattern DEPENDENCY = Pattern.compile(
            "<dependency>\\s*<groupId>[\\w.]+</groupId>\\s*<artifactId>([\\w-]+)</artifactId>", Pattern.DOTALL);

    private final Path project = Repository.root().resolve("examples/custom-provider");

    @Test
    void hasCoordinatesOfItsOwnAndNoParent() throws IOException {
        assertThat(Files.readString(project.resolve("pom.xml")))
                .doesNotContain("<parent>")
                .contains("<groupId>org.example</groupId>");
    }

    @Test
    void needsContractsRegistrationAndTestkitOnly() throws IOException {
        List<String> artifacts = DEPENDENCY
                .matcher(Files.readString(project.resolve("pom.xml")))
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
        assertThat(artifacts)
                .containsExactly(
                        "meepa-credentials-bom",
                        "meepa-credentials-api",
                        "auto-service-annotations",
                        "meepa-credentials-testkit");
    }

    /** Blank lines, comments and imports aside. */
    @Test
    void isACompleteProviderInAboutAHundredLinesOfCode() throws IOException {
        assertThat(code("postbox")).hasSizeBetween(50, 115);
    }

    private List<String> code(String folder) throws IOException {
        try (Stream<Path> files = Files.walk(project.resolve("src/main/java/org/example/" + folder))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(CustomProviderTest::lines)
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.matches("(//|/?\\*|import |package ).*"))
                    .toList();
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
