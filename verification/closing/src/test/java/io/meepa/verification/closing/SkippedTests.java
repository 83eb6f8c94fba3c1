package io.meepa.verification.closing;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The tests of a build that were skipped.
 *
 * @param reasons why, one for each test
 */
record SkippedTests(List<String> reasons) {

    /** How a test names the program that it needs. */
    private static final Pattern PROGRAM = Pattern.compile("needs the program ([a-z0-9-]+)");

    SkippedTests {
        reasons = List.copyOf(reasons);
    }

    /** Returns how many tests each missing program cost. */
    Map<String, Integer> byProgram() {
        Map<String, Integer> counts = new TreeMap<>();
        for (String reason : reasons) {
            Matcher program = PROGRAM.matcher(reason);
            if (program.find()) {
                counts.merge(program.group(1), 1, Integer::sum);
            }
        }
        return counts;
    }

    /** Returns the programs that were to be here, and that a test missed. */
    Set<String> missing(Set<String> mandatory) {
        return byProgram().keySet().stream().filter(mandatory::contains).collect(Collectors.toSet());
    }

    /** Returns the closing line. */
    String line() {
        Map<String, Integer> programs = byProgram();
        int missed = programs.values().stream().mapToInt(Integer::intValue).sum();
        String install = programs.isEmpty()
                ? ""
                : programs.entrySet().stream()
                        .map(entry -> entry.getKey() + " (" + entry.getValue() + ")")
                        .collect(Collectors.joining(", ", "; to run them, install ", ""));
        return "skipped tests: " + missed + " for want of a program, " + (reasons.size() - missed)
                + " for other reasons" + install;
    }
}
