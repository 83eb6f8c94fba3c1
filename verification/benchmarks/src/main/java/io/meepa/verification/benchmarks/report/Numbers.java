package io.meepa.verification.benchmarks.report;

import io.meepa.verification.benchmarks.figure.Result;
import io.meepa.verification.benchmarks.figure.Spread;
import java.util.Locale;

/** Figures as people read them. */
final class Numbers {

    private static final double SMALL = 0.1;

    private Numbers() {}

    /** The median; a small ratio as one part of many. */
    static String figure(Result result) {
        return result.figure()
                .map(spread -> number(spread.middle(), result.unit()))
                .orElse("–");
    }

    /** The quartiles. */
    static String spread(Result result) {
        return result.figure()
                .map(spread -> isFraction(spread, result.unit())
                        ? fraction(spread.high()) + " to " + fraction(spread.low())
                        : plain(spread.low()) + " to " + plain(spread.high()))
                .orElse("–");
    }

    static String target(Result result) {
        String limit = limit(result.target().limit(), result.unit());
        return switch (result.target().kind()) {
            case AT_MOST -> "≤ " + limit;
            case AT_LEAST -> "≥ " + limit;
            case NONE -> "–";
        };
    }

    private static String limit(double limit, String unit) {
        return !unit.equals(Result.EXPONENT) && limit > 0 && limit < SMALL ? fraction(limit) : plain(limit);
    }

    private static String number(double value, String unit) {
        if (unit.isEmpty()) {
            return value > 0 && value < SMALL ? fraction(value) : plain(value);
        }
        return unit.equals(Result.EXPONENT) ? plain(value) : plain(value) + " " + unit;
    }

    private static boolean isFraction(Spread spread, String unit) {
        return unit.isEmpty() && spread.middle() > 0 && spread.middle() < SMALL;
    }

    private static String fraction(double value) {
        return "1/" + plain(1 / value);
    }

    private static String plain(double value) {
        double size = Math.abs(value);
        if (size >= 100 || value == Math.rint(value)) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return String.format(Locale.ROOT, size >= 10 ? "%.1f" : "%.2f", value);
    }
}
