package io.meepa.verification.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The template of a plug-in, copied out of the repository")
final class PluginTemplateTest {

    private static final String TEMPLATE = "examples/plugin-template";
    private static final String PAGE = "examples/plugin-template/README.md";

    @TempDir
    private Path scratch;

    @Test
    @DisplayName("is built, keeps the contract, lists what that skipped, and is found by a host")
    void isBuiltAndFound() throws Exception {
        Reader reader = Reader.in(scratch);
        for (Path file : files()) {
            reader.write(Source.root().resolve(TEMPLATE).relativize(file).toString(), Files.readString(file));
        }
        Page page = Page.parse(Source.read(PAGE));

        assertThat(page.steps()).startsWith(new Step.Commands("mvn verify\n"));
        String built = reader.run("mvn verify", Map.of());

        assertThat(built)
                .contains("BUILD SUCCESS")
                .containsPattern("AcmeProviderTest: \\d+ of \\d+ parts of the contract were skipped:")
                .contains("leavesAStrangersResourceAlone: the upstream cannot be occupied");
        reader.write("config.yaml", page.file("config.yaml"));
        assertThat(Jvm.ofTheseTests()
                        .with(scratch.resolve("folder/target/acme-credentials-1.0.0.jar"))
                        .run(scratch.resolve("folder"), PlanningHost.class, "config.yaml"))
                .contains("email acme");
    }

    private static List<Path> files() throws IOException {
        Path template = Source.root().resolve(TEMPLATE);
        try (Stream<Path> files = Files.walk(template)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !template.relativize(file).startsWith("target"))
                    .toList();
        }
    }
}
