package io.meepa.verification.benchmarks.report;

import io.meepa.verification.benchmarks.figure.Line;
import io.meepa.verification.benchmarks.figure.Result;
import io.meepa.verification.benchmarks.figure.Spread;
import io.meepa.verification.benchmarks.figure.Target;
import java.util.List;
import java.util.Locale;

/**
 * A picture of how much of each target was used, on a logarithmic scale: a bar that ends left of the line met it. Blue and
 * orange can be distinguished by everybody, a hatch distinguishes them in grey, and the text follows light and dark.
 */
public final class Chart {

    private static final int WIDTH = 1240;
    private static final int NAME = 660;
    private static final int PLOT = 330;
    private static final int ROW = 26;
    private static final int TOP = 56;
    private static final double LEAST = 1.0 / 64;
    private static final double MOST = 4;

    private static final String STYLE = """
            <style>
              text { font: 13px system-ui, sans-serif; fill: #24292f; }
              .soft { fill: #57606a; }
              .grid { stroke: #d0d7de; }
              .limit { stroke: #24292f; stroke-width: 2; }
              .met { fill: #0072b2; }
              .missed { fill: #d55e00; }
              .range { stroke: #24292f; stroke-width: 1.5; }
              @media (prefers-color-scheme: dark) {
                text { fill: #e6edf3; }
                .soft { fill: #9198a1; }
                .grid { stroke: #3d444d; }
                .limit, .range { stroke: #e6edf3; }
                .met { fill: #56b4e9; }
                .missed { fill: #e69f00; }
              }
            </style>
            <defs>
              <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                <rect class="missed" width="6" height="6"/>
                <line x1="0" y1="0" x2="0" y2="6" stroke="#000000" stroke-width="1.5" stroke-opacity="0.55"/>
              </pattern>
            </defs>
            """;

    private final StringBuilder svg = new StringBuilder();

    private Chart() {}

    /**
     * Draws.
     *
     * @param lines the lines; those without a target are left out
     * @return the SVG
     */
    public static String of(List<Line> lines) {
        return new Chart()
                .draw(lines.stream()
                        .filter(line -> line.result().target().kind() != Target.Kind.NONE)
                        .filter(line -> line.result().figure().isPresent())
                        .toList());
    }

    private String draw(List<Line> lines) {
        int height = TOP + lines.size() * ROW + 16;
        add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" role=\"img\""
                        + " aria-label=\"How much of each target was used\">%n",
                WIDTH, height, WIDTH, height);
        svg.append(STYLE);
        add("<text x=\"12\" y=\"22\" class=\"soft\">Share of the target used; left of the line is met</text>%n");
        for (double tick = LEAST; tick <= MOST; tick *= 4) {
            double x = place(tick);
            add("<line class=\"grid\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/>%n", x, TOP - 8, x, height - 12);
            add("<text class=\"soft\" x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>%n", x, TOP - 14, tick(tick));
        }
        for (int row = 0; row < lines.size(); row++) {
            row(lines.get(row), TOP + row * ROW);
        }
        add(
                "<line class=\"limit\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/>%n",
                place(1), TOP - 8, place(1), height - 12);
        return svg.append("</svg>\n").toString();
    }

    private void row(Line line, int y) {
        Result result = line.result();
        Spread spread = result.figure().orElseThrow();
        double end = place(result.target().used(spread.middle()));
        double one = place(result.target().used(spread.low()));
        double other = place(result.target().used(spread.high()));
        boolean met = result.target().isMet(spread.middle());
        add("<text x=\"12\" y=\"%d\">%s %s</text>%n", y + 17, line.id(), escaped(shortened(result.what())));
        add(
                "<rect %s x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>%n",
                met ? "class=\"met\"" : "fill=\"url(#hatch)\"", NAME, y + 4, Math.max(1.5, end - NAME), ROW - 9);
        add(
                "<line class=\"range\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/>%n",
                Math.min(one, other), y + ROW / 2, Math.max(one, other), y + ROW / 2);
        add(
                "<text x=\"%d\" y=\"%d\">%s <tspan class=\"soft\">of %s, %s</tspan></text>%n",
                NAME + PLOT + 14,
                y + 17,
                escaped(Numbers.figure(result)),
                escaped(Numbers.target(result)),
                result.assessment());
    }

    private static double place(double used) {
        double bounded = Math.min(MOST, Math.max(LEAST, used));
        return NAME + PLOT * (Math.log(bounded) - Math.log(LEAST)) / (Math.log(MOST) - Math.log(LEAST));
    }

    private static String tick(double value) {
        return value < 1 ? "1/" + Math.round(1 / value) : Long.toString(Math.round(value));
    }

    private static String shortened(String text) {
        return text.length() <= 96 ? text : text.substring(0, 95) + "…";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values));
    }
}
