package io.meepa.verification.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.verification.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("docs/limits.md has every limit of the sources, and each row a test that is there")
final class LimitsDocumentTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| (.+) \\| .+ \\| .+ \\| (.+) \\| (.+) \\|$");
    private static final Pattern NAMED = Pattern.compile("`([A-Za-z0-9.]+)\\.([A-Za-z_][A-Za-z0-9_]*)`");
    private static final Pattern TEST = Pattern.compile("@(?:Test|ParameterizedTest|TestFactory)\\b");
    private static final Pattern CONSTANT =
            Pattern.compile("\\b(?:int|long|Duration|List<Duration>|AnswerReader) ([A-Z][A-Z_]+)\\s*=");

    /** So are constants called that bound something; those of a class that is called so all do. */
    private static final Pattern LIMIT = Pattern.compile("(?:MOST|LONGEST|LARGEST|SHORTEST|LEAST|FEWEST|DEEPEST|OLDEST)"
            + "(?:_[A-Z_]+)?|ATTEMPTS|TRIES|RETRIES|LOOKS|CAP|LIFE|[A-Z_]*TIMEOUT|[A-Z_]*PATIENCE");

    private static final Pattern LIMITS = Pattern.compile("[A-Za-z]*Limits");

    /** Sources of those who use the library, and its tools for tests. */
    private static final Set<String> OTHERS = Set.of("meepa-credentials-testkit", "meepa-credentials-standins");

    private static String page = "";
    private static Map<String, Set<String>> constants = Map.of();
    private static Map<String, String> tests = Map.of();

    @BeforeAll
    static void read() throws IOException {
        page = Files.readString(Repository.root().resolve("docs/limits.md"));
        constants = constants();
        tests = tests();
    }

    @Test
    @DisplayName("Each row names tests, all of which are there")
    void testsEachRow() {
        assertThat(ROW.matcher(page).results()).hasSizeGreaterThan(60);
        assertThat(untested(page)).isEmpty();
    }

    @Test
    @DisplayName("Each constant that sets a limit stands on the page, and each that is named is there")
    void namesEachConstant() {
        Set<String> named = new LinkedHashSet<>();
        List<String> faults = new ArrayList<>();
        for (String reference : references(page)) {
            List<String> meant = meant(reference);
            if (meant.size() == 1) {
                named.addAll(meant);
            } else {
                faults.add(reference + " means " + meant);
            }
        }
        assertThat(faults).isEmpty();
        assertThat(limits()).hasSizeGreaterThan(100).allMatch(named::contains, "stands in docs/limits.md");
    }

    @Test
    @DisplayName("A row without a test, with one that is not there, and a constant that is none, are found")
    void findsWhatIsMissing() {
        String row = "| a | b | c | `Limits.DEPTH` | %s |\n";

        assertThat(untested(row.formatted("none"))).containsExactly("a: no test");
        assertThat(untested(row.formatted("`LimitsTest.noSuchTest`"))).containsExactly("a: LimitsTest.noSuchTest");
        assertThat(untested(row.formatted("`NoSuchTest.holdsTheDepth`")))
                .containsExactly("a: NoSuchTest.holdsTheDepth");
        assertThat(untested(row.formatted("`LimitsTest.holdsTheDepth`"))).isEmpty();
        assertThat(meant("Limits.NO_SUCH")).isEmpty();
        assertThat(meant("KeyFile.LONGEST")).hasSize(2);
        assertThat(meant("audit.KeyFile.LONGEST")).hasSize(1);
    }

    private static List<String> untested(String text) {
        List<String> faults = new ArrayList<>();
        Matcher rows = ROW.matcher(text);
        while (rows.find()) {
            String row = rows.group(1);
            if (row.equals("what") || row.equals("---")) {
                continue;
            }
            List<String> named = names(rows.group(3));
            if (named.isEmpty()) {
                faults.add(row + ": no test");
            }
            named.stream().filter(name -> !isTest(name)).forEach(name -> faults.add(row + ": " + name));
        }
        return faults;
    }

    /** A method with a test's annotation between the end of the member before and its name. */
    private static boolean isTest(String name) {
        String source = tests.getOrDefault(name.substring(0, name.indexOf('.')), "");
        int at = source.indexOf("void " + name.substring(name.indexOf('.') + 1) + "(");
        return at >= 0
                && TEST.matcher(source.substring(Math.max(0, source.lastIndexOf("\n    }\n", at)), at))
                        .find();
    }

    private static List<String> references(String text) {
        List<String> all = new ArrayList<>();
        Matcher rows = ROW.matcher(text);
        while (rows.find()) {
            all.addAll(names(rows.group(2)));
        }
        all.addAll(names(text.substring(text.indexOf("## Bounds that refuse nothing"))));
        return all;
    }

    private static List<String> names(String text) {
        return NAMED.matcher(text)
                .results()
                .map(name -> name.group(1) + "." + name.group(2))
                .toList();
    }

    /** The constants whose whole name ends so. */
    private static List<String> meant(String reference) {
        int dot = reference.lastIndexOf('.');
        String type = reference.substring(0, dot);
        return constants.entrySet().stream()
                .filter(known -> ("." + known.getKey()).endsWith("." + type))
                .filter(known -> known.getValue().contains(reference.substring(dot + 1)))
                .map(known -> known.getKey() + reference.substring(dot))
                .toList();
    }

    private static List<String> limits() {
        List<String> all = new ArrayList<>();
        constants.forEach((type, names) -> names.stream()
                .filter(name -> LIMIT.matcher(name).matches()
                        || LIMITS.matcher(type.substring(type.lastIndexOf('.') + 1))
                                .matches())
                .map(name -> type + "." + name)
                .forEach(all::add));
        return all;
    }

    private static Map<String, Set<String>> constants() throws IOException {
        Map<String, Set<String>> found = new TreeMap<>();
        for (Path module : modules()) {
            Path sources = module.resolve("src/main/java");
            for (Path file : OTHERS.contains(module.getFileName().toString()) ? List.<Path>of() : java(sources)) {
                String type =
                        sources.relativize(file).toString().replace('\\', '/').replace('/', '.');
                Set<String> names = new LinkedHashSet<>();
                CONSTANT.matcher(Files.readString(file)).results().forEach(name -> names.add(name.group(1)));
                found.put(type.substring(0, type.length() - ".java".length()), names);
            }
        }
        return found;
    }

    /** The sources of all tests, by the names of their classes; two of one name are one text. */
    private static Map<String, String> tests() throws IOException {
        Map<String, String> found = new HashMap<>();
        for (Path module : modules()) {
            for (Path file : java(module.resolve("src/test/java"))) {
                String name = file.getFileName().toString().replace(".java", "");
                found.merge(name, Files.readString(file), String::concat);
            }
        }
        return found;
    }

    private static List<Path> modules() throws IOException {
        try (Stream<Path> folders = Files.list(Repository.root())) {
            return folders.filter(folder -> folder.getFileName().toString().startsWith("meepa-"))
                    .sorted()
                    .toList();
        }
    }

    private static List<Path> java(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }
}
