package io.meepa.verification.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Dependencies that a page shows, in the project of the guide")
final class PrintedDependenciesTest {

    /** The project of plug-ins.md is that of the template. */
    private static final List<String> ELSEWHERE = List.of("README.md", "docs/getting-started.md", "docs/plug-ins.md");

    @TempDir
    private Path scratch;

    @Test
    @DisplayName("resolve, and bring the libraries that they name")
    void resolve() throws Exception {
        Reader reader = Reader.in(scratch);
        List<String> pages = List.of("docs/many-machines.md", "examples/spring-boot/README.md");
        for (String page : pages) {
            reader.write(
                    pages.indexOf(page) + "/pom.xml",
                    Projects.around(Page.first(Source.read(page), "xml"))
                            .replace("first-agent", "page-" + pages.indexOf(page)));
        }
        reader.write("pom.xml", Projects.of(List.of("0", "1")));

        reader.run("mvn -q package", Map.of());

        assertThat(libraries("0")).contains("meepa-store-postgres", "meepa-store-sops", "postgresql");
        assertThat(libraries("1")).contains("meepa-spring-boot-starter", "meepa-provider-oauth", "spring-boot");
    }

    @Test
    @DisplayName("are on no page that is not tried")
    void areOnNoOtherPage() throws IOException {
        Path root = Source.root();
        List<String> showing;
        try (Stream<Path> files = Stream.of(root.resolve("docs"), root.resolve("examples"), root.resolve("README.md"))
                .flatMap(PrintedDependenciesTest::documents)) {
            showing = files.map(file -> root.relativize(file).toString())
                    .filter(page -> !ELSEWHERE.contains(page))
                    .filter(PrintedDependenciesTest::showsXml)
                    .toList();
        }
        assertThat(showing).containsExactlyInAnyOrder("docs/many-machines.md", "examples/spring-boot/README.md");
    }

    private List<String> libraries(String project) throws IOException {
        try (Stream<Path> files = Files.list(scratch.resolve("folder/" + project + "/target/lib"))) {
            return files.map(file -> file.getFileName().toString().replaceAll("-\\d.*", ""))
                    .collect(Collectors.toList());
        }
    }

    private static boolean showsXml(String page) {
        try {
            return Source.read(page).contains("```xml");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Stream<Path> documents(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files
                    .filter(file -> file.toString().endsWith(".md")
                            && !folder.relativize(file).toString().matches("(.*/)?(target|node_modules)/.*"))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
