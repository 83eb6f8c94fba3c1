package io.meepa.credentials.sops.crypto;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * Floating point numbers as Go prints them: the shortest digits that read back as the same number, nearest the exact
 * value. Java's own printing differs in one of six numbers on JDK 17.
 */
public final class GoFloat {

    private static final double SMALLEST_PLAIN = 1e-6;
    private static final double SMALLEST_TOO_LARGE = 1e21;
    private static final int MOST_DIGITS = 17;
    private static final int SURE_DIGITS = 15;
    private static final int HEAD_DIGITS = 20;

    private GoFloat() {}

    /**
     * Prints without exponent, as sops encrypts and hashes numbers.
     *
     * @param value a finite number
     * @return its digits
     */
    public static String plain(double value) {
        return value == 0 ? "0" : shortest(value).toPlainString();
    }

    /**
     * Prints as Go's encoding/json: with an exponent when very small or very large.
     *
     * @param value a finite number
     * @return its JSON text
     */
    public static String json(double value) {
        double size = Math.abs(value);
        if (value == 0 || (size >= SMALLEST_PLAIN && size < SMALLEST_TOO_LARGE)) {
            return plain(value);
        }
        BigDecimal shortest = shortest(value);
        String digits = shortest.unscaledValue().abs().toString();
        int exponent = digits.length() - 1 - shortest.scale();
        String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
        String sign = value < 0 ? "-" : "";
        return sign + digits.charAt(0) + fraction + "e" + (exponent < 0 ? "-" : "+") + Math.abs(exponent);
    }

    private static BigDecimal shortest(double value) {
        BigDecimal byJava = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        // No two decimals of up to 15 digits share a normal double, so Java's is the shortest too.
        if (byJava.precision() <= SURE_DIGITS && Math.abs(value) >= Double.MIN_NORMAL) {
            return byJava;
        }
        return searched(value);
    }

    private static BigDecimal searched(double value) {
        double size = Math.abs(value);
        BigDecimal exact = new BigDecimal(size);
        BigDecimal head = exact.round(new MathContext(HEAD_DIGITS, RoundingMode.DOWN));
        int fewest = 1;
        int enough = MOST_DIGITS;
        while (fewest < enough) {
            int digits = (fewest + enough) / 2;
            if (nearest(size, exact, head, digits).isPresent()) {
                enough = digits;
            } else {
                fewest = digits + 1;
            }
        }
        BigDecimal found = nearest(size, exact, head, fewest).orElse(exact).stripTrailingZeros();
        return value < 0 ? found.negate() : found;
    }

    // If some number of digits reads back, every larger one does, so the search above may halve.
    private static Optional<BigDecimal> nearest(double size, BigDecimal exact, BigDecimal head, int digits) {
        BigDecimal below = head.round(new MathContext(digits, RoundingMode.DOWN));
        if (below.compareTo(exact) == 0) {
            return Optional.of(below);
        }
        BigDecimal above = below.add(below.ulp());
        boolean belowFits = below.doubleValue() == size;
        boolean aboveFits = above.doubleValue() == size;
        if (belowFits && aboveFits) {
            return Optional.of(exact.round(new MathContext(digits, RoundingMode.HALF_EVEN)));
        }
        return belowFits ? Optional.of(below) : Optional.of(above).filter(candidate -> aboveFits);
    }
}
