package io.meepa.verification.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.verification.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The feature matrix and the table of threats name tests that exist. */
final class FeatureMatrixTest {

    private static final Pattern CITED = Pattern.compile("`([A-Z]\\w*Test)(?:\\.(\\w+))?`");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([MGEF]-\\d+[a-c]?) \\|.*\\| (.*) \\|$");

    private final Path repository = Repository.root();

    private String matrix() throws IOException {
        return Files.readString(repository.resolve("docs/feature-matrix.md"));
    }

    @Test
    void citesTestsThatExist() throws IOException {
        Map<String, List<String>> sources = testSources();
        String threats = Files.readString(repository.resolve("docs/security.md"));
        List<String> missing = CITED.matcher(matrix() + threats)
                .results()
                .filter(cited -> !exists(cited, sources))
                .map(MatchResult::group)
                .toList();
        assertThat(missing).isEmpty();
    }

    @Test
    void givesEveryRowATestOrSaysThatItIsOpen() throws IOException {
        List<MatchResult> rows = ROW.matcher(matrix()).results().toList();
        assertThat(rows)
                .hasSizeGreaterThan(100)
                .allSatisfy(row -> assertThat(row.group(2))
                        .as(row.group(1))
                        .matches(cell -> cell.contains("`") || cell.startsWith("open: ")));
    }

    private static boolean exists(MatchResult cited, Map<String, List<String>> sources) {
        List<String> found = sources.getOrDefault(cited.group(1), List.of());
        String method = cited.group(2);
        return method == null
                ? !found.isEmpty()
                : found.stream().anyMatch(source -> source.contains(" " + method + "("));
    }

    private Map<String, List<String>> testSources() throws IOException {
        return Repository.files().stream()
                .filter(file -> file.toString().contains("src/test/java"))
                .filter(file -> file.toString().endsWith("Test.java"))
                .collect(Collectors.groupingBy(
                        file -> file.getFileName().toString().replace(".java", ""),
                        Collectors.mapping(Repository::read, Collectors.toList())));
    }
}
