package io.meepa.verification.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Documents, Javadoc, comments, messages and names use the field's words; {@code plain-english.txt} lists what they do not use. */
@DisplayName("Plain English")
final class PlainEnglishTest {

    /** A sentence with such a subject names no actor; one per file is enough. */
    private static final Pattern VAGUE_SUBJECT = Pattern.compile("\\b(?:[Nn]obody|[Ss]omebody|[Ww]hoever)\\b");

    @Test
    @DisplayName("uses none of the listed words")
    void usesNoneOfTheListedWords() throws IOException {
        Map<Pattern, String> listed = listed();
        List<String> found = new ArrayList<>();
        for (Prose prose : Prose.ofRepository()) {
            found.addAll(violations(prose, listed));
        }
        assertThat(found).isEmpty();
    }

    @Test
    @DisplayName("uses none of them in names of types, methods, tests and variables, nor in what tests are called")
    void usesNoneOfThemInNames() throws IOException {
        Map<Pattern, String> listed = listed();
        List<String> found = new ArrayList<>();
        for (Prose names : Names.ofRepository()) {
            found.addAll(violations(names, listed));
        }
        assertThat(found).isEmpty();
    }

    @Test
    @DisplayName("has at most one subject per file that names no actor")
    void namesTheActor() throws IOException {
        List<String> found = new ArrayList<>();
        for (Prose prose : Prose.ofRepository()) {
            long vague = VAGUE_SUBJECT.matcher(prose.text()).results().count();
            if (vague > 1) {
                found.add(prose.file() + ": \"nobody\", \"somebody\", \"whoever\" " + vague + " times");
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    @DisplayName("the check finds each kind of violation, and leaves code alone")
    void findsWhatIsPlanted() throws IOException {
        Path file = Path.of("Planted.java");
        String planted = "/** Tells one report an agent. */ class A { String told = \"hands out\"; } // cured\n";
        String harmless = "/** Returns {@code told}, one report per agent. */ class Tells { int cured; }\n";
        assertThat(violations(Prose.ofJava(file, planted), listed())).hasSize(4);
        assertThat(violations(Prose.ofJava(file, harmless), listed())).isEmpty();
        assertThat(violations(Names.of(file, "void handsOutAToken() { int patience = 1; }"), listed()))
                .hasSize(2);
        assertThat(violations(
                        Names.of(file, "@Display" + "Name(\"F-1: \" + \"it tells\") void returnsA() {}"), listed()))
                .hasSize(1);
        assertThat(violations(Names.of(file, "void returnsA() { String text = \"it tells\"; /* told */ }"), listed()))
                .isEmpty();
        assertThat(violations(Prose.ofDocument(Path.of("a.md"), "It `tells`.\n```java\ntold();\n```\n"), listed()))
                .isEmpty();
    }

    private static List<String> violations(Prose prose, Map<Pattern, String> listed) {
        List<String> found = new ArrayList<>();
        listed.forEach((pattern, remedy) -> {
            Matcher matcher = pattern.matcher(prose.text());
            while (matcher.find()) {
                found.add(prose.file() + ": \"" + around(prose.text(), matcher) + "\": say " + remedy);
            }
        });
        return found;
    }

    private static String around(String text, Matcher match) {
        int from = Math.max(0, match.start() - 30);
        int to = Math.min(text.length(), match.end() + 30);
        return text.substring(from, to).replaceAll("\\s+", " ");
    }

    private static Map<Pattern, String> listed() throws IOException {
        try (InputStream list = PlainEnglishTest.class.getResourceAsStream("/plain-english.txt")) {
            String text = new String(Objects.requireNonNull(list).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(line -> line.split("\t", 2))
                    .collect(
                            Collectors.toMap(parts -> Pattern.compile(parts[0], Pattern.MULTILINE), parts -> parts[1]));
        }
    }
}
