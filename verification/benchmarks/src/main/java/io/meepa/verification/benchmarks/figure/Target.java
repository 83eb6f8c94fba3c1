package io.meepa.verification.benchmarks.figure;

/**
 * What a figure should be.
 *
 * @param kind which side of the limit is good
 * @param limit the limit
 */
public record Target(Kind kind, double limit) {

    /** Which side of the limit is good. */
    public enum Kind {
        /** At most the limit. */
        AT_MOST,
        /** At least the limit. */
        AT_LEAST,
        /** Reported only. */
        NONE
    }

    /**
     * Creates an upper limit.
     *
     * @param limit the limit
     * @return the target
     */
    public static Target atMost(double limit) {
        return new Target(Kind.AT_MOST, limit);
    }

    /**
     * Creates a lower limit.
     *
     * @param limit the limit
     * @return the target
     */
    public static Target atLeast(double limit) {
        return new Target(Kind.AT_LEAST, limit);
    }

    /**
     * Makes no limit.
     *
     * @return the target of what is reported only
     */
    public static Target none() {
        return new Target(Kind.NONE, Double.NaN);
    }

    /**
     * Compares.
     *
     * @param figure the figure
     * @return how much of what is allowed was used: 1 is the limit, less is better
     */
    public double used(double figure) {
        return switch (kind) {
            case AT_MOST -> limit == 0 ? (figure == 0 ? 0 : Double.POSITIVE_INFINITY) : figure / limit;
            case AT_LEAST -> limit / figure;
            case NONE -> Double.NaN;
        };
    }

    /**
     * Judges.
     *
     * @param figure the figure
     * @return whether it is what it should be; what is reported only always is
     */
    public boolean isMet(double figure) {
        return kind == Kind.NONE || used(figure) <= 1;
    }
}
