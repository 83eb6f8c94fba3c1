package io.meepa.verification.benchmarks.growth;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A cost at several sizes.
 *
 * @param what what costs it
 * @param sizes the sizes, rising
 * @param costs the cost at each, in any unit
 */
record Curve(String what, List<Integer> sizes, List<Double> costs) {

    Curve {
        sizes = List.copyOf(sizes);
        costs = List.copyOf(costs);
    }

    /** The slope of the line through the logarithms, by least squares: 1 is linear, 2 quadratic. */
    double exponent() {
        double[] x = sizes.stream().mapToDouble(Math::log).toArray();
        double[] y = costs.stream().mapToDouble(Math::log).toArray();
        double meanX =
                IntStream.range(0, x.length).mapToDouble(i -> x[i]).average().orElseThrow();
        double meanY =
                IntStream.range(0, y.length).mapToDouble(i -> y[i]).average().orElseThrow();
        double above = IntStream.range(0, x.length)
                .mapToDouble(i -> (x[i] - meanX) * (y[i] - meanY))
                .sum();
        double below = IntStream.range(0, x.length)
                .mapToDouble(i -> (x[i] - meanX) * (x[i] - meanX))
                .sum();
        return above / below;
    }

    /** The slope between the two largest sizes, where fixed costs no longer hide what grows. */
    double lastExponent() {
        int last = sizes.size() - 1;
        return new Curve(what, sizes.subList(last - 1, last + 1), costs.subList(last - 1, last + 1)).exponent();
    }

    /** A row of the table: the cost of one value at each size, in terms of that at the middle size. */
    String row() {
        int middle = sizes.size() / 2;
        double one = costs.get(middle) / sizes.get(middle);
        String ratios = IntStream.range(0, sizes.size())
                .mapToObj(i -> String.format(Locale.ROOT, "%.2f", costs.get(i) / sizes.get(i) / one))
                .collect(Collectors.joining(" | "));
        return String.format(Locale.ROOT, "| %s | %s | %.3f | %.3f |", what, ratios, exponent(), lastExponent());
    }
}
