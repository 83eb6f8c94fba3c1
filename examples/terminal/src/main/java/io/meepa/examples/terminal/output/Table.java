package io.meepa.examples.terminal.output;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Prints answers for people: as wide as their contents, neutralised, with a bold head on terminals that show it. */
public final class Table {

    private static final String BOLD = "\u001b[1m";
    private static final String NORMAL = "\u001b[0m";

    private final PrintStream out;
    private final boolean colour;

    /**
     * Creates a printer.
     *
     * @param out where to
     * @param colour whether the terminal shows colours
     */
    public Table(PrintStream out, boolean colour) {
        this.out = out;
        this.colour = colour;
    }

    /**
     * Prints an answer.
     *
     * @param listing the answer
     */
    public void print(Listing listing) {
        int widest =
                listing.facts().keySet().stream().mapToInt(String::length).max().orElse(0);
        listing.facts().forEach((title, value) -> out.println(padded(title, widest) + "  " + shown(value)));
        if (!listing.facts().isEmpty() && !listing.rows().isEmpty()) {
            out.println();
        }
        if (!listing.rows().isEmpty()) {
            print(listing.titles(), listing.rows());
        }
        out.flush();
    }

    private void print(List<String> titles, List<List<Object>> rows) {
        List<List<String>> cells = rows.stream()
                .map(row -> row.stream().map(Table::shown).toList())
                .toList();
        List<Integer> widths = java.util.stream.IntStream.range(0, titles.size())
                .mapToObj(column -> width(titles.get(column), column, cells))
                .toList();
        String head = line(
                titles.stream().map(title -> title.toUpperCase(Locale.ROOT)).toList(), widths);
        out.println(colour ? BOLD + head + NORMAL : head);
        cells.forEach(row -> out.println(line(row, widths)));
    }

    private static int width(String title, int column, List<List<String>> cells) {
        return Math.max(
                title.length(),
                cells.stream().mapToInt(row -> row.get(column).length()).max().orElse(0));
    }

    private static String line(List<String> cells, List<Integer> widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < cells.size(); column++) {
            line.append(padded(cells.get(column), widths.get(column))).append("  ");
        }
        return line.toString().stripTrailing();
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private static String shown(Object cell) {
        return Plain.text(
                cell instanceof List<?> list
                        ? list.stream().map(String::valueOf).collect(Collectors.joining(", "))
                        : cell.toString());
    }
}
