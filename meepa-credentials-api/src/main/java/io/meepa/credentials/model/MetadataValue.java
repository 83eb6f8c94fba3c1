package io.meepa.credentials.model;

import java.math.BigDecimal;

/** A metadata value: text, number or flag. */
public sealed interface MetadataValue {

    /**
     * A text.
     *
     * @param value the text
     */
    record Text(String value) implements MetadataValue {}

    /**
     * A number, kept exactly: {@code 1.50} is not the same value as {@code 1.5}.
     *
     * @param value the number
     */
    record Numeric(BigDecimal value) implements MetadataValue {

        /** Beyond any double; a few characters such as 1E+999999999 must not fill the memory. */
        private static final int MOST_ZEROS_WRITTEN_OUT = 400;

        /** Writes whole numbers out, so that {@code 5E+3} and {@code 5000} are the same value. */
        public Numeric {
            boolean whole = value.scale() <= 0 && value.scale() >= -MOST_ZEROS_WRITTEN_OUT;
            value = value.signum() == 0 || whole ? value.setScale(0) : value;
        }
    }

    /**
     * A flag.
     *
     * @param value the flag
     */
    record Flag(boolean value) implements MetadataValue {}
}
