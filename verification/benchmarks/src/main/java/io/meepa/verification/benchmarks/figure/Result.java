package io.meepa.verification.benchmarks.figure;

import java.util.Optional;

/**
 * One line of the table.
 *
 * @param what what was compared with what
 * @param figure the figure; empty if it could not be taken
 * @param target what it should be
 * @param unit what the figure counts; empty for a ratio, {@link #EXPONENT} for a growth
 * @param note what it was taken from in this run, or why it was not
 */
public record Result(String what, Optional<Spread> figure, Target target, String unit, String note) {

    /** The unit of what is the power of a size: 1 is in proportion to it, 0 does not depend on it. */
    public static final String EXPONENT = "exponent";

    /**
     * Creates a ratio.
     *
     * @param what what was compared with what
     * @param figure the ratio
     * @param target what it should be
     * @param note what it was taken from
     * @return the line
     */
    public static Result ratio(String what, Spread figure, Target target, String note) {
        return new Result(what, Optional.of(figure), target, "", note);
    }

    /**
     * Creates a growth.
     *
     * @param what what grows with what
     * @param figure the exponent
     * @param target what it should be
     * @param note what it was taken from
     * @return the line
     */
    public static Result growth(String what, Spread figure, Target target, String note) {
        return new Result(what + ": exponent of growth", Optional.of(figure), target, EXPONENT, note);
    }

    /**
     * Creates a figure that is reported only.
     *
     * @param what what was measured
     * @param figure the figure
     * @param unit its unit
     * @param note what it was taken from
     * @return the line
     */
    public static Result reported(String what, Spread figure, String unit, String note) {
        return new Result(what, Optional.of(figure), Target.none(), unit, note);
    }

    /**
     * Creates a line without a figure.
     *
     * @param what what would have been compared
     * @param target what it should be
     * @param why why it was not
     * @return the line
     */
    public static Result skipped(String what, Target target, String why) {
        return new Result(what, Optional.empty(), target, "", "skipped: " + why);
    }

    /**
     * Judges.
     *
     * @return whether the target is met, in a word
     */
    public String assessment() {
        if (figure.isEmpty()) {
            return "skipped";
        }
        if (target.kind() == Target.Kind.NONE) {
            return "reported";
        }
        return target.isMet(figure.get().middle()) ? "met" : "not met";
    }
}
