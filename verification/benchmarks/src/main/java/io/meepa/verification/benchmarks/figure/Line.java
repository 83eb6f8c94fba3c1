package io.meepa.verification.benchmarks.figure;

import java.util.Optional;

/**
 * A result with the number of its measure, in a form that one process writes and another reads.
 *
 * @param id the measure
 * @param result the result
 */
public record Line(String id, Result result) {

    private static final String NOTHING = "-";

    /**
     * Writes it down.
     *
     * @return fields with tabs between
     */
    public String text() {
        Target target = result.target();
        return String.join(
                "\t",
                id,
                result.what(),
                result.figure().map(Line::numbers).orElse(NOTHING),
                target.kind() + " " + target.limit(),
                result.unit().isEmpty() ? NOTHING : result.unit(),
                result.note().isEmpty() ? NOTHING : result.note());
    }

    /**
     * Reads it again.
     *
     * @param text what {@link #text} wrote
     * @return the line
     */
    public static Line parse(String text) {
        String[] fields = text.split("\t", -1);
        return new Line(
                fields[0],
                new Result(fields[1], figure(fields[2]), target(fields[3]), plain(fields[4]), plain(fields[5])));
    }

    private static String numbers(Spread spread) {
        return spread.low() + " " + spread.middle() + " " + spread.high();
    }

    private static Optional<Spread> figure(String field) {
        if (field.equals(NOTHING)) {
            return Optional.empty();
        }
        String[] numbers = field.split(" ", -1);
        return Optional.of(new Spread(
                Double.parseDouble(numbers[0]), Double.parseDouble(numbers[1]), Double.parseDouble(numbers[2])));
    }

    private static Target target(String field) {
        String[] parts = field.split(" ", -1);
        return new Target(Target.Kind.valueOf(parts[0]), Double.parseDouble(parts[1]));
    }

    private static String plain(String field) {
        return field.equals(NOTHING) ? "" : field;
    }
}
