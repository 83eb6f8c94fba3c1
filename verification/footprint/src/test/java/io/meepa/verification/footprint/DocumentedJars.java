package io.meepa.verification.footprint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The table of jars under the heading "Footprint" of docs/publishing.md. */
final class DocumentedJars {

    private static final Pattern ROW = Pattern.compile("\\| `(?<jar>[a-z0-9-]+)` \\| (?<size>[\\d,]+) \\|.*");

    private DocumentedJars() {}

    /** Sizes in kB of 1000 bytes by the jar's name without version. */
    static SortedMap<String, Long> read() throws IOException {
        SortedMap<String, Long> sizes = new TreeMap<>();
        boolean there = false;
        for (String line : Files.readAllLines(Path.of("..", "..", "docs/publishing.md"))) {
            if (line.startsWith("## ")) {
                there = line.equals("## Footprint");
            }
            Matcher row = ROW.matcher(line);
            if (there && row.matches()) {
                sizes.put(row.group("jar"), Long.valueOf(row.group("size").replace(",", "")));
            }
        }
        return sizes;
    }
}
