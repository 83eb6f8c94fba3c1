package io.meepa.credentials.core.config.tree;

import com.fasterxml.jackson.core.JsonToken;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Distinguishes numbers and flags from texts. What dialects of YAML read differently stays a text. */
final class ScalarForm {

    /** No octal, no hexadecimal, no underscores; a plus sign begins a telephone number. */
    private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]{0,17})");

    private static final Pattern FRACTION = Pattern.compile("-?[0-9]{1,17}\\.[0-9]{1,17}");

    private ScalarForm() {}

    static Node of(@Nullable JsonToken token, String text, String place) {
        if (token == null || token == JsonToken.VALUE_EMBEDDED_OBJECT) {
            return new Node.Flaw(place, "is binary, which is not read here; write a plain value");
        }
        return switch (token) {
            case VALUE_NULL -> new Node.Nothing(place);
            case VALUE_TRUE -> new Node.Scalar(place, true);
            case VALUE_FALSE -> new Node.Scalar(place, false);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Node.Scalar(place, numeric(text));
            default -> new Node.Scalar(place, text);
        };
    }

    private static Object numeric(String text) {
        if (WHOLE.matcher(text).matches()) {
            return Long.valueOf(text);
        }
        return FRACTION.matcher(text).matches() ? (Object) Double.valueOf(text) : text;
    }
}
