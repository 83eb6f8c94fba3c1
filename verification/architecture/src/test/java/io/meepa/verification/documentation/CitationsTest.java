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
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Rules and rows that sources cite by number are explained in {@code docs/design-rules.md} or the feature matrix. */
final class CitationsTest {

    private static final Pattern CITED = Pattern.compile("\\b([BEFGMW]-\\d{2}[a-c]?|[QRS]\\d{1,2})\\b");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([BEFGMW]-\\d{2}[a-c]?|[QRS]\\d{1,2}) \\|");
    private static final Pattern RULE_IN_WORDS = Pattern.compile("\\b[Rr]ule \\d+\\b");

    @Test
    @DisplayName("every cited rule and row is explained")
    void explainsEveryCitation() throws IOException {
        Set<String> explained = explained();
        assertThat(explained).hasSizeGreaterThan(100);
        List<String> unexplained = new ArrayList<>();
        for (Prose prose : sources()) {
            CITED.matcher(prose.text())
                    .results()
                    .map(cited -> cited.group(1))
                    .filter(code -> !explained.contains(code))
                    .forEach(code -> unexplained.add(prose.file() + ": " + code));
        }
        assertThat(unexplained).isEmpty();
    }

    @Test
    @DisplayName("a rule is cited by its code alone")
    void citesRulesByTheirCode() throws IOException {
        assertThat(sources().stream()
                        .filter(prose -> RULE_IN_WORDS.matcher(prose.text()).find())
                        .map(Prose::file))
                .as("cite the code alone, such as R10")
                .isEmpty();
    }

    private static Set<String> explained() throws IOException {
        Path docs = Repository.root().resolve("docs");
        String rows =
                Files.readString(docs.resolve("design-rules.md")) + Files.readString(docs.resolve("feature-matrix.md"));
        return ROW.matcher(rows).results().map(row -> row.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Prose> sources() throws IOException {
        return Repository.files().stream()
                .filter(file -> file.toString().endsWith(".java"))
                .map(file -> Prose.ofJava(file, Repository.read(file)))
                .toList();
    }
}
