package io.meepa.verification.benchmarks.report;

import io.meepa.verification.benchmarks.figure.Line;
import io.meepa.verification.benchmarks.figure.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The lines as a table. */
public final class Table {

    private static final List<String> HEAD = List.of("#", "measure", "figure", "quartiles", "target", "");

    private Table() {}

    /**
     * Writes one line while the others are still to come.
     *
     * @param line the line
     * @return the text
     */
    public static String line(Line line) {
        return String.join(" | ", cells(line))
                + (line.result().note().isEmpty() ? "" : " | " + line.result().note());
    }

    /**
     * Writes a table for a terminal.
     *
     * @param lines the lines
     * @return the text
     */
    public static String text(List<Line> lines) {
        List<List<String>> rows = new ArrayList<>(List.of(HEAD));
        lines.forEach(line -> rows.add(cells(line)));
        int[] widths = new int[HEAD.size()];
        rows.forEach(row -> {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        });
        return rows.stream().map(row -> padded(row, widths)).collect(Collectors.joining("\n"));
    }

    /**
     * Writes a table for a page, with what each figure was taken from.
     *
     * @param lines the lines
     * @return the text, with a line feed at its end
     */
    public static String markdown(List<Line> lines) {
        StringBuilder text = new StringBuilder(
                        "| # | measure | figure | quartiles | target | | taken from (medians) |\n")
                .append("| --- | --- | --- | --- | --- | --- | --- |\n");
        for (Line line : lines) {
            text.append("| ")
                    .append(String.join(" | ", cells(line)))
                    .append(" | ")
                    .append(line.result().note())
                    .append(" |\n");
        }
        return text.toString();
    }

    private static List<String> cells(Line line) {
        Result result = line.result();
        return List.of(
                line.id(),
                result.what(),
                Numbers.figure(result),
                Numbers.spread(result),
                Numbers.target(result),
                result.assessment());
    }

    private static String padded(List<String> row, int[] widths) {
        StringBuilder text = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String cell = row.get(column);
            text.append(cell).append(" ".repeat(widths[column] - cell.length() + 2));
        }
        return text.toString().stripTrailing();
    }
}
