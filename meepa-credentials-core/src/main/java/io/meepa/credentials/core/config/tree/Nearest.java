package io.meepa.credentials.core.config.tree;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.TreeSet;

/** Finds what was probably meant. */
public final class Nearest {

    private static final int LONGEST = 128;

    private Nearest() {}

    /** Returns the rest of a sentence: the nearest name if one is near, else all there are. */
    public static String hint(String given, Collection<String> known) {
        return to(given, known)
                .map(name -> "; did you mean " + name + "?")
                .orElseGet(() -> known.isEmpty() ? "; remove it" : "; known are " + listed(known));
    }

    /** Returns the rest of a sentence: the nearest name if one is near, and always all there are. */
    public static String choices(String given, Collection<String> known) {
        return to(given, known).map(name -> "; did you mean " + name + "?").orElse("") + "; known are " + listed(known);
    }

    /** Returns the names, sorted. */
    public static String listed(Collection<String> known) {
        return String.join(", ", new TreeSet<>(known));
    }

    /** Returns the nearest name, if one is near. */
    public static Optional<String> to(String given, Collection<String> known) {
        if (given.length() > LONGEST) {
            return Optional.empty();
        }
        int furthest = Math.max(2, given.length() / 3);
        return new TreeSet<>(known)
                .stream()
                        .min(Comparator.comparingInt(name -> distance(given, name)))
                        .filter(name -> distance(given, name) <= furthest);
    }

    /** Levenshtein's distance, with two neighbours swapped counting as one. */
    static int distance(String left, String right) {
        int[][] cost = new int[left.length() + 1][right.length() + 1];
        for (int i = 0; i <= left.length(); i++) {
            for (int j = 0; j <= right.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, left, right, i, j);
            }
        }
        return cost[left.length()][right.length()];
    }

    private static int cheapest(int[][] cost, String left, String right, int i, int j) {
        int changed = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
        int least = Math.min(cost[i - 1][j - 1] + changed, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        boolean swapped = i > 1
                && j > 1
                && left.charAt(i - 1) == right.charAt(j - 2)
                && left.charAt(i - 2) == right.charAt(j - 1);
        return swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
    }
}
