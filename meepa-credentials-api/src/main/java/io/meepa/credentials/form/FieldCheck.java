package io.meepa.credentials.form;

import io.meepa.credentials.form.FieldProblem.Code;
import io.meepa.credentials.model.Secret;
import java.nio.CharBuffer;
import java.util.Optional;
import java.util.regex.Pattern;

/** Looks at one value of one field. */
final class FieldCheck {

    /** What HTML calls a valid e-mail address, with a dot in the domain. */
    private static final Pattern EMAIL = Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@"
            + "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)+");

    /** ITU-T E.164: at most 15 digits, none of them a leading zero. */
    private static final Pattern PHONE = Pattern.compile("\\+[1-9][0-9]{6,14}");

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}(?:\\.[0-9]{1,9})?");

    private FieldCheck() {}

    static Optional<FieldProblem> problem(FormField field, Secret value) {
        return SecretChars.characters(value, characters -> problem(field, characters))
                .orElseGet(() -> of(field, Code.CHARACTERS, "is not UTF-8"));
    }

    private static Optional<FieldProblem> problem(FormField field, CharBuffer value) {
        if (value.codePoints().count() > field.maxLength()) {
            return of(field, Code.TOO_LONG, "has more than " + field.maxLength() + " characters");
        }
        boolean lines = field.kind() == FieldKind.MULTILINE;
        if (value.codePoints().anyMatch(character -> isForbidden(character, lines))) {
            return of(field, Code.CHARACTERS, "has a line break or another control character");
        }
        Optional<String> misfit = misfit(field, value).or(() -> RuleCheck.misfit(field.rule(), value));
        return misfit.flatMap(why -> of(field, Code.MALFORMED, why));
    }

    private static Optional<String> misfit(FormField field, CharBuffer value) {
        boolean fits = field.pattern().isEmpty()
                || Pattern.compile(field.pattern()).matcher(value).matches();
        return switch (field.kind()) {
            case EMAIL -> unless(fits && matches(EMAIL, value), "is not a mail address");
            case PHONE ->
                unless(fits && matches(PHONE, value), "must be +, country code and number, such as +15550100000");
            case NUMBER -> unless(fits && matches(NUMBER, value), "must be a number");
            case CHOICE -> unless(fits && isChoice(field, value), "must be one of the choices");
            case TEXT, SECRET, MULTILINE -> unless(fits, "does not have the form that is asked for");
        };
    }

    static Optional<String> unless(boolean holds, String why) {
        return holds ? Optional.empty() : Optional.of(why);
    }

    static boolean matches(Pattern pattern, CharSequence value) {
        return pattern.matcher(value).matches();
    }

    private static boolean isChoice(FormField field, CharBuffer value) {
        return field.choices().stream().anyMatch(choice -> choice.value().contentEquals(value));
    }

    private static boolean isForbidden(int character, boolean lines) {
        boolean layout = character == '\n' || character == '\r' || character == '\t';
        return (Character.isISOControl(character) || isLineSeparator(character)) && !(lines && layout);
    }

    private static boolean isLineSeparator(int character) {
        return character == 0x2028 || character == 0x2029;
    }

    private static Optional<FieldProblem> of(FormField field, Code code, String message) {
        return Optional.of(new FieldProblem(field.name(), code, message));
    }
}
