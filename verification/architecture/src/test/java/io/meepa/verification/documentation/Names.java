package io.meepa.verification.documentation;

import io.meepa.verification.Repository;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names that Java sources give: of types, methods, fields and variables, and what tests are called. */
final class Names {

    private static final Pattern CALLED = Pattern.compile("@DisplayName\\(([^)]*)\\)");
    private static final Pattern NO_NAME = Pattern.compile(
            "\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\n])*\"|'(?:\\\\.|[^'\\\\\n])+'|/\\*.*?\\*/|//[^\n]*", Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w*");
    private static final Pattern WORD = Pattern.compile("[A-Z]+(?![a-z])|[A-Z]?[a-z]+");

    private Names() {}

    /** Reads all Java sources, tests included. */
    static List<Prose> ofRepository() throws IOException {
        return Repository.files().stream()
                .filter(Names::isSource)
                .map(file -> of(file, Repository.read(file)))
                .toList();
    }

    /** Reads a source's names, each as words: {@code handsOutAToken} is "hands out a token". */
    static Prose of(Path file, String source) {
        Stream<String> names = NAME.matcher(NO_NAME.matcher(source).replaceAll(" "))
                .results()
                .map(MatchResult::group)
                .distinct()
                .map(Names::words);
        Stream<String> called = CALLED.matcher(source).results().map(test -> test.group(1));
        return new Prose(file, Stream.concat(names, called).collect(Collectors.joining("\n")));
    }

    private static String words(String name) {
        return WORD.matcher(name)
                .results()
                .map(word -> word.group().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(" "));
    }

    private static boolean isSource(Path file) {
        String name = file.toString().replace('\\', '/');
        return name.contains("/src/") && name.endsWith(".java");
    }
}
