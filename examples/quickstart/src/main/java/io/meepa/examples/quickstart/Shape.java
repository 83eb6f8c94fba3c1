package io.meepa.examples.quickstart;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** An encrypted file's shape: its lines, with ciphertext cut short. */
final class Shape {

    private static final Pattern CIPHERTEXT = Pattern.compile("ENC\\[AES256_GCM,data:([^,]{0,6})[^\\]]*,type:(\\w+)]");
    private static final Pattern ARMOUR = Pattern.compile("(-----BEGIN AGE ENCRYPTED FILE-----)[^\"]*");
    private static final int MOST_LINES = 40;

    private Shape() {}

    static List<String> of(String file) {
        List<String> lines = file.lines()
                .map(line -> line.replace("\t", "  "))
                .map(line -> CIPHERTEXT.matcher(line).replaceAll("ENC[$1…,$2]"))
                .map(line -> ARMOUR.matcher(line).replaceAll("$1…"))
                .toList();
        if (lines.size() <= MOST_LINES) {
            return lines;
        }
        int half = MOST_LINES / 2;
        return Stream.of(
                        lines.subList(0, half),
                        List.of("  … " + (lines.size() - 2 * half) + " more lines …"),
                        lines.subList(lines.size() - half, lines.size()))
                .flatMap(List::stream)
                .toList();
    }
}
