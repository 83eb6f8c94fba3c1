package io.meepa.verification.documentation;

import io.meepa.verification.Repository;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The English of one file, without its code.
 *
 * @param file below the repository
 * @param text comments and messages of a Java file, or a document without its fenced blocks and code spans
 */
record Prose(Path file, String text) {

    private static final Pattern JAVA = Pattern.compile(
            "\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\n])*\"|'(?:\\\\.|[^'\\\\\n])+'|/\\*.*?\\*/|//[^\n]*", Pattern.DOTALL);
    private static final Pattern CODE_IN_COMMENT = Pattern.compile(
            "<pre>.*?</pre>|\\{@(?:code|link|linkplain|literal) [^}]*}|@(?:see|param|throws) \\S+", Pattern.DOTALL);
    private static final Pattern CODE_IN_DOCUMENT =
            Pattern.compile("(?m)^```.*?^```$|`[^`\n]*`|\\]\\([^)]*\\)", Pattern.DOTALL);

    /** Reads all documents and the Java sources of everything that is published or shown. */
    static List<Prose> ofRepository() throws IOException {
        return Repository.files().stream().filter(Prose::isProse).map(Prose::of).toList();
    }

    static Prose ofJava(Path file, String source) {
        String comments = JAVA.matcher(source)
                .results()
                .map(MatchResult::group)
                .filter(part -> !part.startsWith("'"))
                .collect(Collectors.joining("\n"));
        return new Prose(file, CODE_IN_COMMENT.matcher(comments).replaceAll(""));
    }

    static Prose ofDocument(Path file, String document) {
        return new Prose(file, CODE_IN_DOCUMENT.matcher(document).replaceAll(""));
    }

    private static boolean isProse(Path file) {
        String name = file.toString().replace('\\', '/');
        boolean source = name.contains("src/main/java/") && name.endsWith(".java");
        return source || name.endsWith(".md");
    }

    private static Prose of(Path file) {
        String text = Repository.read(file);
        return file.toString().endsWith(".md") ? ofDocument(file, text) : ofJava(file, text);
    }
}
