package io.meepa.examples.terminal.output;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Prints an answer for people: facts, then a table that fits the window; where that is too narrow for columns, row by row.
 */
public final class Table {

    private static final String BOLD = "\u001b[1m";
    private static final String NORMAL = "\u001b[0m";
    private static final int NARROWEST_VALUE = 12;

    private final PrintStream out;
    private final boolean colour;
    private final int width;

    /**
     * Creates a table.
     *
     * @param out where to print
     * @param colour whether the terminal shows colours
     * @param width how many cells a line has
     */
    public Table(PrintStream out, boolean colour, int width) {
        this.out = out;
        this.colour = colour;
        this.width = width;
    }

    /**
     * Prints an answer.
     *
     * @param listing the answer
     */
    public void print(Listing listing) {
        facts(listing.facts(), width).forEach(out::println);
        if (!listing.facts().isEmpty() && !listing.rows().isEmpty()) {
            out.println();
        }
        List<String> rows = rows(listing, width);
        for (int line = 0; line < rows.size(); line++) {
            out.println(colour && line == 0 ? BOLD + rows.get(line) + NORMAL : rows.get(line));
        }
        out.flush();
    }

    /**
     * Returns what would be printed.
     *
     * @param listing the answer
     * @param width how many cells a line has
     * @return the lines, without a control character
     */
    public static List<String> lines(Listing listing, int width) {
        List<String> lines = new ArrayList<>(facts(listing.facts(), width));
        if (!listing.facts().isEmpty() && !listing.rows().isEmpty()) {
            lines.add("");
        }
        lines.addAll(rows(listing, width));
        return lines;
    }

    private static List<String> rows(Listing listing, int width) {
        if (listing.rows().isEmpty()) {
            return List.of();
        }
        List<List<String>> cells = listing.rows().stream()
                .map(row -> row.stream().map(Table::shown).toList())
                .toList();
        return Columns.fitting(listing.titles(), cells, width)
                .map(Columns::lines)
                .orElseGet(() -> blocks(listing.titles(), cells, width));
    }

    private static List<String> blocks(List<String> titles, List<List<String>> rows, int width) {
        int widest = titles.stream().mapToInt(Cells::width).max().orElse(0);
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            if (!lines.isEmpty()) {
                lines.add("");
            }
            for (int column = 0; column < titles.size(); column++) {
                lines.addAll(fact(titles.get(column), row.get(column), widest, width));
            }
        }
        return lines;
    }

    private static List<String> facts(Map<String, Object> facts, int width) {
        int widest = facts.keySet().stream().mapToInt(Cells::width).max().orElse(0);
        return facts.entrySet().stream()
                .flatMap(fact -> fact(fact.getKey(), shown(fact.getValue()), widest, width).stream())
                .toList();
    }

    /** A title, and its value beside it or, where there is no room, below. */
    private static List<String> fact(String title, String value, int widest, int width) {
        boolean beside = width - widest - 2 >= NARROWEST_VALUE;
        int indent = beside ? widest + 2 : 2;
        List<String> lines = new ArrayList<>();
        if (!beside) {
            lines.add(title);
        }
        for (String line : Cells.wrapped(value, Math.max(2, width - indent))) {
            boolean first = beside && lines.isEmpty();
            lines.add((Cells.padded(first ? title : "", indent) + line).stripTrailing());
        }
        return lines;
    }

    private static String shown(Object cell) {
        return Plain.text(
                cell instanceof List<?> list
                        ? list.stream().map(String::valueOf).collect(Collectors.joining(", "))
                        : cell.toString());
    }
}
