package io.meepa.credentials.form;

import io.meepa.credentials.form.FieldProblem.Code;
import io.meepa.credentials.model.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the fields of a card say about each other. Brings month and year into one form, and returns the last four digits. */
final class CardRules {

    private static final int DIGITS_KEPT = 4;

    private final CredentialForm form;
    private final Map<String, Secret> accepted;
    private final Clock clock;

    CardRules(CredentialForm form, Map<String, Secret> accepted, Clock clock) {
        this.form = form;
        this.accepted = accepted;
        this.clock = clock;
    }

    List<FieldProblem> check() {
        List<FieldProblem> problems = new ArrayList<>();
        lastFour().ifPresent(problems::add);
        expiry().ifPresent(problems::add);
        return problems;
    }

    private Optional<FieldProblem> lastFour() {
        Optional<Secret> number = field(FieldRule.CARD_NUMBER).map(accepted::get);
        Optional<String> name = field(FieldRule.LAST_FOUR);
        if (number.isEmpty() || name.isEmpty()) {
            return Optional.empty();
        }
        Secret ending = ending(number.get());
        Secret known = accepted.putIfAbsent(name.get(), ending);
        return known == null || known.matches(ending)
                ? Optional.empty()
                : Optional.of(
                        new FieldProblem(name.get(), Code.MALFORMED, "are not the last digits of the card number"));
    }

    private Optional<FieldProblem> expiry() {
        Optional<String> month = field(FieldRule.CARD_MONTH).filter(accepted::containsKey);
        Optional<String> year = field(FieldRule.CARD_YEAR).filter(accepted::containsKey);
        if (month.isEmpty() || year.isEmpty()) {
            return unpaired(month.isPresent(), year.isPresent());
        }
        YearMonth last = YearMonth.of(2000 + number(year.get()) % 100, number(month.get()));
        accepted.put(month.get(), Secret.of((last.getMonthValue() < 10 ? "0" : "") + last.getMonthValue()));
        accepted.put(year.get(), Secret.of(Integer.toString(last.getYear())));
        return last.isBefore(YearMonth.now(clock))
                ? Optional.of(new FieldProblem(year.get(), Code.EXPIRED, "is past, with that month"))
                : Optional.empty();
    }

    private Optional<FieldProblem> unpaired(boolean month, boolean year) {
        if (month == year) {
            return Optional.empty();
        }
        return field(month ? FieldRule.CARD_YEAR : FieldRule.CARD_MONTH)
                .map(missing -> new FieldProblem(missing, Code.MISSING, "must be right, month and year go together"));
    }

    private Optional<String> field(FieldRule rule) {
        return form.fields().stream()
                .filter(field -> field.rule() == rule)
                .map(FormField::name)
                .findFirst();
    }

    private int number(String field) {
        return Optional.ofNullable(accepted.get(field))
                .map(value -> value.withBytes(bytes -> Integer.valueOf(new String(bytes, StandardCharsets.US_ASCII))))
                .orElseThrow();
    }

    private static Secret ending(Secret number) {
        return number.withBytes(
                digits -> Secret.wrap(Arrays.copyOfRange(digits, digits.length - DIGITS_KEPT, digits.length)));
    }
}
