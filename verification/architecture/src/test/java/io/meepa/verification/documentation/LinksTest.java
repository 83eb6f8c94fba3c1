package io.meepa.verification.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.verification.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Links of the documents")
final class LinksTest {

    private final Path repository = Repository.root();

    @Test
    @DisplayName("point to what is there")
    void pointToWhatIsThere() throws IOException {
        List<Link> broken = new ArrayList<>();
        int links = 0;
        for (Path document : Documents.files()) {
            for (Link link : Link.of(document)) {
                links++;
                if (!link.resolves()) {
                    broken.add(link);
                }
            }
        }
        assertThat(broken).isEmpty();
        assertThat(links).isGreaterThan(100);
    }

    @Test
    @DisplayName("lead from the index to every page")
    void leadFromTheIndexToEveryPage() throws IOException {
        assertThat(linked("docs/README.md")).containsAll(pages("docs"));
        assertThat(linked("docs/providers/README.md")).containsAll(pages("docs/providers"));
        assertThat(linked("docs/connections.md")).containsAll(pages("docs/connections"));
    }

    @Test
    @DisplayName("lead from the index to every example")
    void leadFromTheIndexToEveryExample() throws IOException {
        Set<Path> examples;
        try (Stream<Path> children = Files.list(repository.resolve("examples"))) {
            examples = children.filter(child -> Files.exists(child.resolve("pom.xml")))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
        Set<Path> linked = linked("examples/README.md").stream()
                .map(target -> Files.isDirectory(target) ? target : target.getParent())
                .collect(Collectors.toSet());
        assertThat(linked).containsAll(examples);
    }

    @Test
    @DisplayName("follow one credential through ARCHITECTURE.md in ten steps, each with a link into the sources")
    void followOneCredentialInTenSteps() throws IOException {
        String architecture = Files.readString(repository.resolve("ARCHITECTURE.md"));
        List<String> steps = architecture
                .substring(architecture.indexOf("### Follow one credential"))
                .lines()
                .dropWhile(line -> !line.startsWith("1. "))
                .takeWhile(line -> !line.isEmpty())
                .toList();
        assertThat(steps).hasSize(10).allMatch(step -> step.contains(".java)"));
    }

    @Test
    @DisplayName("are found where they are broken")
    void areFoundWhereTheyAreBroken(@TempDir Path folder) throws IOException {
        Path document = Files.writeString(
                folder.resolve("a.md"),
                "# What it's for\n[there](a.md) [heading](#what-its-for) [site](https://example.com)"
                        + " [no file](b.md) [no heading](a.md#why)\n```\n[code](c.md)\n```\n");

        List<Link> links = Link.of(document);

        assertThat(links).extracting(Link::target).containsExactly("a.md", "#what-its-for", "b.md", "a.md#why");
        assertThat(links.get(0).resolves()).isTrue();
        assertThat(links.get(1).resolves()).isTrue();
        assertThat(links.get(2).resolves()).isFalse();
        assertThat(links.get(3).resolves()).isFalse();
    }

    private Set<Path> linked(String document) throws IOException {
        return Link.of(repository.resolve(document)).stream().map(Link::file).collect(Collectors.toSet());
    }

    private List<Path> pages(String folder) throws IOException {
        try (Stream<Path> files = Files.list(repository.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> !file.endsWith("README.md"))
                    .sorted()
                    .toList();
        }
    }
}
