package io.meepa.verification.documentation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A fenced block of a document, and what the comment above it says about how it is checked. */
record Block(Path file, int line, String language, Optional<Mark> mark, String text) {

    private static final Pattern FENCE = Pattern.compile("```(\\w*)\\s*");
    private static final Pattern MARK = Pattern.compile("<!-- (given|excerpt|file|unchecked): (.+) -->");

    static List<Block> of(Path file, String document) {
        List<Block> blocks = new ArrayList<>();
        String[] lines = document.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            Matcher fence = FENCE.matcher(lines[i]);
            if (fence.matches()) {
                int end = end(file, lines, i);
                String text = String.join("\n", List.of(lines).subList(i + 1, end));
                Optional<Mark> mark = i == 0 ? Optional.empty() : Mark.of(lines[i - 1]);
                blocks.add(new Block(file, i + 1, fence.group(1), mark, text));
                i = end;
            }
        }
        return blocks;
    }

    private static int end(Path file, String[] lines, int start) {
        for (int i = start + 1; i < lines.length; i++) {
            if (lines[i].strip().equals("```")) {
                return i;
            }
        }
        throw new AssertionError(file + ":" + (start + 1) + ": the block has no end");
    }

    Optional<String> marked(Mark.Kind kind) {
        return mark.filter(found -> found.kind() == kind).map(Mark::value);
    }

    @Override
    public String toString() {
        return file + ":" + line + " " + language;
    }

    /** How a block is checked where its language alone does not say. */
    record Mark(Kind kind, String value) {

        static Optional<Mark> of(String line) {
            Matcher mark = MARK.matcher(line.strip());
            return mark.matches()
                    ? Optional.of(new Mark(Kind.valueOf(mark.group(1).toUpperCase(Locale.ROOT)), mark.group(2)))
                    : Optional.empty();
        }

        enum Kind {
            /** Statements, and the variables that they find, as a list of parameters. */
            GIVEN,
            /** The text stands, line by line, in a file that the build compiles or loads. */
            EXCERPT,
            /** A file of a project that a test of {@code verification/door} makes of the page, builds and runs. */
            FILE,
            /** Not checked, for the reason given. */
            UNCHECKED
        }
    }
}
