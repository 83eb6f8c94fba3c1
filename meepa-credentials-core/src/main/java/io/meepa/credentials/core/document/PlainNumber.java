package io.meepa.credentials.core.document;

import io.meepa.credentials.model.CredentialLimits;
import java.math.BigDecimal;
import java.util.Optional;

/** Reads numbers that can be written out: {@code 1e999999999} has a billion digits, and a document spells all of them. */
public final class PlainNumber {

    /** Reading takes time that grows with the square of the length. */
    private static final int LONGEST_LITERAL = 1000;

    private PlainNumber() {}

    /** Reads a JSON number, or nothing if it has more than 256 digits written out. */
    public static Optional<BigDecimal> of(String literal) {
        if (literal.length() > LONGEST_LITERAL) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BigDecimal(literal)).filter(PlainNumber::isShort);
        } catch (NumberFormatException e) {
            return Optional.empty(); // The exponent alone is more than a number can have.
        }
    }

    /** Returns whether it has no more digits than are read again. */
    public static boolean isShort(BigDecimal number) {
        return number.precision() + Math.abs((long) number.scale()) <= CredentialLimits.METADATA_DIGITS;
    }
}
