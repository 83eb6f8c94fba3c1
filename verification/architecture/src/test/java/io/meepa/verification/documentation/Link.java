package io.meepa.verification.documentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A link of a document to something in the repository.
 *
 * @param document the document, absolute
 * @param target as it is written: a path, a heading, or both
 */
record Link(Path document, String target) {

    private static final Pattern LINK =
            Pattern.compile("\\]\\(([^)\\s]+)\\)|<img[^>]* src=\"([^\"]+)\"|srcset=\"([^\"]+)\"");
    private static final Pattern FENCED = Pattern.compile("(?m)^```.*?^```$", Pattern.DOTALL);
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
    private static final Pattern ELSEWHERE = Pattern.compile("[a-z]+:.*");

    /** Reads the links of a document, but for those to other sites. */
    static List<Link> of(Path document) throws IOException {
        String prose = FENCED.matcher(Files.readString(document)).replaceAll("");
        return LINK.matcher(prose)
                .results()
                .map(link ->
                        link.group(1) != null ? link.group(1) : link.group(2) != null ? link.group(2) : link.group(3))
                .filter(target -> !ELSEWHERE.matcher(target).matches())
                .map(target -> new Link(document, target))
                .toList();
    }

    /** Returns the file or folder that it points to. */
    Path file() {
        String path = target.contains("#") ? target.substring(0, target.indexOf('#')) : target;
        return path.isEmpty() ? document : document.resolveSibling(path).normalize();
    }

    /** Returns whether there is such a file, and such a heading in it. */
    boolean resolves() throws IOException {
        return Files.exists(file()) && (!target.contains("#") || hasHeading(target.substring(target.indexOf('#') + 1)));
    }

    private boolean hasHeading(String anchor) throws IOException {
        String prose = FENCED.matcher(Files.readString(file())).replaceAll("");
        return HEADING.matcher(prose)
                .results()
                .anyMatch(heading -> anchor(heading.group(1)).equals(anchor));
    }

    /** As forges make it: lower case, without punctuation, hyphens for spaces. */
    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT)
                .replaceAll("\\]\\([^)]*\\)", "")
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .strip()
                .replace(' ', '-');
    }
}
