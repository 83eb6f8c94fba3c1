package io.meepa.credentials.form;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Looks at what a value must be beyond its kind. */
final class RuleCheck {

    private static final Pattern CARD = Pattern.compile("[0-9]{12,19}");
    private static final Pattern MONTH = Pattern.compile("0?[1-9]|1[0-2]");
    private static final Pattern YEAR = Pattern.compile("(?:20)?[0-9]{2}");
    private static final Pattern LAST_FOUR = Pattern.compile("[0-9]{4}");
    private static final Pattern WEB = Pattern.compile("https?://[^\\s<>\"]{1,2000}");
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    private RuleCheck() {}

    static Optional<String> misfit(FieldRule rule, CharSequence value) {
        return switch (rule) {
            case NONE -> Optional.empty();
            case CARD_NUMBER -> FieldCheck.unless(isCard(value), "is not a card number: check the digits");
            case LAST_FOUR -> FieldCheck.unless(FieldCheck.matches(LAST_FOUR, value), "must be four digits");
            case CARD_MONTH -> FieldCheck.unless(FieldCheck.matches(MONTH, value), "must be a month, 1 to 12");
            case CARD_YEAR -> FieldCheck.unless(FieldCheck.matches(YEAR, value), "must be a year, such as 2031");
            case WEB_ADDRESS ->
                FieldCheck.unless(FieldCheck.matches(WEB, value), "must begin with https:// or http://");
            case MOMENT ->
                FieldCheck.unless(
                        moment(value.toString()).isPresent(), "must be a date or a moment: 2027-01-31T00:00:00Z");
        };
    }

    private static boolean isCard(CharSequence value) {
        return FieldCheck.matches(CARD, value) && checkSum(value) % 10 == 0;
    }

    /** ISO/IEC 7812-1, annex B: from the right, every second digit counts double. */
    private static int checkSum(CharSequence digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighed = i % 2 == 0 ? digit : 2 * digit;
            sum += weighed > 9 ? weighed - 9 : weighed;
        }
        return sum;
    }

    /** Returns the moment, or the beginning of the date, that a text names. */
    static Optional<Instant> moment(String text) {
        try {
            return Optional.of(Instant.parse(FieldCheck.matches(DATE, text) ? text + "T00:00:00Z" : text));
        } catch (DateTimeParseException e) {
            // Its message would repeat the value.
            return Optional.empty();
        }
    }
}
