package io.meepa.examples.terminal.output;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** Rows of cells under titles, in columns that fit a width. Cells that are too long continue below. */
final class Columns {

    private static final int GAP = 2;

    private final List<List<String>> rows;
    private final int[] widths;

    private Columns(List<List<String>> rows, int[] widths) {
        this.rows = rows;
        this.widths = widths;
    }

    /** Returns columns, or empty if even the narrowest are too wide. */
    static Optional<Columns> fitting(List<String> titles, List<List<String>> cells, int width) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(titles.stream().map(title -> title.toUpperCase(Locale.ROOT)).toList());
        rows.addAll(cells);
        int[] natural = IntStream.range(0, titles.size())
                .map(column -> widest(rows, column))
                .toArray();
        int[] least = IntStream.range(0, titles.size())
                .map(column -> longestPiece(rows, column))
                .toArray();
        if (total(least) > width) {
            return Optional.empty();
        }
        while (total(natural) > width) {
            natural[mostToGive(natural, least)]--;
        }
        return Optional.of(new Columns(rows, natural));
    }

    /** Returns the lines, that of the titles first. */
    List<String> lines() {
        return rows.stream().flatMap(row -> lines(row).stream()).toList();
    }

    private List<String> lines(List<String> row) {
        List<List<String>> wrapped = new ArrayList<>();
        for (int column = 0; column < row.size(); column++) {
            wrapped.add(Cells.wrapped(row.get(column), Math.max(2, widths[column])));
        }
        int height = wrapped.stream().mapToInt(List::size).max().orElse(1);
        return IntStream.range(0, height).mapToObj(line -> line(wrapped, line)).toList();
    }

    private String line(List<List<String>> wrapped, int index) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < wrapped.size(); column++) {
            List<String> cell = wrapped.get(column);
            line.append(Cells.padded(index < cell.size() ? cell.get(index) : "", widths[column] + GAP));
        }
        return line.toString().stripTrailing();
    }

    private static int mostToGive(int[] widths, int[] least) {
        int chosen = -1;
        for (int column = 0; column < widths.length; column++) {
            boolean gives = widths[column] > least[column];
            if (gives && (chosen < 0 || widths[column] > widths[chosen])) {
                chosen = column;
            }
        }
        return chosen;
    }

    private static int total(int[] widths) {
        return Arrays.stream(widths).sum() + GAP * (widths.length - 1);
    }

    private static int widest(List<List<String>> rows, int column) {
        return rows.stream().mapToInt(row -> Cells.width(row.get(column))).max().orElse(0);
    }

    private static int longestPiece(List<List<String>> rows, int column) {
        return rows.stream()
                .mapToInt(row -> Cells.longestPiece(row.get(column)))
                .max()
                .orElse(0);
    }
}
